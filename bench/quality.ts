/**
 * What the pipeline costs in quality: news (NTREX-128, beside the project) through Apertium by our pipeline and by
 * itself, plain and with a link put into each sentence.
 * Usage: npm run bench:quality [-- --alone 200]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Target } from '../src/article/target.ts'
import { assemble } from '../src/assemble/assemble.ts'
import { Config } from '../src/config/config.ts'
import { type ReadArticle, readArticle } from '../src/pipeline/read.ts'
import { apertium } from '../src/providers/apertium/apertium.ts'
import { paragraphSegmenter } from '../src/segment/paragraphs.ts'
import type { Route, Rung } from '../src/translate/gap.ts'
import { bleu } from './bleu.ts'
import { type Bought, buy } from './buy.ts'
import { chrF2 } from './chrf.ts'
import { documents, haveNtrex, references } from './ntrex.ts'

const MODES: Readonly<Record<string, string>> = { es: 'eng-spa', ca: 'eng-cat' }
/** Of the engine by itself, one paragraph a sentence, by sacreBLEU. */
const PUBLISHED: Readonly<Record<string, string>> = { es: '48.0', ca: '47.2' }
const { values } = parseArgs({ options: { alone: { type: 'string', default: '200' } } })

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
  readonly sources: readonly ReadArticle[]
}

async function translated(pages: readonly string[], route: Route): Promise<Translated> {
  const sources = pages.map((page, nth) => read(page, `document-${nth}.html`))
  const bought = await buy(
    sources.flatMap(({ segments }) => segments),
    route,
  )
  const lines = sources.flatMap((source) => paragraphsOf(parse(write(source, bought.targets, route.target))))
  return { lines, bought, sources }
}

function read(text: string, name: string): ReadArticle {
  return readArticle(name, name, Buffer.from(text), {
    options: { locale: 'en', frontMatter: [], credits: [], keywords: false },
    recognise: () => ({ isLabel: () => false, isUpdated: () => false }),
    segmenter: paragraphSegmenter,
    lifecycle: {
      names: Config.parse({ targets: ['es'], providers: [{ kind: 'pseudo' }] }).source.lifecycle,
      timeZone: 'UTC',
      targets: ['es'],
    },
  })
}

function write(source: ReadArticle, targets: ReadonlyMap<string, Target>, target: string): string {
  const { units, segments } = source
  return source.write(assemble(units, segments, targets, { source: 'en', target }), undefined)
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
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-quality-'))
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
