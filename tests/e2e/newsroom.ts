import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Summary } from '../../src/state/summary.ts'

/** A newsroom of its own for one test: a folder with articles and a configuration, and the real command. */
export interface Newsroom {
  readonly folder: string
  write(file: string, text: string | Buffer): void
  read(file: string): string
  /** Runs `dragoman …args` in the folder to its end. */
  dragoman(...args: string[]): Promise<Ended>
  /** The same with `run --json`, read. */
  run(...args: string[]): Promise<Ended & { readonly summary: Summary }>
  start(...args: string[]): ChildProcess
  close(): void
}

export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export const PROJECT = path.resolve(import.meta.dirname, '../..')
export const COMMAND = path.join(PROJECT, 'bin/dragoman.js')

/** @param environment beside what the test itself has */
export function newsroom(
  config: object,
  articles: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
): Newsroom {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-e2e-'))
  const at = (file: string) => path.join(folder, file)
  const write = (file: string, text: string | Buffer) => {
    mkdirSync(path.dirname(at(file)), { recursive: true })
    writeFileSync(at(file), text)
  }
  mkdirSync(at('articles'))
  write('dragoman.config.json', JSON.stringify(config))
  for (const [file, text] of Object.entries(articles)) write(`articles/${file}`, text)
  const start = (...args: string[]) =>
    spawn(process.execPath, [COMMAND, ...args], {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const dragoman = (...args: string[]) => ended(start(...args))
  return {
    folder,
    write,
    read: (file) => readFileSync(at(file), 'utf8'),
    dragoman,
    async run(...args) {
      const done = await dragoman('run', '--json', ...args)
      if (done.stdout === '') throw new Error(`no summary; exit code ${done.code}\n${done.stderr}`)
      return { ...done, summary: JSON.parse(done.stdout) as Summary }
    },
    start,
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8')
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8')
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }))
  })
}

/** The project's own sample articles, in a newsroom. */
export function withSampleArticles(room: Newsroom): Newsroom {
  cpSync(path.join(PROJECT, 'articles'), path.join(room.folder, 'articles'), { recursive: true })
  return room
}

export const google = (endpoint: string, quota: object = {}) => ({
  kind: 'google',
  project: 'e2e',
  endpoint,
  quota,
})

export const FERRY = `---
headline: Ferry strike enters second day  # desk: keep short
standfirst: 'Crews say talks with the port have stalled.'
slug: ferry-strike
lang: en
image:
  src: /img/quay.jpg
  alt: An empty quay
  credit: A. Photographer
---

Crews stayed ashore on Tuesday. The port said 4,200 passengers were stranded.

Read the [full timetable](https://example.org/t?a=1&b=2) before you *travel*.

- First boat: 9.15 a.m.
- Last boat: none
`

export const COUNCIL = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Council votes</title></head>
<body>
  <h1>Council votes to keep the library</h1>
  <p class="standfirst">The vote was close.</p>
  <p>Crews stayed ashore on Tuesday. Mayor Frost called it <strong>a good day</strong> for readers.</p>
</body>
</html>
`
