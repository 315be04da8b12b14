/**
 * What the pipeline costs in quality and in time. Quality: news (NTREX-128, beside the project) through Apertium
 * by our pipeline and by itself, plain and with a link put into each sentence. Time: pages through extraction,
 * segmentation and reassembly, against parsing and serialising the same bytes.
 * Usage: node bench/faithful.ts [--alone 200] [--pages 400]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { defaultTreeAdapter, parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Target } from '../src/article/target.ts'
import { assemble } from '../src/assemble/assemble.ts'
import { readSource, type Source } from '../src/pipeline/read.ts'
import { apertium } from '../src/providers/apertium/apertium.ts'
import { paragraphSegmenter } from '../src/segment/paragraphs.ts'
import type { Segmenter } from '../src/segment/segmenter.ts'
import { sentenceSegmenter } from '../src/segment/sentences.ts'
import type { Route, Rung } from '../src/translate/gap.ts'
import { bleu } from './bleu.ts'
import { type Bought, buy } from './buy.ts'
import { chrF2 } from './chrf.ts'
import { generateArticles } from './generate.ts'
import { documents, haveNtrex, references } from './ntrex.ts'

const MODES: Readonly<Record<string, string>> = { es: 'eng-spa', ca: 'eng-cat' }
/** Of the engine by itself, one paragraph a sentence, by sacreBLEU. */
const PUBLISHED: Readonly<Record<string, string>> = { es: '48.0', ca: '47.2' }
const PASSES = 7
const { values } = parseArgs({
  options: { alone: { type: 'string', default: '200' }, pages: { type: 'string', default: '400' } },
})

speed(Number(values.pages))
if (!haveNtrex) console.log('No quality figures: ../shared/samples/ntrex is not here.')
else if (spawnSync('apertium', ['-l']).status !== 0) console.log('No quality figures: no Apertium here.')
else await quality(Number(values.alone))

async function quality(alone: number): Promise<void> {
  const table = new Table({ head: ['Apertium, 1,997 sentences', ...Object.keys(MODES), 'wanted'] })
  const columns: (readonly string[])[] = []
  const names = [
    'chrF2, plain (published)',
    'BLEU, plain',
    `same bytes as the engine alone, of ${alone}`,
    'checks refused, plain',
    'chrF2, a link in each sentence',
    'chrF2 lost to the links',
    'links, and those that came back',
    'rungs: exact, repaired, projected, degraded',
    'not back and not flagged',
    'checks refused, with links',
  ]
  const wanted = ['the same', '', '100 %', '', '', '≤ 0.2', '', '', '0', '']
  for (const locale of Object.keys(MODES)) columns.push(await figures(locale, alone))
  for (const [row, name] of names.entries())
    table.push([name, ...columns.map((column) => column[row]!), wanted[row]!])
  console.log(table.toString())
}

async function figures(locale: string, alone: number): Promise<string[]> {
  const provider = apertium()
  const route: Route = { provider, source: 'en', target: locale }
  const expected = references(locale)
  const plain = await translated(documents().map(plainPage), route)
  const linked = await translated(documents().map(linkedPage), route)
  await provider.close()
  const [before, after] = [chrF2(plain.lines, expected), chrF2(linked.lines, expected)]
  const places = sample(plain.lines.length, alone)
  const sentences = documents().flat()
  const replies = byItself(
    places.map((at) => sentences[at]!),
    MODES[locale]!,
  )
  const same = places.filter((at, nth) => plain.lines[at] === replies[nth])
  const links = linkFigures(linked)
  return [
    `${before.toFixed(2)} (${PUBLISHED[locale]})`,
    bleu(plain.lines, expected).toFixed(2),
    `${percent(same.length, places.length)} (${places.length - same.length} differ)`,
    String(plain.bought.refused.size),
    after.toFixed(2),
    (before - after).toFixed(3),
    `${links.wanted}, ${percent(links.back, links.wanted)}`,
    links.rungs,
    String(links.silent),
    String(linked.bought.refused.size),
  ]
}

interface Translated {
  /** Readable text of each paragraph, as the written pages have it. */
  readonly lines: readonly string[]
  readonly bought: Bought
  readonly sources: readonly Source[]
}

async function translated(pages: readonly string[], route: Route): Promise<Translated> {
  const sources = pages.map((page, nth) => read(page, `document-${nth}.html`, paragraphSegmenter))
  const bought = await buy(
    sources.flatMap(({ segments }) => segments),
    route,
  )
  const lines = sources.flatMap((source) => paragraphsOf(parse(write(source, bought.targets, route.target))))
  return { lines, bought, sources }
}

function read(text: string, name: string, segmenter: Segmenter): Source {
  return readSource(name, name, Buffer.from(text), {
    options: { locale: 'en', frontMatter: [], credits: [], keywords: false },
    recognise: () => ({ isLabel: () => false, isUpdated: () => false }),
    segmenter,
  })
}

function write(source: Source, targets: ReadonlyMap<string, Target>, target: string): string {
  const { article, segments } = source
  return source.write(assemble(article.units, segments, targets, { source: 'en', target }), undefined)
}

function plainPage(sentences: readonly string[]): string {
  return page(sentences.map(escaped))
}

