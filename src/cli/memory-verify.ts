import { DragomanError } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import { humanKey } from '../memory/memory-key.ts'
import type { DamagedRow, Upkeep } from '../memory/upkeep.ts'
import { readKnown } from '../review/known.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { humanRows } from '../review/people.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { localeFilesOf, localesOf, openLines, openUpkeep } from './memories.ts'
import { explain, printJson, tell } from './output.ts'
import { counted } from './table.ts'
import type { TargetOptions } from './targets.ts'

/** What is wrong with one locale's memory, as `--json` prints it. The shape is part of the outside face. */
interface Verified {
  readonly locale: string
  readonly rows: number
  readonly damaged: readonly DamagedRow[]
  /** What the database says of itself when it is not whole, or why it cannot be opened. */
  readonly faults: readonly string[]
  /** People's texts that stand in locale files and not in memory. */
  readonly lacking: readonly LackingText[]
  /** Locale files that cannot be read: whether memory has their texts is not known. */
  readonly unreadable: readonly string[]
}

interface LackingText {
  readonly article: string
  readonly key: string
  /** Of the locale file; empty where it does not stand there any more. */
  readonly place: string
}

/** `dragoman memory verify`: every row, every database, and whether every person's text in the locale files is in memory. */
export async function memoryVerify({ config, json = false, locale }: TargetOptions): Promise<ExitCode> {
  const project = loadProject(config)
  const localeFiles = localeFilesOf(project)
  const all: Verified[] = []
  for (const each of localesOf(project, locale)) {
    const memory = openOrFault(() => openUpkeep(project, each))
    if (memory instanceof DragomanError) {
      all.push({ locale: each, rows: 0, damaged: [], faults: [explain(memory)], lacking: [], unreadable: [] })
      continue
    }
    try {
      const { rows, damaged, faults } = (await memory?.verify()) ?? { rows: 0, damaged: [], faults: [] }
      const texts = await textsNotIn(memory, each, localeFiles)
      all.push({ locale: each, rows, damaged, faults, ...texts })
    } finally {
      await memory?.close()
    }
  }
  if (json) printJson(all)
  else for (const each of all) tell(page(each))
  return all.every(isWhole) ? EXIT.done : EXIT.incomplete
}

function openOrFault(open: () => Upkeep | undefined): Upkeep | undefined | DragomanError {
  try {
    return open()
  } catch (error) {
    if (error instanceof DragomanError) return error
    throw error
  }
}

async function textsNotIn(
  memory: Upkeep | undefined,
  locale: string,
  files: LocaleFiles,
): Promise<Pick<Verified, 'lacking' | 'unreadable'>> {
  const lacking: LackingText[] = []
  const unreadable: string[] = []
  const line = openLines()
  let read = 0
  for await (const stem of files.stems(locale)) {
    line(() => `[${locale}] ${read} locale files read`)
    read++
    const known = await readKnown(files, locale, stem, new Date(0))
    if (known instanceof DragomanError) {
      unreadable.push(known.place ?? stem)
      continue
    }
    const { article, file, people } = known
    const rows = humanRows(article, file, people)
    const missing = memory === undefined ? rows : await lackingIn(memory, article.id, rows)
    const keys = new Map(
      article.segments.map(({ key, notation }) => [humanKey(article.locale, notation), key]),
    )
    for (const row of missing) {
      const key = keys.get(row.key) ?? ''
      const at = file.lines.get(key)
      lacking.push({ article: article.id, key, place: at === undefined ? '' : `${file.path}:${at}` })
    }
  }
  return { lacking, unreadable }
}

/** A damaged database has been told of: then all of its texts would be named again. */
async function lackingIn(memory: Upkeep, article: string, rows: ReturnType<typeof humanRows>) {
  try {
    return await memory.lacking(article, rows)
  } catch (error) {
    if (error instanceof DragomanError) return []
    throw error
  }
}

const isWhole = ({ damaged, faults, lacking, unreadable }: Verified): boolean =>
  damaged.length + faults.length + lacking.length + unreadable.length === 0

function page(verified: Verified): string {
  const { locale, rows, damaged, faults, lacking, unreadable } = verified
  if (isWhole(verified)) return `${locale}: ${counted(rows, 'text')}, all as they were written.`
  const lines = [
    `${locale}: ${counted(rows, 'text')}`,
    ...faults.map((fault) => `  ${fault}`),
    ...damaged.map(({ table, key }) => `  ${table} ${key} is damaged, and counts as unknown.`),
    ...lacking.map(
      ({ article, key, place }) => `  ${place || article}: ${key} is a person’s, and not in memory.`,
    ),
    ...unreadable.map((place) => `  ${place} cannot be read.`),
  ]
  if (faults.length > 0) lines.push('  → The next run sets the damaged file aside, and saves what it can.')
  if (damaged.length + lacking.length > 0)
    lines.push('  → dragoman memory rebuild brings back what the locale files hold; so does the next run.')
  if (unreadable.length > 0) lines.push('  → dragoman check says what is wrong with a locale file.')
  return lines.join('\n')
}
