import { Config } from '../config/config.ts'
import type { Sample } from './samples.ts'

/** What most articles are in. */
export interface LikelyLanguage {
  readonly locale: string
  /** Articles in it, of those that were looked at. */
  readonly articles: number
  readonly of: number
}

export function likelyLanguage(samples: readonly Sample[]): LikelyLanguage | undefined {
  const counts = Map.groupBy(samples, ({ locale }) => locale)
  counts.delete(undefined)
  const [most] = [...counts].toSorted(([, one], [, other]) => other.length - one.length)
  const locale = most?.[0]
  return locale === undefined ? undefined : { locale, articles: most?.[1].length ?? 0, of: samples.length }
}

/** A key of front matter that readers seem to see, and that is not translated unless the configuration says so. */
export interface LikelyKey {
  readonly key: string
  /** Articles that have it. */
  readonly articles: number
  readonly example: string
}

/** Keys by their names and by what stands there, those of most articles first. */
export function likelyKeys(samples: readonly Sample[]): readonly LikelyKey[] {
  const known = Config.shape.source.parse(undefined).frontMatter.map(withoutLists)
  const found = new Map<string, LikelyKey>()
  for (const { frontMatter } of samples) {
    const words = frontMatter.filter(
      ([key, value]) => SEEN.test(key) && !known.includes(withoutLists(key)) && isCopy(value),
    )
    for (const [key, example] of new Map(words.map(([key, value]) => [withoutLists(key), value] as const))) {
      found.set(key, { key, example, articles: (found.get(key)?.articles ?? 0) + 1 })
    }
  }
  return [...found.values()].toSorted((one, other) => other.articles - one.articles)
}

/** Last step of a key: names that newsrooms and generators of sites give to words which readers see. */
const SEEN =
  /(?:^|[._-]|(?<=[a-z])(?=[A-Z]))(?:title|headline|heading|strapline|kicker|standfirst|description|summary|excerpt|teaser|lede|lead|intro|introduction|blurb|abstract|dek|deck|subhead|caption|alt)$/i

/** A list needs no step of its own. */
const withoutLists = (key: string) => key.replaceAll('.*', '')

/** Words, and no address, file or mark. */
const isCopy = (value: string) => /\p{L}.*\s+\S*\p{L}/su.test(value) && !/^[a-z]+:\/\//i.test(value)
