import { readdirSync } from 'node:fs'
import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import type { Eraser } from '../erasure/eraser.ts'
import { everywhere } from '../erasure/everywhere.ts'
import type { FoundOrNot } from '../erasure/found.ts'
import { personEraser } from '../erasure/person.ts'
import { textEraser } from '../erasure/text.ts'
import { filesOfDeleted } from '../lifecycle/deleted-files.ts'
import { openSqliteEditions } from '../memory/sqlite/editions.ts'
import { editionsFile } from '../memory/stores.ts'
import type { Prunable } from '../memory/upkeep.ts'
import { folder } from '../publish/files.ts'
import { historyFiles } from '../review/files/history.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { articleTest } from '../sources/named.ts'
import { fileLock } from '../state/lock.ts'
import { saveLock } from '../state/save-lock.ts'
import type { ExitCode } from './exit-codes.ts'
import { localeFilesOf, localesOf, openUpkeep } from './memories.ts'
import { note, type Pruned, tellOf } from './pruned.ts'
import type { TargetOptions } from './targets.ts'
import { waitForLock } from './wait-for-lock.ts'

export interface MemoryPruneOptions extends TargetOptions {
  readonly olderThan?: string
  readonly orphans?: boolean
  readonly withdrawn?: boolean
  readonly person?: string
  readonly text?: string
  readonly yes?: boolean
}

/** `dragoman memory prune`: says what would go; with `--yes` it goes. Nothing runs meanwhile. */
export async function memoryPrune(options: MemoryPruneOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const wanted = wantedOf(options)
  const pruned: Pruned = { isDone: options.yes ?? false, memory: {}, files: [], problems: [] }
  const held = pruned.isDone
    ? await waitForLock({ lock: fileLock(project.state), purpose: 'closed', waitsFor: 'rounds' })
    : undefined
  try {
    const locales = localesOf(project, options.locale)
    const folders =
      options.locale === undefined ? [...new Set([...locales, ...foldersIn(project.locales)])] : locales
    if (wanted.eraser !== undefined) await eraseFiles(wanted.eraser, project, folders, pruned)
    if (options.withdrawn) await pruneDeleted(project, locales, pruned)
    for (const locale of locales)
      for (const what of await wanted.rows(locale, localeFilesOf(project), pruned))
        await pruneRows(what, locale, project, pruned)
  } finally {
    await held?.release()
  }
  return tellOf(pruned, options.json ?? false)
}

interface WantedPruning {
  readonly eraser: Eraser | undefined
  readonly rows: (locale: string, files: LocaleFiles, pruned: Pruned) => Promise<readonly Prunable[]>
}

/** @throws DragomanError USAGE */
function wantedOf({ olderThan, orphans, withdrawn, person, text }: MemoryPruneOptions): WantedPruning {
  const before = olderThan === undefined ? undefined : daysAgo(olderThan)
  const erased = [person, text].filter((each) => each !== undefined)
  if (erased.some((each) => each.trim() === '') || erased.length === 2)
    throw usage('Give a name or a text, one of them, and not an empty one.', '--person')
  if (before === undefined && !orphans && !withdrawn && erased.length === 0)
    throw usage('There is nothing to prune.', 'dragoman memory prune')
  return {
    eraser: person !== undefined ? personEraser(person) : text !== undefined ? textEraser(text) : undefined,
    async rows(locale, files, pruned) {
      const rows: Prunable[] = []
      if (person !== undefined) rows.push({ kind: 'person', name: person.trim() })
      if (text !== undefined) rows.push({ kind: 'text', text })
      if (orphans) {
        const used = await usedBy(files, locale, pruned)
        if (used !== undefined) rows.push({ kind: 'machine', before, unused: { used } })
      } else if (before !== undefined) rows.push({ kind: 'machine', before })
      return rows
    },
  }
}

const usage = (message: string, place: string) =>
  new DragomanError('USAGE', message, {
    place,
    fix: 'Use --older-than DAYS, --orphans, --withdrawn, --person NAME or --text "…": dragoman memory prune --help.',
  })

function daysAgo(days: string): number {
  const count = Number(days)
  if (days.trim() !== '' && Number.isFinite(count) && count >= 0) return Date.now() - count * 86_400_000
  throw new DragomanError('USAGE', `“${days}” is no number of days.`, {
    place: '--older-than',
    fix: 'Give a number, such as 90.',
  })
}

/** Which rows the locale files use. Undefined: one cannot be read, and what it uses is not known. */
async function usedBy(files: LocaleFiles, locale: string, pruned: Pruned): Promise<Set<string> | undefined> {
  const used = new Set<string>()
  for await (const stem of files.stems(locale)) {
    try {
      const { meta } = await files.read(locale, stem)
      for (const { memory } of Object.values(meta.segments)) if (memory !== undefined) used.add(memory)
    } catch (error) {
      if (!(error instanceof DragomanError)) throw error
      note(error, pruned)
      return undefined
    }
  }
  return used
}

async function pruneRows(what: Prunable, locale: string, project: Project, pruned: Pruned): Promise<void> {
  const memory = openUpkeep(project, locale)
  if (memory === undefined) return
  try {
    const { isWiped = true, ...rows } = pruned.isDone
      ? await memory.prune(what)
      : { ...(await memory.count(what)), isWiped: true }
    const { machine = 0, human = 0, failed = 0 } = pruned.memory[locale] ?? {}
    pruned.memory[locale] = {
      machine: machine + rows.machine,
      human: human + rows.human,
      failed: failed + rows.failed,
    }
    if (!isWiped)
      note(
        new DragomanError(
          'STATE_LOCKED',
          `The memory for ${locale} is open in another process; what was removed can still be read in its files.`,
          {
            place: project.state,
            fix: 'End that process, and prune again.',
          },
        ),
        pruned,
      )
  } finally {
    await memory.close()
  }
}

async function eraseFiles(
  eraser: Eraser,
  project: Project,
  targets: readonly string[],
  pruned: Pruned,
): Promise<void> {
  const locales = folder(project.locales, 'power-cut')
  const ports = {
    state: project.state,
    locales,
    saveLock: saveLock(project.state),
    localeFiles: localeFilesOf(project),
    history: historyFiles(locales),
  }
  for await (const found of everywhere(eraser, targets, ports)) await take(found, pruned)
}

/** Former targets have files too. */
function foldersIn(root: string): string[] {
  try {
    return readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? entry.name : [],
    )
  } catch {
    return []
  }
}

async function pruneDeleted(project: Project, locales: readonly string[], pruned: Pruned): Promise<void> {
  const editions = openSqliteEditions(editionsFile(project.state))
  try {
    const ports = { editions, localeFiles: localeFilesOf(project), isThere: articleTest(project) }
    for await (const found of filesOfDeleted(locales, ports)) await take(found, pruned)
  } finally {
    await editions.close()
  }
}

/** One place that fails leaves the others to be erased. */
async function take(found: FoundOrNot, pruned: Pruned): Promise<void> {
  if (found instanceof DragomanError) return note(found, pruned)
  const { place, fate, erase } = found
  try {
    if (pruned.isDone) await erase?.()
    pruned.files.push({ place, fate })
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    note(error, pruned)
  }
}
