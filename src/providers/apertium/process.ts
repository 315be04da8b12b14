import { spawn } from 'node:child_process'
import type { Failure } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'

/** Analyses are some twenty times as long as their text, and a request is held to 50,000 characters. */
const OUTPUT_BYTES = 64 * 1024 * 1024
/** A tagger that complains about every word must not fill the memory. */
const COMPLAINT_BYTES = 256 * 1024

interface Outcome {
  readonly stdout: string
  readonly stderr: string
}

interface ProcessOptions {
  /** Folder of Apertium's programs; goes before PATH. */
  readonly programs: string
  readonly signal: AbortSignal
}

/** Runs one program to its end. Fails with a ProviderError that never quotes what the program wrote. */
export type Run = (program: string, args: readonly string[], input: string) => Promise<Outcome>

export function runner({ programs, signal }: ProcessOptions): Run {
  return (program, args, input) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      // Its own process group: a pipeline's programs all end with it.
      const child = spawn(program, args, {
        detached: true,
        stdio: 'pipe',
        env: {
          ...process.env,
          PATH: `${programs}:${process.env['PATH'] ?? ''}`,
          LC_ALL: 'C.UTF-8',
        },
      })
      const stdout: Buffer[] = []
      const stderr: Buffer[] = []
      let bytes = 0
      let complaintBytes = 0

      const kill = () => {
        if (child.pid === undefined) return
        try {
          process.kill(-child.pid, 'SIGKILL')
        } catch {
          // It has ended by itself.
        }
      }
      const fail = (error: unknown) => {
        signal.removeEventListener('abort', abort)
        kill()
        reject(error)
      }
      const abort = () => fail(signal.reason)
      signal.addEventListener('abort', abort, { once: true })

      child.on('error', (cause) => fail(failure('unavailable', `${program} cannot be started`, cause)))
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > OUTPUT_BYTES) fail(failure('invalid', `${program} wrote more than 64 MiB`))
        else stdout.push(chunk)
      })
      child.stderr.on('data', (chunk: Buffer) => {
        complaintBytes += chunk.length
        if (complaintBytes <= COMPLAINT_BYTES) stderr.push(chunk)
      })
      child.on('close', (status, killedBy) => {
        signal.removeEventListener('abort', abort)
        if (status === 0) return resolve({ stdout: text(stdout), stderr: text(stderr) })
        // 126, 127: a program of the pipeline is missing. Otherwise the text is what it stumbled over.
        const kind = status === 126 || status === 127 ? 'unavailable' : 'invalid'
        reject(failure(kind, `${program} ended with ${killedBy ?? `status ${status}`}`))
      })
      // A program that ends early leaves its input unread; its status says what happened.
      child.stdin.on('error', () => {})
      child.stdin.end(input)
    })
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')

export const failure = (kind: Failure['kind'], message: string, cause?: unknown): ProviderError =>
  new ProviderError('Apertium', { kind } as Failure, message, cause)
