import type { DragomanError, ErrorCode } from '../article/errors.ts'

/**
 * A refusal that concerns a pair of languages or an account fails each of a locale's editions with the same words: it is
 * told with the first of them. @returns whether this error has to be told
 */
export function openToldOnce(): (locale: string, error: DragomanError) => boolean {
  const told = new Set<string>()
  return (locale, { code, message }) => {
    if (!OF_ALL_EDITIONS.has(code)) return true
    const words = JSON.stringify([locale, code, message])
    if (told.has(words)) return false
    told.add(words)
    return true
  }
}

const OF_ALL_EDITIONS: ReadonlySet<ErrorCode> = new Set([
  'PAIR_UNSERVED',
  'CREDENTIAL_MISSING',
  'PROVIDER_AUTH',
  'PROVIDER_PAIR',
])
