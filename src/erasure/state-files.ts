import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { removeDatabase } from '../memory/sqlite/damage.ts'
import { folder } from '../publish/files.ts'
import { keptFolder } from '../publish/others.ts'
import { LocaleMeta, printMeta } from '../review/locale-file.ts'
import { reportsIn } from '../state/report.ts'
import type { Eraser } from './eraser.ts'
import type { Found, FoundOrNot } from './found.ts'

/** What the state folder holds of it beside the memories. @param state the state folder */
export function* inStateFiles(eraser: Eraser, state: string): Generator<FoundOrNot> {
  yield* inReports(eraser, reportsIn(state))
  yield* inKept(eraser, keptFolder(state))
  yield* inDatabases(state)
}

function* inReports(eraser: Eraser, root: string): Generator<FoundOrNot> {
  for (const name of filesIn(root)) {
    const bytes = read(path.join(root, name))
    if (bytes instanceof DragomanError) yield bytes
    else if (eraser.holds(bytes)) yield rewritten(root, name, withoutIn(bytes, eraser))
  }
}

/** A report that is none is nothing to anyone, and goes. */
function withoutIn(bytes: Buffer, eraser: Eraser): string | undefined {
  try {
    const report = JSON.parse(bytes.toString(), (_, value) =>
      typeof value === 'string' ? eraser.string(value) : value,
    )
    return `${JSON.stringify(report, null, 2)}\n`
  } catch {
    return undefined
  }
}

/** An edition that others had changed goes as a whole: nobody can say which of its words are whose. */
function* inKept(eraser: Eraser, root: string): Generator<FoundOrNot> {
  for (const name of filesIn(root)) {
    const bytes = read(path.join(root, name))
    if (bytes instanceof DragomanError) yield bytes
    else if (eraser.holds(bytes))
      yield rewritten(root, name, isKeptMeta(name) ? metaWithoutIn(bytes, eraser) : undefined)
  }
}

/** `<hash>/meta/<path under the output folder>`. */
const isKeptMeta = (name: string): boolean => name.split('/')[1] === 'meta'

function metaWithoutIn(bytes: Buffer, eraser: Eraser): string | undefined {
  try {
    const printed = printMeta(eraser.meta(LocaleMeta.parse(JSON.parse(bytes.toString()))))
    return eraser.holds(Buffer.from(printed)) ? undefined : printed
  } catch {
    return undefined
  }
}

/**
 * Damaged databases that were set aside cannot be searched: a text may be cut in two by a page. What could be read of them was
 * taken over. The search index is filled anew when it is asked.
 */
function* inDatabases(state: string): Generator<Found> {
  for (const name of filesIn(state)) {
    const file = path.join(state, name)
    if (/\.damaged-[\dTZ.-]+$/.test(name) || /\.search\.sqlite$/.test(name))
      yield { place: file, fate: 'deleted', erase: async () => removeDatabase(file) }
  }
}

/** @param text undefined: the file is deleted */
function rewritten(root: string, name: string, text: string | undefined): Found {
  const place = path.join(root, name)
  if (text === undefined) return { place, fate: 'deleted', erase: async () => rmSync(place, { force: true }) }
  return { place, fate: 'rewritten', erase: () => folder(root, 'power-cut').write(name, text) }
}

/** Under a folder, `/`-separated. */
function filesIn(root: string): readonly string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted()
}

function read(file: string): Buffer | DragomanError {
  try {
    return readFileSync(file)
  } catch (cause) {
    return new DragomanError('STATE_UNREADABLE', `The file cannot be read: ${messageOf(cause)}`, {
      place: file,
      fix: 'Check the permissions, and try again.',
      cause,
    })
  }
}
