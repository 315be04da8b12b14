import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'

/** What can be told of a damaged database file from outside, and how it is taken out of the way. */

/** SQLITE_CORRUPT and SQLITE_NOTADB, with whatever SQLite adds to them. @see https://sqlite.org/rescode.html */
const CORRUPT = 11
const NOT_A_DATABASE = 26

/** Is the file damaged, rather than the disk full or the file locked? */
export function isDamage(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  const code = (thrown as { readonly errcode?: number }).errcode
  if (code === undefined) return isDamage(thrown.cause)
  return (code & 0xff) === CORRUPT || (code & 0xff) === NOT_A_DATABASE
}

/**
 * Finds damage that SQLite would pass over without a word, losing what the file held.
 * @throws what {@link isDamage} knows
 */
export function refuseDamaged(file: string): void {
  const log = `${file}-wal`
  const size = sizeOf(file)
  if (existsSync(markerOf(file))) throw damaged('a query found it damaged before')
  if (size === 0) throw damaged('it is empty')
  if (size === undefined && (sizeOf(log) ?? 0) > 0) throw damaged('it is gone and its log (-wal) is not')
  if (hasForeignLog(file)) throw damaged('its log (-wal) is damaged')
}

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size

const damaged = (message: string) => Object.assign(new Error(message), { errcode: CORRUPT })

/** SQLite ignores a log that does not begin like one, and loses all that was not written back yet. */
export function hasForeignLog(file: string): boolean {
  const log = `${file}-wal`
  if ((sizeOf(log) ?? 0) < LOG_HEADER_BYTES) return false
  const magic = Buffer.alloc(4)
  const opened = openSync(log, 'r')
  try {
    readSync(opened, magic, 0, 4, 0)
  } finally {
    closeSync(opened)
  }
  return (magic.readUInt32BE() & ~1) >>> 0 !== LOG_MAGIC
}

/** @see https://sqlite.org/fileformat.html#the_write_ahead_log */
const LOG_HEADER_BYTES = 32
const LOG_MAGIC = 0x377f0682

/** Marks a file, so that the next run that buys sets it aside even if it opens well. */
export function markDamaged(file: string): void {
  try {
    writeFileSync(markerOf(file), '', { flag: 'wx' })
  } catch {
    // The file is marked already, or cannot be; then the next question meets the damage again.
  }
}

const markerOf = (file: string) => `${file}.is-damaged`

/**
 * Gives a damaged file another name, and its log with it: what is noted in the log alone would else be lost. A kill at any
 * instant leaves the file marked, and the mark says under which name the next process has to go on.
 * @returns that name; until {@link takePlace}, no process uses a file under the old one
 */
export function setAside(file: string): string {
  const aside = nameBegun(file) ?? `damaged-${new Date().toISOString().replaceAll(':', '-')}`
  writeFileSync(markerOf(file), aside)
  const name = `${file}.${aside}`
  if (existsSync(file) && !existsSync(name)) linkOrMove(file, name)
  for (const suffix of LOG_SUFFIXES) {
    // A log that has come since is of a process that only looked: nothing was written.
    if (existsSync(name + suffix)) rmSync(file + suffix, { force: true })
    else if (existsSync(file + suffix)) renameSync(file + suffix, name + suffix)
  }
  return name
}

/** The name under which a process that was killed had begun to set the file aside. */
function nameBegun(file: string): string | undefined {
  if (!existsSync(markerOf(file))) return undefined
  return /^damaged-[\dTZ.-]+$/.exec(readFileSync(markerOf(file), 'utf8'))?.[0]
}

/** Puts a finished file in the place of one that was set aside. */
export function takePlace(replacement: string, file: string): void {
  renameSync(replacement, file)
  rmSync(markerOf(file), { force: true })
}

/** What SQLite keeps beside a file while it is open, and after a kill. */
const LOG_SUFFIXES = ['-wal', '-shm']

/** Not every file system has links. */
function linkOrMove(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch {
    renameSync(file, name)
  }
}

/** Puts a finished file where none is yet; a file that another process has put there meanwhile stays. */
export function putInPlace(draft: string, file: string): void {
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(draft, file)
  }
  removeDatabase(draft)
}

export function removeDatabase(file: string): void {
  for (const suffix of ['', '-journal', ...LOG_SUFFIXES]) rmSync(file + suffix, { force: true })
}
