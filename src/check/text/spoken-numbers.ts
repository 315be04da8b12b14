import { numberWords } from '../locales/number-words.ts'

/**
 * Values that a text gives in words, Roman or Han numerals. They explain a number on the other side that has no
 * digits here; none of them is itself looked for.
 */
export function spokenNumbers(words: readonly string[], text: string, language: string): ReadonlySet<string> {
  const values = new Set<string>()
  inWords(words, language, values)
  for (const [numeral] of text.matchAll(ROMAN)) values.add(String(romanValue(numeral)))
  if (HAN.test(text)) for (const [numeral] of text.matchAll(HANS)) values.add(hanValue(numeral))
  return values
}

/** Words between tens and units: treinta y uno, twenty-one, vint-i-dos, cinquante et un. */
const JOINERS = new Set(['y', 'i', 'e', 'et', 'and', 'und', 'en', 'و'])

/** And, with, for; the article. */
const ARABIC_PREFIX = /^[وفبلك]?(?:ال|ل)?/

function inWords(words: readonly string[], language: string, values: Set<string>): void {
  const table = numberWords(language)
  if (table === undefined) return
  let before: readonly number[] = []
  for (const word of words) {
    const found =
      table.get(word) ?? (language === 'ar' ? table.get(word.replace(ARABIC_PREFIX, '')) : undefined)
    if (found === undefined) {
      if (!JOINERS.has(word)) before = []
      continue
    }
    const sums = found.flatMap((value) => before.flatMap((earlier) => joined(earlier, value)))
    for (const value of found) values.add(String(value))
    for (const value of sums) values.add(String(value))
    before = [...new Set([...found, ...sums])].slice(0, 8)
  }
}

/** Twenty-one is a sum, two thousand a product; German and Arabic say the unit first. */
function joined(earlier: number, value: number): number[] {
  if (value >= 100 && earlier < value) return [earlier * value]
  if (value < earlier && earlier >= 20) return [earlier + value]
  if (earlier < 10 && value >= 10 && value < 100) return [earlier + value]
  return []
}

const ROMAN =
  /(?<![\p{L}\p{N}])(?=[IVXLC]{2}|[VX](?!\p{L}))C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\p{L})|(?<=(?:segle|siglo|siècle|século|secolo)s? )[ivx]{1,5}/gu
const ROMANS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

function romanValue(numeral: string): number {
  const values = [...numeral.toUpperCase()].map((sign) => ROMANS[sign] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}

const HAN = /[〇零一二两兩三四五六七八九十百千]/
const HANS = /[〇零一二两兩三四五六七八九十百千万萬亿億]{1,20}/g
const HAN_DIGITS = '〇一二三四五六七八九'

function hanValue(numeral: string): string {
  let total = 0
  let section = 0
  let digit = 0
  let digits = ''
  for (const sign of numeral.replace(/零/g, '〇').replace(/[两兩]/g, '二')) {
    const value = HAN_DIGITS.indexOf(sign)
    if (value >= 0) {
      digit = value
      digits += value
      continue
    }
    const power = { 十: 10, 百: 100, 千: 1000 }[sign]
    if (power !== undefined) section += (digit || 1) * power
    else {
      total = (total + section + digit || 1) * (/[万萬]/.test(sign) ? 1e4 : 1e8)
      section = 0
    }
    digit = 0
  }
  return String(digits.length === numeral.length ? Number(digits) : total + section + digit)
}
