import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Booking, CloudTranslation } from '../tests/stand-in/cloud-translation.ts'

/** One child process, measured from outside. */
export interface Measured {
  readonly code: number
  readonly wallMs: number
  /** High-water mark of resident memory, MiB (VmHWM, proc(5)), as last seen before the process ended. */
  readonly peakMiB: number
  readonly stdout: string
}

const SAMPLE_MS = 20

export function measure(
  command: string,
  args: readonly string[],
  options: { cwd: string; quiet?: boolean },
): Promise<Measured> {
  // What was written before is none of its business.
  execFileSync('sync')
  const started = performance.now()
  const child = spawn(command, args, {
    cwd: options.cwd,
    stdio: ['ignore', 'pipe', options.quiet ? 'ignore' : 'inherit'],
  })
  let peakKiB = 0
  const sampler = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peakKiB = Math.max(peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))
    } catch {
      // It has just ended.
    }
  }, SAMPLE_MS)
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(sampler)
      const wallMs = performance.now() - started
      resolve({
        code: code ?? -1,
        wallMs,
        peakMiB: peakKiB / 1024,
        stdout: Buffer.concat(chunks).toString('utf8'),
      })
    })
  })
}

/** A server in a process of its own: resolves with the first line it prints, as JSON. */
export function serve(
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
  const main = path.resolve(import.meta.dirname, '../tests/stand-in/main.ts')
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

export function printRows(rows: readonly (readonly [what: string, value: string, bound: string])[]): void {
  for (const [what, value, bound] of rows) console.log(`${what.padEnd(62)} ${value.padStart(24)}   ${bound}`)
}
