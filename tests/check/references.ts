import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Code, type Content, MARKER, plain } from '../../src/article/content.ts'
import type { Pair } from '../../src/check/check.ts'

/**
 * News that people translated (NTREX-128, beside the project where it is at all), as pairs for the checks: what
 * they find there is a false alarm, except where we spoil the target first.
 */
const FOLDER = path.resolve(import.meta.dirname, '../../../shared/samples/ntrex')
const FILES: Readonly<Record<string, string>> = {
  es: 'newstest2019-ref.spa.txt',
  ca: 'newstest2019-ref.cat.txt',
  ar: 'newstest2019-ref.arb.txt',
}

export const haveReferences = existsSync(FOLDER)
export const referenceLocales = Object.keys(FILES)

const lines = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8').replace(/\n$/, '').split('\n')

export const sources = (): string[] => lines('newstest2019-src.eng.txt')

export function pairsOf(locale: string, targets: readonly string[]): Pair[] {
  return sources()
    .slice(0, targets.length)
    .map((source, line) => ({
      source: plain(source),
      target: plain(targets[line]!),
      sourceLocale: 'en',
      targetLocale: locale,
    }))
}

export const references = (locale: string): Pair[] => pairsOf(locale, lines(FILES[locale]!))

const withTarget = (pair: Pair, text: string): Pair => ({ ...pair, target: plain(text) })

/** One digit of a number in the target becomes another, differently for each line, always the same way. */
export function withDigitChanged(pairs: readonly Pair[]): Pair[] {
  return pairs.flatMap((pair, line) => {
    const { text } = pair.target
    const places = [...text.matchAll(/\p{Nd}/gu)].map((match) => match.index)
    const at = places[line % places.length]
    if (at === undefined) return []
    const step = 1 + (line % 9)
    return [withTarget(pair, text.slice(0, at) + shifted(text[at]!, step) + text.slice(at + 1))]
  })
}

/** Another digit of the same script. */
function shifted(digit: string, step: number): string {
  const zero = /[0-9]/.test(digit) ? 0x30 : 0x660
  return String.fromCharCode(zero + ((digit.charCodeAt(0) - zero + step) % 10))
}

/** Neighbouring segments whose targets both hold numbers, with each other's target: two pairs for each swap. */
export function swapped(pairs: readonly Pair[]): (readonly [Pair, Pair])[] {
  const numbered = pairs.filter((pair) => /\p{Nd}/u.test(pair.target.text) && /\d/.test(pair.source.text))
  const swaps: (readonly [Pair, Pair])[] = []
  for (let at = 0; at + 1 < numbered.length; at += 2) {
    const [first, second] = [numbered[at]!, numbered[at + 1]!]
    swaps.push([withTarget(first, second.target.text), withTarget(second, first.target.text)])
  }
  return swaps
}

/** A link round the first word on both sides, lost in the target. */
export const withLinkDropped = (pairs: readonly Pair[]): Pair[] =>
  pairs.map((pair) => ({ ...pair, source: linked(pair.source.text) }))

/** The same with the link in place. */
export const withLink = (pairs: readonly Pair[]): Pair[] =>
  pairs.map((pair) => ({ ...pair, source: linked(pair.source.text), target: linked(pair.target.text) }))

const link = { id: 1, name: 'a', canDelete: false, canCopy: false } as const
const LINK: readonly Code[] = [
  { ...link, kind: 'open', raw: '<a href="/1">' },
  { ...link, kind: 'close', raw: '</a>' },
]
const linked = (text: string): Content => ({
  text: text.replace(/\S+/, `${MARKER}$&${MARKER}`),
  codes: LINK,
})
