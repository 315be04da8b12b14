import type { Memory } from '../memory/memory.ts'
import type { Editions, KeptEdition } from '../publish/editions.ts'
import { type TakeDownPorts, takeDown } from '../publish/take-down.ts'

/** What became of articles that are gone from the articles folder. */
export interface Vanished {
  /** Articles that the record knows to be published or held, before anything was withdrawn. */
  readonly known: number
  readonly gone: readonly GoneArticle[]
}

interface GoneArticle {
  readonly id: string
  readonly path: string
  readonly locales: readonly string[]
}

/** An article as the record of editions knows it. */
export interface RecordedArticle {
  readonly id: string
  readonly editions: readonly KeptEdition[]
}

/** One after the other; one alone is held in memory. */
export async function* recordedArticles(editions: Editions): AsyncIterable<RecordedArticle> {
  let last: { id: string; editions: KeptEdition[] } | undefined
  for await (const edition of editions.all()) {
    if (last !== undefined && last.id !== edition.article) {
      yield last
      last = undefined
    }
    last ??= { id: edition.article, editions: [] }
    last.editions.push(edition)
  }
  if (last !== undefined) yield last
}

/** Its file may have got another ending, which not every locale has come to yet. */
export const isGone = ({ editions }: RecordedArticle, isThere: (path: string) => boolean): boolean =>
  ![...new Set(editions.map(({ record }) => record.path))].some(isThere)

/** Known articles whose file is no article any more. Those alone are held in memory. */
export async function findVanished(
  editions: Editions,
  isThere: (path: string) => boolean,
): Promise<Vanished> {
  const gone: GoneArticle[] = []
  let known = 0
  for await (const article of recordedArticles(editions)) {
    const standing = article.editions.filter(({ record }) => record.status !== 'withdrawn')
    const [first] = standing
    if (first === undefined) continue
    known++
    if (isGone(article, isThere))
      gone.push({ id: article.id, path: first.record.path, locales: standing.map(({ locale }) => locale) })
  }
  return { known, gone }
}

/** A newsroom deletes a few articles in a day; more than this share at once, or all, is rather a folder that is not mounted. */
const LARGEST_SHARE = 0.2
const FEW = 5

export const isSuspicious = ({ known, gone }: Vanished): boolean =>
  gone.length > 0 && (gone.length === known || (gone.length > FEW && gone.length > known * LARGEST_SHARE))

export interface VanishedPorts extends TakeDownPorts {
  readonly writes: boolean
  /** Of a locale. What people wrote in a deleted article no longer decides what other articles get. */
  readonly memory: (locale: string) => Pick<Memory, 'keepHuman'>
}

/** @param told of each edition that was taken down, with its path under the output folder */
export async function withdrawVanished(
  { gone }: Vanished,
  targets: readonly string[],
  ports: VanishedPorts,
  told: (article: GoneArticle, locale: string, output: string) => void,
): Promise<void> {
  for (const article of gone)
    for (const locale of article.locales.filter((each) => targets.includes(each))) {
      const output = ports.writes
        ? await takeDown(
            article.id,
            locale,
            { kind: 'withdrawn', why: 'deleted', until: undefined },
            {},
            ports,
          )
        : (await ports.editions.get(article.id, locale))?.output
      if (ports.writes) await ports.memory(locale).keepHuman(article.id, [])
      if (output !== undefined && output !== '') told(article, locale, output)
    }
}
