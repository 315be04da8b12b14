/**
 * A generated night against a stand-in of Cloud Translation on loopback with no latency: ratios to the least
 * that any program would do, taken in one run on one machine.
 * Usage: npm run bench [-- --articles 1000]
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { loadProject } from '../src/config/load.ts'
import { readBytes } from '../src/pipeline/bytes.ts'
import { openNight } from '../src/pipeline/open.ts'
import { readSource } from '../src/pipeline/read.ts'
import type { Summary } from '../src/pipeline/summary.ts'
import { findArticles } from '../src/sources/folder.ts'
import { codePoints } from '../src/translate/dispatch.ts'
import { firstOrder } from '../src/translate/wire/attempt.ts'
import { generateArticles } from './generate.ts'
import { type Measured, measure, printRows, serve } from './processes.ts'

const LOCALES = ['es', 'ca', 'fr']
const ROOT = path.resolve(import.meta.dirname, '..')
const { values } = parseArgs({
  options: { articles: { type: 'string', default: '1000' }, large: { type: 'string', default: '5000' } },
})
const count = Number(values.articles)
const large = Number(values.large)

/** A disk is now quick, now slow, and both runs write ten thousand files: by turns, and the one in the middle counts. */
const ROUNDS = 5
const folders: string[] = []
try {
  const small: Night[] = []
  for (let round = 0; round < ROUNDS; round++) small.push(await night(count))
  const rows: (readonly [string, string, string])[] = [
    ['cold run ÷ bare script, wall', middle(small, 'cold', 'bare'), '≤ 2.5'],
    [`peak memory, ${count} articles`, `${peak(small).toFixed(0)} MiB`, '≤ 250'],
    [
      'characters billed ÷ unique characters',
      each(small, (it) => (it.billed / it.unique).toFixed(4)),
      '1.00',
    ],
    ['unchanged re-run ÷ walk and hash, wall', middle(small, 'again', 'walk'), '≤ 2'],
    ['characters of the unchanged re-run', each(small, (it) => String(it.againCharacters)), '0'],
    [
      'characters of one edited sentence ÷ its own',
      each(small, (it) => (it.editedCharacters / it.editedUnique).toFixed(2)),
      '1.00',
    ],
  ]
  if (large > 0) {
    const big = await night(large)
    rows.push(
      [`peak memory at ${large} ÷ at ${count}`, (peak([big]) / peak(small)).toFixed(2), '≤ 1.2'],
      [`cold run ÷ bare script at ${large}, wall`, middle([big], 'cold', 'bare'), ''],
    )
  }
  printRows(rows)
} finally {
  // Last of all: the disk is at it for minutes.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}

type Night = Awaited<ReturnType<typeof night>>
type Timed = 'cold' | 'bare' | 'again' | 'walk'

/** The median of the ratios, its two times, and the range of all. */
function middle(nights: readonly Night[], one: Timed, other: Timed): string {
  const ratioOf = (it: Night) => it[one].wallMs / it[other].wallMs
  const sorted = nights.toSorted((a, b) => ratioOf(a) - ratioOf(b))
  const median = sorted[Math.floor(sorted.length / 2)]!
  const [a, b] = [median[one], median[other]].map(({ wallMs }) => (wallMs / 1000).toFixed(2))
  const [least, most] = [sorted[0]!, sorted.at(-1)!].map((it) => ratioOf(it).toFixed(2))
  return `${ratioOf(median).toFixed(2)} (${a} / ${b} s; ${least}–${most})`
}

function peak(nights: readonly Night[]): number {
  return Math.max(...nights.map(({ cold }) => cold.peakMiB))
}

/** They ought to be the same. */
function each(nights: readonly Night[], figure: (night: Night) => string): string {
  return [...new Set(nights.map(figure))].join(', ')
}

async function night(articles: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-bench-'))
  folders.push(folder)
  const server = await serve(process.execPath, [
    path.join(ROOT, 'tests/stand-in/main.ts'),
    '--requests',
    '1000000',
    '--characters',
    '1000000000',
  ])
  try {
    generateArticles(path.join(folder, 'articles'), articles)
    const config = path.join(folder, 'dragoman.config.json')
    const quota = { charactersPerMinute: 1_000_000_000, requestsPerMinute: 1_000_000 }
    writeFileSync(
      config,
      JSON.stringify({
        targets: LOCALES,
        providers: [{ kind: 'google', project: 'bench', endpoint: server.first.url, quota }],
      }),
    )
    const batches = await writeBatches(config, path.join(folder, 'batches.ndjson'))

    const runBare = (output: string) => {
      const args = [
        path.join(ROOT, 'bench/bare-night.ts'),
        path.join(folder, 'articles'),
        path.join(folder, 'batches.ndjson'),
        path.join(folder, output),
        server.first.url,
        LOCALES.join(','),
      ]
      return check(measure(process.execPath, args, { cwd: folder }))
    }
    // The stand-in is a program too, and slower at first: whoever is measured first would wait for that.
    await runBare('warm')
    const bare = await runBare('bare')
    const before = await billed(server.first.url)
    const cold = await dragoman(folder)
    const bill = (await billed(server.first.url)) - before
    const again = await dragoman(folder)
    const walk = await check(
      measure(
        process.execPath,
        [path.join(ROOT, 'bench/bare-walk.ts'), path.join(folder, 'articles'), path.join(folder, 'locales')],
        { cwd: folder },
      ),
    )
    const editedUnique = editOneSentence(path.join(folder, 'articles'))
    const edited = await dragoman(folder)
    return {
      cold,
      bare,
      again,
      walk,
      billed: bill,
      unique: batches.characters,
      againCharacters: again.summary.characters,
      editedCharacters: edited.summary.characters,
      editedUnique: editedUnique * LOCALES.length,
    }
  } finally {
    await server.stop()
  }
}

async function dragoman(folder: string): Promise<Measured & { summary: Summary }> {
  const done = await check(
    measure(process.execPath, [path.join(ROOT, 'bin/dragoman.js'), 'run', '--json'], {
      cwd: folder,
      quiet: true,
    }),
  )
  return { ...done, summary: JSON.parse(done.stdout) as Summary }
}

async function check(measured: Promise<Measured>): Promise<Measured> {
  const done = await measured
  if (done.code !== 0) throw new Error(`exit code ${done.code}\n${done.stdout}`)
  return done
}

async function billed(url: string): Promise<number> {
  const stats = (await (await fetch(`${url}/__stats`)).json()) as { billedCharacters: number }
  return stats.billedCharacters
}

/** The batches that a night needs at the very least: each unique segment once for each locale, as full as allowed. */
async function writeBatches(config: string, file: string): Promise<{ characters: number }> {
  const project = loadProject(config)
  const silent = { edition() {}, refused() {} }
  const opened = await openNight(project, { buying: 'estimate', environment: process.env, watcher: silent })
  const [route] = await opened.ports.routes('en', LOCALES[0] ?? 'es')
  const unique = { html: new Set<string>(), tags: new Set<string>(), text: new Set<string>() }
  const settings = await opened.ports.read()
  for (const found of findArticles(project.articles)) {
    if (found.kind !== 'article') continue
    const source = readSource(found.id, found.path, readBytes(found.file, found.path), settings)
    for (const segment of source.segments) {
      const order = firstOrder({ article: '', segment, memoryKey: '', terms: [] }, route)
      unique[order.mime].add(order.texts[0] ?? '')
    }
  }
  await opened.close()
  rmSync(project.state, { recursive: true, force: true })
  const lines: string[] = []
  let characters = 0
  for (const mime of ['text', 'html'] as const) {
    for (const targetLanguageCode of LOCALES) {
      for (const contents of fill([...unique[mime]])) {
        characters += codePoints(contents)
        const mimeType = mime === 'html' ? 'text/html' : 'text/plain'
        lines.push(JSON.stringify({ contents, mimeType, sourceLanguageCode: 'en', targetLanguageCode }))
      }
    }
  }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${lines.join('\n')}\n`)
  return { characters }
}

function* fill(texts: readonly string[]): Generator<string[]> {
  let batch: string[] = []
  let size = 0
  for (const text of texts) {
    const length = codePoints([text])
    if (size + length > 30_000 || batch.length === 1_024) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(text)
    size += length
  }
  if (batch.length > 0) yield batch
}

/** Rewrites the last sentence of one Markdown article; returns its length in code points. */
function editOneSentence(articles: string): number {
  const section = path.join(articles, readdirSync(articles)[0] ?? '')
  const file = path.join(section, readdirSync(section).find((name) => name.endsWith('.md')) ?? '')
  const sentence = 'The quay will stay closed until the end of the year, the harbour master wrote.'
  const text = readFileSync(file, 'utf8').trimEnd()
  const cut = text.lastIndexOf('\n\n')
  const paragraph = text.slice(cut + 2)
  const second = paragraph.lastIndexOf('. ') === -1 ? paragraph.length : paragraph.lastIndexOf('. ') + 2
  writeFileSync(
    file,
    `${text.slice(0, cut + 2)}${paragraph.slice(0, second)}${second === paragraph.length ? ' ' : ''}${sentence}\n`,
  )
  return codePoints([sentence])
}
