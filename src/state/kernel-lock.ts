import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DragomanError, messageOf } from '../article/errors.ts'

/**
 * A lock that the kernel holds for this process. Node has no flock, but SQLite has: whoever keeps a transaction open on a
 * database file holds POSIX locks on it. The kernel gives them back at the instant the process dies, however it dies, and
 * every process on the same kernel sees them, in whatever container it runs. Nothing is ever written into the file, which
 * stays empty and stays where it is: a lock on a file that was removed, and made anew, would be held twice.
 *
 * Closing any descriptor of a file drops all POSIX locks that the process has on it. SQLite knows and waits with closing; so
 * in this process nothing else may open these files.
 *
 * @see https://sqlite.org/lockingv3.html, and “POSIX advisory locks” in https://sqlite.org/howtocorrupt.html
 */
export interface KernelLock {
  /** May be called twice. */
  release(): void
}

/**
 * Of the file, which is made when it is not there, and its folder too.
 * @param waitMs for how long the thread may be blocked while another process has the file
 * @returns undefined when another has it, in this process or any other
 * @throws DragomanError STATE_UNREADABLE: no right to write there, a file system without locks
 */
export function lockFile(file: string, waitMs: number): KernelLock | undefined {
  makeFolder(path.dirname(file))
  try {
    const db = begun(file, waitMs)
    return {
      release() {
        if (db.isOpen) db.close()
      },
    }
  } catch (error) {
    if (isBusy(error)) return undefined
    throw unlockable(file, error)
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw unwritable(folder, error)
  }
}

/** With its transaction open. @throws what SQLite says */
function begun(file: string, waitMs: number): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: waitMs })
  try {
    // A journal on the disk would outlive a kill.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Does anybody hold the lock on this file? Asking takes a shared lock, for less than a millisecond. */
export function isFileLocked(file: string): boolean {
  if (!existsSync(file)) return false
  const db = new DatabaseSync(file, { readOnly: true, timeout: 0 })
  try {
    db.exec('SELECT 1 FROM sqlite_schema')
    return false
  } catch (error) {
    return isBusy(error)
  } finally {
    db.close()
  }
}

/** SQLITE_BUSY, with whatever SQLite adds to it. @see https://sqlite.org/rescode.html#busy */
const BUSY = 5

const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Error && 'errcode' in thrown && (Number(thrown.errcode) & 0xff) === BUSY

export const unwritable = (folder: string, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', 'The state folder cannot be written.', {
    place: folder,
    fix: 'Check its permissions and free space, or set another with "state".',
    cause,
  })

const unlockable = (file: string, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `The state folder cannot be locked: ${messageOf(cause)}.`, {
    place: file,
    fix:
      'Check its permissions and free space. Some network file systems have no locks: set "state" to a folder on a disk of ' +
      'this machine. If the file itself is damaged, delete it while no command is running.',
    cause,
  })
