/**
 * Hostile articles through read, segment, assemble and write, each in a process of its own: seconds and peak
 * memory. An article may be refused, by an error that names its place; what it may not do is hold up the night.
 * Usage: npm run bench:hostile [-- --bytes 10000000] [--only PATTERN]
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { DragomanError } from '../src/article/errors.ts'
import type { Segment } from '../src/article/segment.ts'
import type { Target } from '../src/article/target.ts'
import { assemble } from '../src/assemble/assemble.ts'
import { Config } from '../src/config/config.ts'
import { readArticle } from '../src/pipeline/read.ts'
import { sentenceSegmenter } from '../src/segment/sentences.ts'
import { type HostileInput, hostileInputs } from './hostile-inputs.ts'

const TIMEOUT_MS = 120_000
const { values } = parseArgs({
  options: {
    bytes: { type: 'string', default: '10000000' },
    only: { type: 'string', default: '' },
    one: { type: 'string' },
  },
})
const bytes = Number(values.bytes)

if (values.one === undefined) all()
else console.log(JSON.stringify(one(hostileInputs[Number(values.one)]!)))

interface Outcome {
  readonly megabytes: number
  readonly segments: number
  readonly readMs: number
  readonly writeMs: number
  /** High-water mark of resident memory, MiB, and how much of it was there before the article was read. */
  readonly peakMiB: number
  readonly startMiB: number
  readonly refused: string
}

function all(): void {
  const table = new Table({
    head: ['format', 'input', 'MB', 'segments', 'read + segment, s', 'assemble + write, s', 'peak MiB', ''],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right', 'left'],
  })
  for (const [nth, input] of hostileInputs.entries()) {
    if (!new RegExp(values.only).test(`${input.format} ${input.name}`)) continue
    const outcome = inProcess(nth)
    console.error(input.format, input.name, typeof outcome === 'string' ? outcome : row(outcome).join(' '))
    table.push([
      input.format,
      input.name,
      ...(typeof outcome === 'string' ? ['', '', '', '', '', outcome] : row(outcome)),
    ])
  }
  console.log(table.toString())
}

function row(done: Outcome): string[] {
  return [
    done.megabytes.toFixed(1),
    done.segments.toLocaleString('en'),
    (done.readMs / 1000).toFixed(2),
    (done.writeMs / 1000).toFixed(2),
    `${done.peakMiB.toFixed(0)} (${done.startMiB.toFixed(0)})`,
    done.refused,
  ]
}

function inProcess(nth: number): Outcome | string {
  const args = [import.meta.filename, '--one', String(nth), '--bytes', String(bytes)]
  const { stdout, stderr, signal } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  })
  if (signal === 'SIGKILL') return `NOT DONE in ${TIMEOUT_MS / 1000} s`
  if (stdout === '') return `FAILED: ${/^\w*Error.*$|FATAL.*$/m.exec(stderr)?.[0] ?? stderr.slice(-200)}`
  return JSON.parse(stdout) as Outcome
}

/** @throws what is no refusal: a fault of ours. */
function one(input: HostileInput): Outcome {
  const source = Buffer.from(input.make(bytes))
  const startMiB = peakMiB()
  const started = performance.now()
  const outcome = { megabytes: source.length / 1e6, segments: 0, readMs: 0, writeMs: 0, startMiB }
  try {
    const path = `hostile${input.ending}`
    const article = readArticle('hostile', path, source, {
      options: {
        locale: 'en',
        frontMatter: ['headline'],
        credits: ['.credit'],
        keywords: false,
        shortcodes: ['*.alt'],
      },
      recognise: () => ({ isLabel: () => false, isUpdated: () => false }),
      segmenter: sentenceSegmenter,
      lifecycle: {
        names: Config.parse({ targets: ['es'], providers: [{ kind: 'pseudo' }] }).source.lifecycle,
        timeZone: 'UTC',
        targets: ['es'],
      },
    })
    const read = performance.now()
    const targets = new Map(article.segments.map((segment) => [segment.key, altered(segment)]))
    const { units } = article
    const fills = assemble(units, article.segments, targets, { source: 'en', target: 'es' })
    const written = article.write(fills, undefined)
    const done = performance.now()
    if (written.length <= source.length / 2) throw new Error('half of the article is gone')
    const { length } = article.segments
    return {
      ...outcome,
      segments: length,
      readMs: read - started,
      writeMs: done - read,
      peakMiB: peakMiB(),
      refused: '',
    }
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    const refused = `${error.code} ${error.place ?? '(no place)'}`
    return { ...outcome, readMs: performance.now() - started, peakMiB: peakMiB(), refused }
  }
}

/** Not the source's own words, which would be kept as they stand and cost nothing. */
function altered({ source }: Segment): Target {
  const content = { text: `¡${source.text}`, codes: source.codes }
  const origin = { kind: 'machine', provider: 'bench', model: 'bench' } as const
  return { content, origin, state: 'machine', date: '2026-11-01T10:00:00Z' }
}

function peakMiB(): number {
  return process.resourceUsage().maxRSS / 1024
}
