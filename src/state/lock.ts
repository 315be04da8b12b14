import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DragomanError } from '../article/errors.ts'
import { isAlive, Owner, thisProcess } from './process.ts'

/** One run at a time for each state folder. */
export interface Lock {
  release(): void
}

/**
 * What the lock is held for: a run, which may take all night; a watch's round, which is over in seconds; or what
 * takes no errands meanwhile.
 */
export type Work = 'run' | 'round' | 'closed'

/** @throws DragomanError STATE_LOCKED while another process holds it; a dead one's lock is taken over. */
export function lock(state: string, work: Work = 'run'): Lock {
  const file = path.join(state, 'lock')
  const mine = JSON.stringify({ ...thisProcess(), work })
  try {
    mkdirSync(state, { recursive: true })
    for (let tries = 0; tries < 3; tries++) {
      if (create(file, mine)) return { release: () => read(file) === mine && rmSync(file, { force: true }) }
      takeAway(file, mine)
    }
  } catch (error) {
    throw error instanceof DragomanError ? error : unusable(state, error)
  }
  throw held(file, undefined)
}

/** Who holds the lock just now, and for what; undefined when it is free, being written, or a dead one's. */
export function holder(state: string): Holder | undefined {
  const found = holderIn(read(path.join(state, 'lock')))
  return found !== undefined && isAlive(found) ? found : undefined
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
 * Removes a dead process's lock. Of all that find it dead, one may at a time, and looks again first: else the
 * second would remove the lock that the first has just made.
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

/** A file that says nothing readable may be a lock that is being written just now. */
const TIME_TO_WRITE_MS = 10_000

function refuseLiving(file: string): void {
  const owner = holderIn(read(file))
  if (owner === undefined ? isYoung(file) : isAlive(owner)) throw held(file, owner?.pid)
}

function isYoung(file: string): boolean {
  const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return written !== undefined && Math.abs(Date.now() - written) < TIME_TO_WRITE_MS
}

const Holder = Owner.extend({
  started: Owner.shape.started.catch(''),
  work: z.enum(['run', 'round', 'closed']).catch('run'),
})
type Holder = z.infer<typeof Holder>

function holderIn(text: string): Holder | undefined {
  try {
    return Holder.safeParse(JSON.parse(text)).data
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
