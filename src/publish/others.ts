import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import { LocaleMeta, metaPath } from '../review/locale-file.ts'
import type { EditionRecord } from './editions.ts'
import { type Folder, resolveInside } from './files.ts'

/**
 * What others wrote into files of the output folder. Before such a file is replaced or removed, and when a run first meets it,
 * it is kept under the state folder, where no site serves it: as `kept/<beginning of its hash>/<path under the output folder>`,
 * once. The edition's meta stands beside it as it was then, so that people's words can still be told from ours when the article
 * has moved on.
 */
export interface Others {
  /**
   * Keeps the file that stands at an edition's output if it is not ours, and tells of it if it was not kept before.
   * @param isOurs by the SHA-256 of what stands there, hex
   * @throws DragomanError OUTPUT_UNWRITABLE: what cannot be kept must not be replaced
   */
  keep(edition: StandingEdition, isOurs: (hash: string) => boolean, fate: Fate): Promise<void>
  /** The same of an edition that stays as it is. The file is read only if it was touched since it was written. */
  notice(edition: StandingEdition, record: EditionRecord): Promise<void>
}

export interface StandingEdition {
  readonly article: string
  readonly locale: string
  /** Path under the output folder. */
  readonly output: string
}

/** What becomes of the file: ours takes its place, nothing does, or it stays until the edition is made anew. */
type Fate = 'replaced' | 'removed' | 'stays'

export interface OthersFolders {
  readonly locales: Folder
  readonly output: Folder
  readonly kept: Folder
}

/** Is a file what this record says was written? A record of an earlier version does not say, and then nothing can tell. */
export const isAsWritten =
  ({ outputHash }: Pick<EditionRecord, 'outputHash'>) =>
  (hash: string): boolean =>
    outputHash === '' || hash === outputHash

export function openOthers(
  folders: OthersFolders,
  tell: (edition: StandingEdition, message: string) => void,
): Others {
  const keep: Others['keep'] = async (edition, isOurs, fate) => {
    const file = await keepOthers(edition, isOurs, folders)
    if (file !== undefined) tell(edition, messageFor(edition.output, file, fate))
  }
  return {
    keep,
    async notice(edition, { outputHash, date }) {
      if (isTouched(path.join(folders.output.root, edition.output), date))
        await keep(edition, isAsWritten({ outputHash }), 'stays')
    },
  }
}

/** @returns where the file is kept, if it was not kept before and is not ours */
export async function keepOthers(
  { article, locale, output }: StandingEdition,
  isOurs: (hash: string) => boolean,
  folders: OthersFolders,
): Promise<string | undefined> {
  const bytes = readIfThere(resolveInside(folders.output.root, output))
  const hash = bytes === undefined ? '' : sha256(bytes)
  if (bytes === undefined || isOurs(hash)) return undefined
  const place = hash.slice(0, HASH_DIGITS)
  const file = resolveInside(folders.kept.root, `${place}/${output}`)
  if (isFile(file)) return undefined
  const meta = readIfThere(resolveInside(folders.locales.root, metaPath(locale, article)))
  if (meta !== undefined) await folders.kept.write(`${place}/${META}/${output}`, meta)
  await folders.kept.write(`${place}/${output}`, bytes)
  return file
}

export const keptFolder = (state: string): string => path.join(state, 'kept')

const HASH_DIGITS = 8
/** No locale is called so. */
const META = 'meta'

/** Of a kept file, its path under the output folder; undefined for a file that is none. */
export function outputOfKept(root: string, file: string): string | undefined {
  const [hash, ...output] = path.relative(root, file).split(path.sep)
  return hash !== undefined && output.length > 1 ? output.join('/') : undefined
}

/** The meta of a kept edition, as it was when the file was kept. @throws DragomanError LOCALE_FILE_INVALID */
export function keptMeta(root: string, file: string): LocaleMeta | undefined {
  const [hash = '', ...output] = path.relative(root, file).split(path.sep)
  const metaFile = path.join(root, hash, META, ...output)
  const bytes = readIfThere(metaFile)
  if (bytes === undefined) return undefined
  try {
    return LocaleMeta.parse(JSON.parse(bytes.toString()))
  } catch (cause) {
    throw new DragomanError(
      'LOCALE_FILE_INVALID',
      'What was published before the edition was changed cannot be read.',
      {
        place: metaFile,
        fix: 'Delete this file; the words are then compared with what the locale file has now.',
        cause,
      },
    )
  }
}

function messageFor(output: string, kept: string, fate: Fate): string {
  const toTake = `To take its words: dragoman import ${quoted(kept)} --by NAME.`
  switch (fate) {
    case 'replaced':
      return `${output} was changed by others. It is kept as ${kept}, and ours is in its place again. ${toTake} Else delete it.`
    case 'removed':
      return `${output} was changed by others. It is kept as ${kept}, and no longer published. ${toTake} Else delete it.`
    case 'stays':
      return `${output} was changed by others. It stays until the edition is made anew; a copy is kept as ${kept}. ${toTake} To have ours: delete ${output} from the output folder, and run.`
    default:
      return fate satisfies never
  }
}

/** As a shell takes it for one word. */
const quoted = (file: string): string =>
  /[^\w@%+=:,./-]/.test(file) ? `'${file.replaceAll("'", `'\\''`)}'` : file

/** Since it was noted down, which is after it was written. */
function isTouched(file: string, notedMs: number): boolean {
  const touchedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return touchedMs !== undefined && Math.floor(touchedMs) > notedMs
}

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false

function readIfThere(file: string): Buffer | undefined {
  try {
    return isFile(file) ? readFileSync(file) : undefined
  } catch (cause) {
    throw new DragomanError('OUTPUT_UNWRITABLE', `The file cannot be read: ${messageOf(cause)}`, {
      place: file,
      fix: 'Check the permissions, then run again; the file was left alone.',
      cause,
    })
  }
}
