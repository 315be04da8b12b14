import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Booking, CloudTranslation } from '../tests/stand-in/cloud-translation.ts'

/** This checkout. */
export const ROOT = path.resolve(import.meta.dirname, '..')

/** A child process and its own children, measured from outside. */
export interface Measured {
  readonly wallMs: number
  /** User and system time, of its own children too once they have ended; to a tick of 10 ms (proc(5)). */
  readonly processorMs: number
  /** Resident memory, MiB: the high-water marks (VmHWM, proc(5)) of all processes that were alive at once, added up. */
  readonly peakMiB: number
}

const SAMPLE_MS = 20
/** Of Linux's clock for accounting, on all common architectures. */
const TICK_MS = 10

/** @throws what the child wrote to stderr, unless it ends with exit code 0 */
export function measure(command: string, args: readonly string[], cwd: string): Promise<Measured> {
  // What was written before is not this child's time.
  execFileSync('sync')
  const started = performance.now()
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let peakMiB = 0
  let processorMs = 0
  const sampler = setInterval(() => {
    peakMiB = Math.max(peakMiB, residentMiB(child.pid!))
    processorMs = Math.max(processorMs, busyMs(child.pid!))
  }, SAMPLE_MS)
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(sampler)
      if (code === 0) resolve({ wallMs: performance.now() - started, processorMs, peakMiB })
      else reject(new Error(`${command} ${args.join(' ')}: exit code ${code}\n${said}`))
    })
  })
}

function residentMiB(pid: number): number {
  let sumKiB = 0
  try {
    for (const each of familyOf(pid)) {
      const status = readFileSync(`/proc/${each}/status`, 'utf8')
      sumKiB += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0)
    }
  } catch {
    // A process has just ended: the next sample is without it.
  }
  return sumKiB / 1024
}

function busyMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, a name in brackets, may hold blanks: utime, stime, cutime and cstime are the 14th to 17th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0)
  } catch {
    return 0
  }
}

/** The process and its descendants; proc(5) lists children by the thread that started them. */
function* familyOf(pid: number): Generator<number> {
  yield pid
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const children = readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
    for (const child of children.match(/\d+/g) ?? []) yield* familyOf(Number(child))
  }
}

/** A server in a process of its own: resolves with the first line it prints, as JSON. */
function serve(
  command: string,
  args: readonly string[],
): Promise<{ readonly first: { url: string }; stop(): Promise<void> }> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.stdout.once('data', (line: Buffer) => {
      const first = JSON.parse(line.toString('utf8').split('\n')[0] ?? '') as { url: string }
      resolve({
        first,
        async stop() {
          child.kill('SIGTERM')
          await ended
        },
      })
    })
  })
}

/** The stand-in of Cloud Translation in a process of its own; `flags` as its main.ts takes them. */
export interface StandIn {
  readonly url: string
  stats(): Promise<CloudTranslation['stats']>
  /** What its quota was charged, in order. */
  bookings(): Promise<readonly Booking[]>
  stop(): Promise<void>
}

export async function standIn(flags: readonly string[]): Promise<StandIn> {
  const main = path.join(ROOT, 'tests/stand-in/main.ts')
  const { first, stop } = await serve(process.execPath, [main, ...flags])
  const get = async <T>(name: string) => (await (await fetch(`${first.url}/${name}`)).json()) as T
  return {
    url: first.url,
    stats: () => get('__stats'),
    bookings: () => get('__bookings'),
    stop,
  }
}

/** A folder of one's own for the time of `work`. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export type Row = readonly [what: string, value: string, bound: string]

export function printRows(rows: readonly Row[]): void {
  for (const [what, value, bound] of rows) console.log(`${what.padEnd(60)} ${value.padStart(36)}   ${bound}`)
}
