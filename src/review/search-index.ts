import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { DragomanError } from '../article/errors.ts'
import { openSqliteIndex } from '../memory/search/sqlite-index.ts'
import type { IndexedFile, Passage, SearchIndex, Suggestions } from '../memory/search.ts'
import { isDamage } from '../memory/sqlite/damage.ts'
import { searchFile } from '../memory/stores.ts'
import { toNotation } from '../segment/notation.ts'
import { staleTexts } from './changed-source.ts'
import { type KnownArticle, readKnown } from './known.ts'
import type { LocaleFiles } from './locale-files.ts'

/**
 * What was translated before, as the locale files of one locale have it now. A memory knows a source by its hash alone, and
 * must not be slowed by searches: so there is an index beside it, which reads the files that have changed since it was last
 * asked. A night does not touch it, and nothing is lost with it.
 */
export interface SearchPorts {
  readonly localeFiles: LocaleFiles
  readonly now: () => Date
  /** Told now and then how many of the files that have changed were read. */
  readonly onProgress?: (read: number, of: number) => void
  /** Told of broken locale files, which are not searched. */
  readonly onProblem?: (error: DragomanError) => void
}

/** @param state the state folder @throws DragomanError STATE_UNREADABLE */
export async function openSuggestions(
  state: string,
  locale: string,
  ports: SearchPorts,
): Promise<Suggestions> {
  try {
    return await openUpToDate(state, locale, ports)
  } catch (error) {
    if (!isDamage(error)) throw error
    // Whatever is damaged is thrown away when it is opened again.
    return openUpToDate(state, locale, ports)
  }
}

async function openUpToDate(state: string, locale: string, ports: SearchPorts): Promise<SearchIndex> {
  const index = openSqliteIndex({ path: searchFile(state, locale), locale })
  try {
    await bringUpToDate(index, ports)
    return index
  } catch (error) {
    await index.close()
    throw error
  }
}

const FILES_AT_ONCE = 200

async function bringUpToDate(index: SearchIndex, ports: SearchPorts): Promise<void> {
  const { localeFiles, onProgress } = ports
  const known = await index.stamps()
  const gone = new Set(known.keys())
  const changed: string[] = []
  for await (const stem of localeFiles.stems(index.locale)) {
    gone.delete(stem)
    if (!(await isAsRead(localeFiles, index.locale, stem, known.get(stem) ?? ''))) changed.push(stem)
  }
  await index.drop([...gone])
  for (let at = 0; at < changed.length; at += FILES_AT_ONCE) {
    const files: IndexedFile[] = []
    for (const stem of changed.slice(at, at + FILES_AT_ONCE)) {
      // Signals are heard between two files.
      await setImmediate()
      files.push(await read(stem, index.locale, ports))
    }
    await index.put(files)
    onProgress?.(at + files.length, changed.length)
  }
}

/** What was read of an article: the hashes of its locale file, and of the source's beside it. */
const Stamp = z.object({
  sourceLocale: z.string(),
  file: z.object({ hash: z.string(), metaHash: z.string() }),
  source: z.object({ hash: z.string(), metaHash: z.string() }),
})
type Stamp = z.infer<typeof Stamp>

async function isAsRead(files: LocaleFiles, locale: string, stem: string, stamp: string): Promise<boolean> {
  if (stamp === '') return false
  const { sourceLocale, file, source } = Stamp.parse(JSON.parse(stamp))
  return (await files.isAt(locale, stem, file)) && (await files.isAt(sourceLocale, stem, source))
}

async function read(
  name: string,
  locale: string,
  { localeFiles, now, onProblem }: SearchPorts,
): Promise<IndexedFile> {
  const known = await readKnown(localeFiles, locale, name, now())
  if (known instanceof DragomanError) {
    onProblem?.(known)
    return { name, stamp: '', passages: [] }
  }
  const { article, file, source } = known
  const stamp: Stamp = { sourceLocale: article.locale, file, source }
  return { name, stamp: JSON.stringify(Stamp.parse(stamp)), passages: [...current(known), ...stale(known)] }
}

/** What translates the article as it is; what a person rejected is no suggestion. */
function current({ article, people }: KnownArticle): Passage[] {
  const passages = new Map<string, Passage>()
  for (const { key, notation: source } of article.segments) {
    const place = { article: article.id, key, sourceLocale: article.locale, source }
    const target = people.targets.get(key) ?? people.shared.get(key)
    const machine = people.machine.get(key)
    if (target !== undefined) {
      const { content, origin, state, date } = target
      passages.set(key, { ...place, target: toNotation(content), origin, state, date: Date.parse(date) })
    } else if (machine !== undefined) {
      const { provider, model = '', date } = machine.meta
      const origin = { kind: 'machine', provider, model } as const
      passages.set(key, { ...place, target: machine.text, origin, state: 'machine', date: Date.parse(date) })
    }
  }
  return [...passages.values()]
}

/** People's words for sentences that have changed since: they are worth most for those that came instead. */
function stale({ article, file, people }: KnownArticle): Passage[] {
  const kept = new Set(people.kept.values())
  return [...staleTexts(file), ...people.leaving].flatMap(({ key, text, sourceText, by, state }) => {
    if (sourceText === undefined || kept.has(key)) return []
    const date = file.meta.retired?.[key]?.date ?? file.meta.segments[key]?.date ?? ''
    const passage: Passage = {
      article: article.id,
      key,
      sourceLocale: article.locale,
      source: sourceText,
      target: text,
      origin: { kind: 'human', editor: by },
      state,
      date: Date.parse(date) || 0,
    }
    return [passage]
  })
}
