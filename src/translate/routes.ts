import { DragomanError } from '../article/errors.ts'
import type { Config } from '../config/config.ts'
import { type Price, pricesOf } from '../config/prices.ts'
import type { Provider } from '../providers/provider.ts'
import type { Choices, Route } from './gap.ts'

/** A provider as configured. */
export interface Engagement {
  readonly provider: Provider
  /** Target locales it is kept to; absent: all that it serves. */
  readonly locales?: readonly string[] | undefined
  readonly price?: Price | undefined
  /** May editions be published from its words? Absent: yes, but for Apertium's in place of another provider's. */
  readonly publishable?: boolean | undefined
}

/** What the configuration says of each provider beside how to reach it. @param providers in the configuration's order */
export function engagements(config: Pick<Config, 'providers'>, providers: readonly Provider[]): Engagement[] {
  const prices = pricesOf(config)
  return providers.map((provider, nth) => {
    const { locales, publishable } = config.providers[nth]!
    return { provider, locales, publishable, price: prices[nth] }
  })
}

/** Pair → the providers that serve it, in order of preference. Asked once for each pair. */
export function routes(engaged: () => Promise<readonly Engagement[]>) {
  const known = new Map<string, Promise<Choices>>()
  return (source: string, target: string): Promise<Choices> => {
    const pair = `${source} ${target}`
    let choices = known.get(pair)
    if (choices === undefined) {
      choices = find(engaged, source, target)
      known.set(pair, choices)
    }
    return choices
  }
}

async function find(
  engaged: () => Promise<readonly Engagement[]>,
  source: string,
  target: string,
): Promise<Choices> {
  const all = await engaged()
  const serving: Engagement[] = []
  for (const engagement of all) {
    const { provider, locales } = engagement
    if (locales !== undefined && !locales.includes(target)) continue
    if (await provider.serves(source, target)) serving.push(engagement)
  }
  const [first, ...others] = serving.map(
    ({ provider, publishable, price }, nth): Route => ({
      provider,
      source,
      target,
      price,
      hasStandIn: nth < serving.length - 1,
      isDraft: !(publishable ?? (nth === 0 || !GIST.has(provider.kind))),
    }),
  )
  if (first === undefined) throw unserved(all, source, target)
  return [first, ...others]
}

/** Good enough to know what an article is about. */
const GIST: ReadonlySet<string> = new Set(['apertium'])

const unserved = (all: readonly Engagement[], source: string, target: string) =>
  new DragomanError('PAIR_UNSERVED', `No configured provider translates ${source} into ${target}.`, {
    fix: `${all.map(({ provider }) => provider.name).join(', ')} ${all.length === 1 ? 'does' : 'do'} not; add a provider that does, or take ${target} out of the targets.`,
  })
