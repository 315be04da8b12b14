import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { lockFile } from './kernel-lock.ts'

/**
 * For whoever puts a locale file in its place, a run or a command that saves what a person decided: that it is still as it was
 * read, and the new one put there, are one step. Nothing is read, computed or written to a disk under this lock, and it
 * needs no other: a person's save waits for a look and two renames of a run, never for the run. So one is enough for all
 * editions.
 */
export interface SaveLock {
  /**
   * The thread waits while another process has it.
   * @throws DragomanError STATE_LOCKED when that takes ten seconds; STATE_UNREADABLE
   */
  hold<T>(work: () => T): T
}

/** Nobody who lives and is well has it for so long. */
const WAIT_AT_MOST_MS = 10_000

/** Held by the kernel, on an empty file in the state folder. */
export function saveLock(state: string): SaveLock {
  const file = path.join(state, 'save.lock')
  return {
    hold(work) {
      const kernel = lockFile(file, WAIT_AT_MOST_MS)
      if (kernel === undefined) throw stuck(file)
      try {
        return work()
      } finally {
        kernel.release()
      }
    },
  }
}

const stuck = (file: string) =>
  new DragomanError('STATE_LOCKED', 'Another command has been saving a locale file for ten seconds.', {
    place: file,
    fix: 'Find the process that has this file open, and end it; then try again.',
  })
