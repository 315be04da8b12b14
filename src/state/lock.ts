import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DragomanError } from '../article/errors.ts'
import { isAlive, ProcessIdentity, thisProcess } from './process.ts'

/**
 * What the lock is held for: a run, which may take all night; a round of a watch, which is over in seconds; or a
 * command that takes no urgent jobs meanwhile.
 */
export type Purpose = 'run' | 'round' | 'closed'

export interface Holder extends ProcessIdentity {
  readonly purpose: Purpose
}

/** One command at a time writes to a state. */
export interface StateLock {
  /** @throws DragomanError STATE_LOCKED while a living process holds it; a dead one's lock is taken over */
  acquire(purpose: Purpose): Promise<HeldLock>
  /** Who holds the lock just now; undefined when it is free, being written, or a dead process's. */
  holder(): Promise<Holder | undefined>
}

export interface HeldLock {
  /** Frees the lock, unless another process has taken it over. */
  release(): Promise<void>
}

/** The lock as a file of the state folder. */
export function fileLock(state: string): StateLock {
  const file = path.join(state, 'lock')
  return {
    async acquire(purpose) {
      const mine = JSON.stringify({ ...thisProcess(), work: purpose })
      take(state, file, mine)
      return {
        async release() {
          if (read(file) === mine) rmSync(file, { force: true })
        },
      }
    },
    async holder() {
      const found = holderIn(read(file))
      return found !== undefined && isAlive(found) ? found : undefined
    },
  }
}

/** @throws DragomanError STATE_LOCKED, STATE_UNREADABLE */
function take(state: string, file: string, mine: string): void {
  try {
    mkdirSync(state, { recursive: true })
    for (let tries = 0; tries < 3; tries++) {
      if (create(file, mine)) return
      takeAway(file, mine)
    }
  } catch (error) {
    throw error instanceof DragomanError ? error : unusable(state, error)
  }
  throw held(file, undefined)
}

/** False when there is one already. */
function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a dead process's lock. Of the processes that find it dead, one at a time may do so, and looks again first: else
 * the second would remove the lock that the first has just made.
 */
function takeAway(file: string, mine: string): void {
  const takeover = `${file}.takeover`
  refuseLiving(file)
  if (!create(takeover, mine)) {
    refuseLiving(takeover)
    rmSync(takeover, { force: true })
    return
  }
  try {
    refuseLiving(file)
    rmSync(file, { force: true })
  } finally {
    rmSync(takeover, { force: true })
  }
}

/** A file without readable content may be a lock that is being written just now. */
const TIME_TO_WRITE_MS = 10_000

function refuseLiving(file: string): void {
  const holder = holderIn(read(file))
  if (holder === undefined ? isYoung(file) : isAlive(holder)) throw held(file, holder?.pid)
}

function isYoung(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return written !== undefined && Math.abs(Date.now() - written) < TIME_TO_WRITE_MS
}

/** As the file says it: there the purpose is called `work`. */
const HolderFile = ProcessIdentity.extend({
  started: ProcessIdentity.shape.started.catch(''),
  work: z.enum(['run', 'round', 'closed']).catch('run'),
})

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, started, work } = HolderFile.parse(JSON.parse(text))
    return { pid, started, purpose: work }
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

const held = (file: string, pid: number | undefined) =>
  new DragomanError(
    'STATE_LOCKED',
    `Another run is under way${pid === undefined ? '' : ` (process ${pid})`}.`,
    {
      place: file,
      fix: 'Wait until it has finished, or stop it.',
    },
  )

const unusable = (state: string, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', 'The state folder cannot be written.', {
    place: state,
    fix: 'Check its permissions and free space, or set another with "state".',
    cause,
  })
