import { setImmediate } from 'node:timers/promises'
import { DragomanError } from '../article/errors.ts'
import type { Memory } from '../memory/memory.ts'
import { readKnown } from '../review/known.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { humanRows, takenBack } from '../review/people.ts'
import type { TranslatePorts } from './ports.ts'
import { recall } from './recall/recall.ts'

/**
 * A locale's memory, filled from its locale files: what people wrote, and the machine's texts that are still good
 * under today's configuration. Articles are not opened, so what was translated of one that is gone or has changed
 * since comes back too. Nothing is bought, no file is written; what memory holds beside stays.
 */
export interface RebuildPorts extends Pick<TranslatePorts, 'routes' | 'glossary'> {
  readonly now: () => Date
  readonly memory: Memory
  readonly localeFiles: LocaleFiles
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
  const { memory, localeFiles } = ports
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
  for await (const stem of localeFiles.stems(memory.locale)) {
    // Signals are heard between two files.
    await setImmediate()
    before ??= await machineCount(memory)
    sum.files++
    const known = await readKnown(localeFiles, memory.locale, stem, ports.now())
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