function linkedPage(sentences: readonly string[]): string {
  return page(sentences.map(withLink))
}

function page(paragraphs: readonly string[]): string {
  return `<!doctype html>\n<html lang="en"><body>\n${paragraphs.map((p) => `<p>${p}</p>`).join('\n')}\n</body></html>\n`
}

/** A link round two or three words in the middle, by turns; punctuation at its edges stays outside. */
function withLink(sentence: string, nth: number): string {
  const words = [...sentence.matchAll(/\S+/g)]
  const count = Math.min(2 + (nth % 2), words.length)
  const first = Math.floor((words.length - count) / 2)
  const last = words[first + count - 1]
  if (words[first] === undefined || last === undefined) return escaped(sentence)
  const all = sentence.slice(words[first].index, last.index + last[0].length)
  const from = words[first].index + all.search(/[\p{L}\p{N}]|$/u)
  const to = words[first].index + all.replace(/[^\p{L}\p{N}]+$/u, '').length
  if (to <= from) return escaped(sentence)
  const [before, inside, behind] = [sentence.slice(0, from), sentence.slice(from, to), sentence.slice(to)]
  return `${escaped(before)}<a href="/story/${nth}">${escaped(inside)}</a>${escaped(behind)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** What the engine makes of each sentence when it is asked for nothing else. It reads files, not sockets. */
function byItself(sentences: readonly string[], mode: string): (string | undefined)[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-faithful-'))
  const file = path.join(folder, 'sentence.html')
  const replies = sentences.map((sentence) => {
    writeFileSync(file, `<p>${escaped(sentence)}</p>`)
    const { stdout } = spawnSync('apertium', ['-f', 'html', '-u', mode, file], { encoding: 'utf8' })
    return paragraphsOf(parse(stdout))[0]?.trim()
  })
  rmSync(folder, { recursive: true })
  return replies
}

function linkFigures({ bought, sources }: Translated) {
  const count: Record<Rung, number> = { exact: 0, repaired: 0, projected: 0, degraded: 0 }
  let wanted = 0
  let back = 0
  let silent = 0
  for (const { key, source } of sources.flatMap(({ segments }) => segments)) {
    const links = source.codes.filter(({ kind }) => kind === 'open').length
    if (links === 0) continue
    const target = bought.targets.get(key)
    const rung = bought.rungs.get(key)
    const here = target?.content.codes.filter(({ kind }) => kind === 'open').length ?? 0
    wanted += links
    back += Math.min(here, links)
    if (rung !== undefined) count[rung]++
    if (here < links && rung !== 'degraded' && !bought.refused.has(key)) silent++
  }
  return { wanted, back, silent, rungs: Object.values(count).join(', ') }
}

/** Evenly spread over all lines. */
function sample(total: number, size: number): number[] {
  const count = Math.min(size, total)
  return Array.from({ length: count }, (_, nth) => Math.floor((nth * total) / count))
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`
}

function paragraphsOf(root: Tree.Node): string[] {
  if ('tagName' in root && root.tagName === 'p') return [textOf(root)]
  return 'childNodes' in root ? root.childNodes.flatMap(paragraphsOf) : []
}

function textOf(node: Tree.Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** Best of several passes of each, by turns, so that other work on the machine weighs on neither alone. */
function speed(count: number): void {
  const pages = generatedPages(count)
  const megabytes = pages.reduce((sum, one) => sum + Buffer.byteLength(one), 0) / 1e6
  let [ours, parser] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let pass = 0; pass < PASSES; pass++) {
    ours = Math.min(
      ours,
      timed(() => pages.forEach(throughOurs)),
    )
    parser = Math.min(
      parser,
      timed(() => pages.forEach(throughParser)),
    )
  }
  const table = new Table({ head: [`${count} pages, ${megabytes.toFixed(1)} MB`, 'MB/s'] })
  table.push(
    ['extract, segment, assemble, write', ((1000 * megabytes) / ours).toFixed(1)],
    ['parse5: parse, serialise', ((1000 * megabytes) / parser).toFixed(1)],
    ['ratio (wanted: ≥ 0.5)', (parser / ours).toFixed(2)],
  )
  console.log(table.toString())
}

function generatedPages(count: number): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-faithful-'))
  // One article in five is a page.
  generateArticles(folder, count * 5)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  )
  const pages = files.map((file) => readFileSync(path.join(folder, file), 'utf8'))
  rmSync(folder, { recursive: true })
  return pages
}

/** Every sentence gets a target that differs, or it would be left as it stands. */
function throughOurs(one: string, nth: number): void {
  const source = read(one, `page-${nth}.html`, sentenceSegmenter)
  const origin = { kind: 'machine', provider: 'bench', model: 'bench' } as const
  const targets = new Map(
    source.segments.map((segment): [string, Target] => [
      segment.key,
      {
        content: { text: `¡${segment.source.text}`, codes: segment.source.codes },
        origin,
        state: 'machine',
        date: '2026-11-01T10:00:00Z',
      },
    ]),
  )
  write(source, targets, 'es')
}

function throughParser(one: string): void {
  serialize(parse(one))
}

function timed(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}
