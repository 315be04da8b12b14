import {
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { NAME_BYTES_AT_MOST } from '../article/file-name.ts'
import { sha256 } from '../article/hash.ts'
import { ANY_WRITER, isLeftBehind, WRITER } from '../state/writer.ts'

/**
 * Files written whole or not at all: a temporary file beside the target, fsync, rename. A reader sees the old
 * bytes or the new ones, never a part, whenever we are killed.
 */
export interface Folder {
  readonly root: string
  /**
   * Writes `relative` (`/`-separated) under the root.
   * @throws DragomanError OUTPUT_OUTSIDE when it would leave the root, OUTPUT_UNWRITABLE when the disk says no.
   */
  write(relative: string, content: string | Uint8Array): Promise<void>
  /**
   * Gives a file another name. Nothing happens where it is not there, or something has that name already.
   * @returns whether it was moved
   * @throws as {@link write}
   */
  move(from: string, to: string): boolean
  /** Nothing happens where it is not there. @throws as {@link write} */
  remove(relative: string): void
  /** The first half of {@link write}: beside its place, to be put there at one stroke. @throws as {@link write} */
  prepare(relative: string, content: string | Uint8Array): Promise<PreparedFile>
  /**
   * Adds whole lines to the end of a file, which is made when it is not there: in one piece, after a line that a kill left
   * unfinished. Once it resolves, a power cut does not lose them. @throws as {@link write}
   */
  append(relative: string, lines: string): Promise<void>
}

export interface PreparedFile {
  /** @throws DragomanError OUTPUT_UNWRITABLE */
  put(): void
  /** Removes what was not put in its place. */
  discard(): void
}

/** What survives a power cut is asked of published articles; the rest is rebuilt from memory and sources. */
export type Durability = 'power-cut' | 'kill'

export function folder(root: string, durability: Durability): Folder {
  const known = new Set<string>()
  const underWay = new Map<string, Promise<void>>()
  const prepareFolder = (directory: string, file: string) => {
    if (known.has(directory)) return
    mkdirSync(root, { recursive: true })
    const realRoot = realpathSync(root)
    const real = realpathSync(deepestExisting(directory))
    if (real !== realRoot && !real.startsWith(realRoot + path.sep)) throw outside(file, root)
    mkdirSync(directory, { recursive: true })
    sweep(directory)
    known.add(directory)
  }
  const writeBeside = async (file: string, content: string | Uint8Array, temporary: string) => {
    prepareFolder(path.dirname(file), file)
    await writeNew(temporary, content, durability)
  }
  const writeWhole = async (file: string, content: string | Uint8Array) => {
    const temporary = temporaryFor(file)
    try {
      await writeBeside(file, content, temporary)
      await rename(temporary, file)
    } catch (cause) {
      throw unwritable(file, temporary, cause)
    }
  }
  let prepared = 0
  return {
    root,
    async write(relative, content) {
      const file = resolveInside(root, relative)
      // One after the other: they would share a temporary file.
      const earlier = underWay.get(file)
      const mine = (earlier ?? Promise.resolve()).catch(() => {}).then(() => writeWhole(file, content))
      underWay.set(file, mine)
      try {
        await mine
      } finally {
        if (underWay.get(file) === mine) underWay.delete(file)
      }
    },
    move(from, to) {
      const [file, wanted] = [resolveInside(root, from), resolveInside(root, to)]
      if (!existsSync(file) || existsSync(wanted)) return false
      try {
        prepareFolder(path.dirname(wanted), wanted)
        renameSync(file, wanted)
      } catch (cause) {
        throw unwritable(wanted, undefined, cause)
      }
      return true
    },
    remove(relative) {
      const file = resolveInside(root, relative)
      try {
        rmSync(file, { force: true })
      } catch (cause) {
        throw unwritable(file, undefined, cause)
      }
    },
    async prepare(relative, content) {
      const file = resolveInside(root, relative)
      const temporary = temporaryFor(file, prepared++)
      await writeBeside(file, content, temporary).catch((cause: unknown) => {
        throw unwritable(file, temporary, cause)
      })
      return {
        put() {
          try {
            renameSync(temporary, file)
          } catch (cause) {
            throw unwritable(file, temporary, cause)
          }
        },
        discard: () => removeIfThere(temporary),
      }
    },
    async append(relative, lines) {
      const file = resolveInside(root, relative)
      try {
        prepareFolder(path.dirname(file), file)
        await appendTo(file, lines)
      } catch (cause) {
        throw unwritable(file, undefined, cause)
      }
    },
  }
}

const APPENDED = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0)

async function appendTo(file: string, lines: string): Promise<void> {
  const handle = await open(file, APPENDED, 0o666)
  try {
    const { size } = await handle.stat()
    const last = size === 0 ? undefined : (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0]
    const isWhole = last === undefined || last === '\n'.charCodeAt(0)
    // One call: another process may add lines at the same time.
    await handle.write(isWhole ? lines : `\n${lines}`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** @param nth of several that wait to be put in the same place */
function temporaryFor(file: string, nth?: number): string {
  const name = path.basename(file)
  return path.join(path.dirname(file), temporaryName(nth === undefined ? name : `${name}.${nth}`))
}

/** Leaves nothing lying. */
function unwritable(file: string, temporary: string | undefined, cause: unknown): DragomanError {
  if (cause instanceof DragomanError) return cause
  if (temporary !== undefined) removeIfThere(temporary)
  return new DragomanError('OUTPUT_UNWRITABLE', `The file cannot be written: ${messageOf(cause)}`, {
    place: file,
    fix: 'Check the folder’s permissions and free space, then run again; nothing was half-written.',
    cause,
  })
}

/** The part of a path that exists: no folder is made before it is known where it would be. */
function deepestExisting(directory: string): string {
  let at = directory
  while (!existsSync(at)) at = path.dirname(at)
  return at
}

/** A link in the temporary file's place is not followed. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0)

async function writeNew(file: string, content: string | Uint8Array, durability: Durability): Promise<void> {
  const handle = await open(file, NEW_FILE, 0o666)
  try {
    await handle.writeFile(content)
    if (durability === 'power-cut') await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Of a name that leaves no room for more, a hash stands for it. */
function temporaryName(name: string): string {
  const temporary = `.${name}.${WRITER}.tmp`
  return Buffer.byteLength(temporary) <= NAME_BYTES_AT_MOST ? temporary : `.${sha256(name)}.${WRITER}.tmp`
}

const TEMPORARY = new RegExp(String.raw`^\..+\.(${ANY_WRITER})\.tmp$`)

function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    const writer = TEMPORARY.exec(name)?.[1]
    if (writer === undefined) continue
    const file = path.join(directory, name)
    const written = lstatSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (written !== undefined && isLeftBehind(writer, written)) removeIfThere(file)
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Where a file has the name of a folder on the path, nothing was made either.
  }
}

/** @throws DragomanError OUTPUT_OUTSIDE for anything that is not a plain path below `root`. */
export function resolveInside(root: string, relative: string): string {
  const steps = relative.split('/')
  const unsafe = steps.some((step) => step === '' || step === '.' || step === '..' || /[\\\u0000]/.test(step))
  const file = path.resolve(root, ...steps)
  if (unsafe || !file.startsWith(path.resolve(root) + path.sep)) throw outside(relative, root)
  return file
}

const outside = (file: string, root: string) =>
  new DragomanError('OUTPUT_OUTSIDE', `This path would leave the folder ${root}.`, {
    place: file,
    fix: 'Rename the article, or remove the symbolic link that leads out.',
  })
