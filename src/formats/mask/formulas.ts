import type { Found } from './notations.ts'

/**
 * Formulas in TeX: `$$ … $$`, `$ … $`, `\( … \)`, `\[ … \]`, WordPress’ `$latex … $`. Money is written with the same
 * sign, so what stands between two dollars must look like a formula.
 * @see https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 */
export function formula(
  source: string,
  at: number,
  isMarkdown: boolean,
  accepts: (inside: string) => boolean,
): Found | undefined {
  if (source[at] === '\\') return bracketed(source, at, accepts)
  if (source.startsWith('$$', at)) return displayed(source, at, accepts)
  if (source.startsWith('$latex ', at)) return inline(source, at, '$latex '.length, () => true)
  return isMarkdown ? inline(source, at, 1, accepts) : undefined
}

/** More than any has; looking no further keeps a hostile file cheap. */
const LONGEST = 5000

/** To Markdown `\\(` is a bracket with a backslash before it, so what is between must be TeX beyond doubt. */
function bracketed(source: string, at: number, accepts: (inside: string) => boolean): Found | undefined {
  const closes = source[at + 1] === '(' ? '\\)' : '\\]'
  const inside = nearInside(source, at + 2, closes)
  if (inside === undefined || !TEX.test(inside) || !accepts(inside)) return undefined
  return found(at + 2 + inside.length + 2)
}
const TEX = /[\\^_=]/

/** In words, brackets that get backslashes when they are written would be a formula to the next reader. */
export function bracketsOfWords(words: string, at: number): Found | undefined {
  const inside = nearInside(words, at + 1, ']')
  if (inside === undefined || !ESCAPED.test(inside) || !isNearFormula(inside)) return undefined
  return found(at + 1 + inside.length + 1)
}
/** In which there is TeX already, or what is written with a backslash. */
const ESCAPED = /[\\^_=*`~<&#|!@]/

const NEAR = 500

function nearInside(source: string, from: number, closes: string): string | undefined {
  const near = source.slice(from, from + NEAR)
  let end = near.indexOf(closes)
  // A backslash before it makes its own backslash a character.
  while (end > 0 && near[end - 1] === '\\') end = near.indexOf(closes, end + 1)
  const inside = near.slice(0, end)
  return end > 0 && !BLANK_LINE.test(inside) ? inside : undefined
}

function displayed(source: string, at: number, accepts: (inside: string) => boolean): Found | undefined {
  const end = source.indexOf('$$', at + 2)
  if (end <= at + 2 || end - at > LONGEST) return undefined
  const inside = source.slice(at + 2, end)
  const hasOwnLines =
    /(?:^|\n)[ \t>]*$/.test(source.slice(Math.max(0, at - 80), at)) &&
    /^[ \t]*(?:\r?\n|$)/.test(source.slice(end + 2, end + 82))
  if (BLANK_LINE.test(inside.trim())) return undefined
  return hasOwnLines || accepts(inside) ? found(end + 2) : undefined
}

const BLANK_LINE = /\n[ \t>]*\r?\n/

/** No blank inside next to either dollar, no figure after the closing one. */
function inline(
  source: string,
  at: number,
  head: number,
  accept: (text: string) => boolean,
): Found | undefined {
  if (/[\p{L}\p{N}]/u.test(source[at - 1] ?? '')) return undefined
  const end = source.indexOf('$', at + head)
  if (end <= at + head || end - at > LONGEST || source[end - 1] === '\\') return undefined
  const inside = source.slice(at + head, end)
  if (BLANK_LINE.test(inside)) return undefined
  if (head === 1 && (/^\s|\s$/.test(inside) || /[\d$]/.test(source[end + 1] ?? ''))) return undefined
  return accept(inside) ? found(end + 1) : undefined
}

const SIGNS = /[\\^_={}+*/<>|]|\d\s*-\s*\d/

/** Something that sentences have not, and no words beside the names that formulas use. */
export function isFormula(text: string): boolean {
  if (!isNearFormula(text)) return false
  // “$5/kg” is a price, whatever stands behind it.
  if (/^\d/.test(text) && !/[\\=^_]/.test(text)) return /^\d+(?:[.,]\d+)?$/.test(text)
  return SIGNS.test(text) || /^(?:[A-Za-z]'*|[A-Za-z]\([A-Za-z,\s]+\))$/.test(text)
}

/** One more backslash, as words are given when they are written, might make a formula of it. */
export function isNearFormula(text: string): boolean {
  const bare = text.replace(/\\(?:text|mathrm|operatorname|mbox)\s*\{[^{}]*\}|\\[A-Za-z]+/g, ' ')
  return !WORD.test(bare)
}

const WORD = /(?<![\p{L}_^{])(?!(?:sin|cos|tan|log|exp|lim|max|min|mod|det|dim|gcd|arg|inf|sup)\b)\p{L}{3,}/u

const found = (end: number): Found => ({ end, name: '', side: 'alone', code: 'math', headEnd: end })
