import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

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
 * Of the file, which is made when it is not there; its folder must be.
 * @param waitMs for how long the thread may be blocked while another process has the file
 * @returns undefined when another has it, in this process or any other
 * @throws what SQLite says: no right to write there, a file system without locks
 */
export function lockFile(file: string, waitMs: number): KernelLock | undefined {
  const db = new DatabaseSync(file, { timeout: waitMs })
  try {
    // A journal on the disk would outlive a kill.
    db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (isBusy(error)) return undefined
    throw error
  }
  return {
    release() {
      if (db.isOpen) db.close()
    },
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
