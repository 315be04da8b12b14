/**
 * The speed of HTML: read, segment, assemble and write, against parsing and serialising the same bytes with parse5.
 * Both in one run and by turns, so that other work on the machine weighs on neither alone; the medians count.
 * Usage: npm run bench:html [-- --pages 200] [--rounds 15]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { parse, parseFragment, serialize } from 'parse5'
import { readable } from '../src/article/content.ts'
import type { Target } from '../src/article/target.ts'
import { assemble } from '../src/assemble/assemble.ts'
import { recognisers } from '../src/assemble/disclosure.ts'
import { siteStrings } from '../src/assemble/site-strings.ts'
import type { Reading, ReadOptions } from '../src/formats/format.ts'
import { html } from '../src/formats/html/html.ts'
import { segmentUnit } from '../src/segment/segment.ts'
import { sentenceSegmenter } from '../src/segment/sentences.ts'
import { generateArticles } from './generate.ts'
import { newsroomPage } from './newsroom-page.ts'

const WARM_UP_ROUNDS = 3
const { values } = parseArgs({
  options: { pages: { type: 'string', default: '200' }, rounds: { type: 'string', default: '15' } },
})

const OPTIONS: ReadOptions = {
  path: 'page.html',
  locale: 'en',
  frontMatter: [],
  credits: ['.credit', '[itemprop=creditText]'],
  keywords: false,
  recognise: recognisers('en', siteStrings(path.resolve(import.meta.dirname, '../locales'))),
}

const table = new Table({
  head: ['pages', 'KB a page', 'words’ share', 'ours, MB/s', 'parse5, MB/s', 'ratio (wanted: ≥ 0.5)'],
})
for (const [name, pages] of Object.entries(shapes(Number(values.pages)))) {
  table.push([name, ...figures(pages, Number(values.rounds))])
}
console.log(table.toString())

/** The same stories, with more and less round them. */
function shapes(count: number): Readonly<Record<string, readonly string[]>> {
  const bare = generatedPages(count)
  const articles = bare.map((page) => /<article[^>]*>(.*)<\/article>/s.exec(page)?.[1] ?? page)
  return {
    'as a newsroom serves them': articles.map(newsroomPage),
    'bare pages': bare,
    'fragments: the story alone': articles,
  }
}

function generatedPages(count: number): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-html-'))
  // One article in five is a page.
  generateArticles(folder, count * 5)
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
  rmSync(folder, { recursive: true })
  return pages
}

function figures(pages: readonly string[], rounds: number): string[] {
  const bytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0)
  const words = pages.reduce((sum, page) => sum + wordBytes(page), 0)
  const targets = pages.map(foreignTargets)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const [own, parser] = [
      timed(() => {
        for (const [nth, page] of pages.entries()) throughOurs(page, targets[nth]!)
      }),
      timed(() => {
        for (const page of pages) throughParser(page)
      }),
    ]
    if (round < 0) continue
    ours.push(own)
    theirs.push(parser)
  }
  const speed = (ms: number) => (bytes / 1000 / ms).toFixed(1)
  return [
    (bytes / pages.length / 1000).toFixed(1),
    `${((100 * words) / bytes).toFixed(0)} %`,
    speed(median(ours)),
    speed(median(theirs)),
    (median(theirs) / median(ours)).toFixed(2),
  ]
}

function throughOurs(page: string, targets: ReadonlyMap<string, Target>): string {
  const { reading, segments } = read(page)
  const fills = assemble(reading.units, segments, targets, { source: 'en', target: 'es' })
  return reading.write(fills, undefined)
}

function read(page: string) {
  const reading: Reading = html.read(page, OPTIONS)
  return { reading, segments: reading.units.flatMap((unit) => segmentUnit(unit, sentenceSegmenter, 'en')) }
}

function throughParser(page: string): string {
  return serialize(/^<!doctype/i.test(page) ? parse(page) : parseFragment(page))
}

/** The same words with one character more: what does not differ from its source is not written at all. */
function foreignTargets(page: string): ReadonlyMap<string, Target> {
  return new Map(
    read(page).segments.map(({ key, source }): [string, Target] => [
      key,
      {
        content: { text: `¡${source.text}`, codes: source.codes },
        origin: { kind: 'machine', provider: 'bench', model: 'bench' },
        state: 'machine',
        date: '2026-11-01T10:00:00Z',
      },
    ]),
  )
}

function wordBytes(page: string): number {
  return read(page).reading.units.reduce((sum, { content }) => sum + Buffer.byteLength(readable(content)), 0)
}

function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1] ?? Number.NaN
}
