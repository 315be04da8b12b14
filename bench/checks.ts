/**
 * The checks on news that people translated (NTREX-128, beside the project) and on a real engine's gist of it:
 * false alarms by check, what spoiled targets they catch, and segments a second of the whole list.
 * Usage: npm run bench:checks
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Table from 'cli-table3'
import type { Finding, Pair } from '../src/check/check.ts'
import { check, checks } from '../src/check/checks.ts'
import {
  haveReferences,
  pairsOf,
  referenceLocales,
  references,
  sources,
  swapped,
  withDigitChanged,
  withLinkDropped,
} from '../tests/check/references.ts'

const APERTIUM: Readonly<Record<string, string>> = { es: 'eng-spa', ca: 'eng-cat' }
const ENGINE_LINES = 600
const PASSES = 5

if (!haveReferences) {
  console.error('No references beside the project: ../shared/samples/ntrex')
  process.exit(1)
}

const columns: readonly (readonly [string, readonly Pair[]])[] = [
  ...referenceLocales.map((locale) => [locale, references(locale)] as const),
  ...Object.keys(APERTIUM).flatMap((locale) => {
    const targets = translate(locale)
    return targets === undefined ? [] : [[`${locale}, Apertium`, pairsOf(locale, targets)] as const]
  }),
]

falseAlarms()
caught()
speed()

function falseAlarms(): void {
  const found = columns.map(([, pairs]) => pairs.map((pair) => check(pair, {})))
  const table = new Table({ head: ['findings, % of segments', '', ...columns.map(([name]) => name)] })
  for (const { id, severity } of checks)
    table.push([
      id,
      severity,
      ...found.map((all) => percent(all, (one) => one.some((it) => it.check === id))),
    ])
  table.push(['any that blocks', '', ...found.map((all) => percent(all, isBlocked))])
  console.log(table.toString())
}

function caught(): void {
  const table = new Table({ head: ['blocked, %', ...referenceLocales] })
  const row = (name: string, spoil: (pairs: readonly Pair[]) => string) =>
    table.push([name, ...referenceLocales.map((locale) => spoil(references(locale)))])
  row('one digit changed', (pairs) => percent(withDigitChanged(pairs), blocks))
  row('two neighbours swapped, either', (pairs) => percent(swapped(pairs), (both) => both.some(blocks)))
  row('two neighbours swapped, each', (pairs) => percent(swapped(pairs).flat(), blocks))
  row('link dropped', (pairs) => percent(withLinkDropped(pairs), blocks))
  console.log(table.toString())
}

/**
 * Processor time, since other work on the machine is not the checks' own; the first pass warms up and loads. Each pair
 * is copied, for what was worked out for a pair is kept as long as the pair.
 */
function speed(): void {
  const table = new Table({ head: ['segments a second', 'wall', 'processor'] })
  for (const [name, pairs] of columns) {
    for (const pair of pairs) check(pair, {})
    const [wall, processor] = [performance.now(), process.cpuUsage()]
    for (let pass = 0; pass < PASSES; pass++) for (const pair of pairs) check({ ...pair }, {})
    const { user, system } = process.cpuUsage(processor)
    const segments = pairs.length * PASSES
    table.push([name, rate(segments, performance.now() - wall), rate(segments, (user + system) / 1000)])
  }
  console.log(table.toString())
}

function rate(segments: number, ms: number): string {
  return Math.round((segments / ms) * 1000).toLocaleString('en')
}

function percent<T>(all: readonly T[], some: (one: T) => boolean): string {
  return ((all.filter(some).length / all.length) * 100).toFixed(2)
}

function isBlocked(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'block')
}

function blocks(pair: Pair): boolean {
  return isBlocked(check(pair, {}))
}

/** One paragraph a line through one process; undefined without Apertium or the pair. */
function translate(locale: string): string[] | undefined {
  const lines = sources().slice(0, ENGINE_LINES)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-checks-'))
  const file = path.join(folder, 'lines.html')
  writeFileSync(file, lines.map((line) => `<p>${encoded(line)}</p>`).join('\n'))
  const { stdout } = spawnSync('apertium', ['-f', 'html', '-u', APERTIUM[locale]!, file], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  const paragraphs = [...(stdout ?? '').matchAll(/<p>([\s\S]*?)<\/p>/g)]
  const targets = paragraphs.map(([, text = '']) => decoded(text).trim())
  return targets.length === lines.length ? targets : undefined
}

function encoded(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function decoded(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
