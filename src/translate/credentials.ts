import { DragomanError } from '../article/errors.ts'
import type { Provider } from '../providers/provider.ts'
import type { Choices } from './gap.ts'

/**
 * Of these pairs, the first that no provider can be asked for, since each that serves it lacks its key or account: why. A
 * pair that no provider serves at all is another matter, and its editions say so.
 */
export async function missingCredentials(
  source: string,
  targets: readonly string[],
  routes: (source: string, target: string) => Promise<Choices>,
): Promise<DragomanError | undefined> {
  for (const target of targets) {
    if (target === source) continue
    const choices = await routes(source, target).catch(() => [])
    const missing = await Promise.all(choices.map(({ provider }) => whyUnable(provider)))
    const [first] = missing
    if (first !== undefined && missing.every((each) => each !== undefined))
      return ofPair(first, source, target)
  }
  return undefined
}

/** What else is wrong with it shows when it is asked. */
async function whyUnable(provider: Provider): Promise<DragomanError | undefined> {
  try {
    await provider.checkCredentials()
  } catch (error) {
    if (error instanceof DragomanError && ENDS.includes(error.code)) return error
  }
  return undefined
}

const ENDS: readonly string[] = ['CREDENTIAL_MISSING', 'CONFIG_INVALID'] satisfies DragomanError['code'][]

const ofPair = (cause: DragomanError, source: string, target: string) =>
  new DragomanError(
    cause.code,
    `${cause.message} No other provider translates ${source} into ${target}; nothing was sent.`,
    { place: cause.place, fix: cause.fix, cause },
  )
