import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DragomanError } from '../article/errors.ts'

/** One run at a time for each state folder. */
export interface Lock {
  release(): void
}

/** @throws DragomanError STATE_LOCKED while another process holds it; a dead one's lock is taken over. */
export function lock(state: string): Lock {
  mkdirSync(state, { recursive: true })
  const file = path.join(state, 'lock')
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) })
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      return { release: () => read(file) === mine && rmSync(file, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(state, error)
      const holder = read(file)
      const owner = ownerOf(holder)
      if (owner !== undefined && isAlive(owner)) throw held(file, owner.pid)
      takeAway(file, holder)
    }
  }
  throw held(file, 0)
}

interface Owner {
  readonly pid: number
  readonly started: string
}

function ownerOf(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner>
    return typeof value.pid === 'number'
      ? { pid: value.pid, started: String(value.started ?? '') }
      : undefined
  } catch {
    return undefined
  }
}

/** A process id comes round again; with its start time it does not. */
function isAlive({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return started === '' || started === startOf(pid)
}

/** Start time in clock ticks since boot, where the system tells (proc(5), field 22); empty elsewhere. */
function startOf(pid: number): string {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return ''
  const stat = read(file)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

/** Moved aside first and looked at again: of two that find a dead lock, only one takes it. */
function takeAway(file: string, seen: string): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (read(aside) !== seen) {
    try {
      writeFileSync(file, read(aside), { flag: 'wx' })
    } catch {
      // Someone else holds a new one by now; theirs stands.
    }
  }
  rmSync(aside, { force: true })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const held = (file: string, pid: number) =>
  new DragomanError('STATE_LOCKED', `Another run is under way${pid === 0 ? '' : ` (process ${pid})`}.`, {
    place: file,
    fix: 'Wait until it has finished, or stop it.',
  })

const unusable = (state: string, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', 'The state folder cannot be written.', {
    place: state,
    fix: 'Check its permissions and free space, or set another with "state".',
    cause,
  })
