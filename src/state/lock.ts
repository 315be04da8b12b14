import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DragomanError } from '../article/errors.ts'
import { isFileLocked, lockFile, unwritable } from './kernel-lock.ts'
import { isAlive, ProcessIdentity, processName, thisProcess } from './process.ts'

/**
 * What the lock is held for: a run, which may take all night; a round of a watch, which is over in seconds; or a
 * command that takes no urgent jobs meanwhile.
 */
export type Purpose = 'run' | 'round' | 'closed'

export interface Holder extends ProcessIdentity {
  readonly purpose: Purpose
}

/**
 * One command at a time buys for a state, keeps what it bought and makes editions: `run`, `translate`. It may hold the lock all
 * night, so nothing that a person saves may wait for it: who puts a locale file in its place holds the
 * lock of saves (`save-lock.ts`), for less than a millisecond, and a run takes up what was saved.
 */
export interface StateLock {
  /** @throws DragomanError STATE_LOCKED while another holds it; STATE_UNREADABLE where it cannot be locked */
  acquire(purpose: Purpose): Promise<HeldLock>
  /** Who holds the lock just now; undefined when it is free, or the holder has not said yet who it is. */
  holder(): Promise<Holder | undefined>
}

export interface HeldLock {
  /** May be called twice. */
  release(): Promise<void>
}

/**
 * The lock of a state folder: `lock.sqlite`, which the kernel holds locked, and beside it `lock`, which says by whom and what
 * for. Whether it is held is the kernel's word alone, but for a `lock` whose process is seen alive here: that is of an
 * earlier version, which knew no other lock, or `lock.sqlite` was deleted while it ran.
 */
export function fileLock(state: string): StateLock {
  const file = path.join(state, 'lock')
  const database = path.join(state, 'lock.sqlite')
  return {
    async acquire(purpose) {
      const mine = JSON.stringify({ ...thisProcess(), work: purpose })
      refuseLiving(file)
      const kernel = lockFile(database, WAIT_MS) ?? refuse(file, readHolder(file))
      try {
        sign(file, mine)
      } catch (error) {
        kernel.release()
        throw error instanceof DragomanError ? error : unwritable(state, error)
      }
      return {
        async release() {
          try {
            if (read(file) === mine) rmSync(file, { force: true })
          } finally {
            kernel.release()
          }
        },
      }
    },
    async holder() {
      const found = readHolder(file)
      if (found === undefined) return undefined
      const alive = isAlive(found)
      return alive || (alive === undefined && isFileLocked(database)) ? found : undefined
    },
  }
}

/** Long enough for those who only ask whether it is held; short, since the thread is blocked meanwhile. */
const WAIT_MS = 50

/** Writes down who holds the lock. @throws as {@link refuseLiving} */
function sign(file: string, mine: string): void {
  refuseLiving(file)
  rmSync(file, { force: true })
  try {
    writeFileSync(file, mine, { flag: 'wx' })
  } catch (error) {
    // An earlier version was quicker.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuse(file, readHolder(file))
    throw error
  }
}

/** @throws DragomanError STATE_LOCKED where a process is seen alive that says it holds the lock */
function refuseLiving(file: string): void {
  const said = readHolder(file)
  if (said === undefined ? isYoung(file) : isAlive(said) === true) refuse(file, said)
}

/** A file without readable content may be one that an earlier version is writing just now. */
const TIME_TO_WRITE_MS = 10_000

function isYoung(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return written !== undefined && Math.abs(Date.now() - written) < TIME_TO_WRITE_MS
}

/** As the file says it: there the purpose is called `work`. */
const HolderFile = ProcessIdentity.extend({
  started: ProcessIdentity.shape.started.catch(''),
  work: z.enum(['run', 'round', 'closed']).catch('run'),
})

function readHolder(file: string): Holder | undefined {
  try {
    const { work, ...identity } = HolderFile.parse(JSON.parse(read(file)))
    return { ...identity, purpose: work }
  } catch {
    return undefined
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** @throws DragomanError STATE_LOCKED */
function refuse(file: string, holder: Holder | undefined): never {
  // A dead one is not who holds the lock now.
  const name = holder === undefined || isAlive(holder) === false ? '' : ` (${processName(holder)})`
  throw new DragomanError('STATE_LOCKED', `Another run is under way${name}.`, {
    place: file,
    fix: 'Wait until it has finished, or stop it.',
  })
}
