import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { DragomanError } from '../article/errors.ts'
import type { Memory } from '../memory/memory.ts'
import { articleOf, META_ENDING } from '../review/locale-file.ts'
import { humanRows, readPeople, takenBack } from '../review/people.ts'
import { readLocaleFileOf } from '../review/read-locale-file.ts'
import { segmentsIn } from '../review/source-file.ts'
import type { TranslatePorts } from './ports.ts'
import { recall } from './recall.ts'

/**
 * A locale's memory, filled from its locale files: what people wrote, and the machine's texts that are still good
 * under today's configuration. Articles are not opened, so what was translated of one that is gone or has changed
 * since comes back too. Nothing is bought, no file is written; what memory holds beside stays.
 */
export interface RebuildPorts extends Pick<TranslatePorts, 'routes' | 'glossary'> {
  readonly now: () => Date
  readonly memory: Memory
  /** The folder of locale files. */
  readonly root: string
  /** Is this path, under the articles folder, an article's? */
  readonly isThere: (path: string) => boolean
}

export interface Rebuilt {
  /** Locale files looked at. */
  readonly files: number
  /** Of these, broken ones: left alone, named by the run that comes to their article. */
  readonly unreadable: readonly DragomanError[]
  /** Texts of people, whether memory knew them or not. */
  readonly people: number
  /** Machine's texts that memory did not know. */
  readonly machine: number
  /** Why the machine's texts of some files could not be looked at: no credentials, a broken glossary. */
  readonly problems: readonly DragomanError[]
}

export async function rebuild(ports: RebuildPorts): Promise<Rebuilt> {
  const { memory, root } = ports
  const sum = { files: 0, people: 0, unreadable: [] as DragomanError[] }
  const problems = new Map<string, DragomanError>()
  let before: number | undefined
  const attempt = async <T>(work: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DragomanError)) throw error
      // A language that is translated no longer has no texts that are still good.
      if (error.code !== 'PAIR_UNSERVED') problems.set(error.message, error)
      return undefined
    }
  }
  const glossary = await attempt(() => ports.glossary(memory.locale))
  for (const stem of stemsIn(path.join(root, memory.locale, 'articles'))) {
    // Signals are heard between two files.
    await setImmediate()
    before ??= await machineCount(memory)
    sum.files++
    const known = readKnown(stem, ports)
    if (known instanceof DragomanError) {
      sum.unreadable.push(known)
      continue
    }
    const { article, file, people } = known
    const rows = humanRows(article, file, people)
    await memory.keepHuman(article.id, rows, takenBack(article, file, people))
    // The words of an article that is gone serve, and decide nothing.
    if (!ports.isThere(file.meta.article)) await memory.keepHuman(article.id, [])
    sum.people += rows.length
    const choices = await attempt(() => ports.routes(article.locale, memory.locale))
    // Recall keeps what the file holds and memory does not know.
    if (choices !== undefined && glossary !== undefined)
      await recall(article, people, {
        source: article.locale,
        target: memory.locale,
        choices,
        memory,
        glossary,
      })
  }
  // A new project has no locale files: nothing is asked then.
  const machine = before === undefined ? 0 : (await machineCount(memory)) - before
  return { ...sum, machine, problems: [...problems.values()] }
}

const machineCount = async (memory: Memory): Promise<number> => (await memory.stats()).machine

/** Locale files that have their meta, folder by folder: their paths without endings. */
function* stemsIn(folder: string, under = ''): Generator<string> {
  const at = path.join(folder, under)
  if (!existsSync(at)) return
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    const place = under === '' ? entry.name : `${under}/${entry.name}`
    if (entry.isDirectory()) yield* stemsIn(folder, place)
    else if (entry.isFile() && place.endsWith(META_ENDING)) yield place.slice(0, -META_ENDING.length)
  }
}

/** What a locale file and the source's beside it say of one article. */
function readKnown(stem: string, { memory, root, now }: RebuildPorts) {
  const read = (locale: string) => readLocaleFileOf(root, locale, stem)
  try {
    const file = read(memory.locale)
    const { sourceLocale } = file.meta
    const segments = segmentsIn(read(sourceLocale).texts)
    const article = { id: articleOf(stem, file.meta), locale: sourceLocale, segments }
    return { article, file, people: readPeople(file, segments, now()) }
  } catch (error) {
    if (error instanceof DragomanError) return error
    throw error
  }
}
