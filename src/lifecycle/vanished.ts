import type { Memory } from '../memory/memory.ts'
import type { Editions } from '../publish/editions.ts'
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

/** Known articles whose file is no article any more. Those alone are held in memory. */
export async function findVanished(
  editions: Editions,
  isThere: (path: string) => boolean,
): Promise<Vanished> {
  const gone: { id: string; path: string; locales: string[] }[] = []
  let known = 0
  let last: { readonly id: string; readonly isGone: boolean } | undefined
  for await (const { article: id, locale, record } of editions.all()) {
    if (record.status === 'withdrawn') continue
    if (last?.id !== id) {
      known++
      last = { id, isGone: !isThere(record.path) }
      if (last.isGone) gone.push({ id, path: record.path, locales: [] })
    }
    if (last.isGone) gone.at(-1)!.locales.push(locale)
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
