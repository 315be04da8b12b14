import { MARKER } from './content.ts'

/**
 * Literals: what stays as it is in every language. Placeholders ({{name}}, ${name}, {0}, %s, %1$d, %(name)s), web
 * addresses, e-mail addresses, @handles (also @desk@example.social), #tags. What shields literals from a provider and
 * what checks that they came through go by this one definition. No quantifier is unbounded: no text takes long.
 */
const PLACEHOLDER =
  /\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}|\{[\w.-]{1,40}\}|(?<![\d%])%(?:\d{1,2}\$|\(\w{1,40}\))?[-+0#]{0,3}\d{0,3}(?:\.\d{1,3})?[sdfiuxXc@](?![A-Za-z])/
    .source

/** Scripts that put no space between words, or write particles on to them: their text may touch a literal. */
const TOUCHING =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}'

/** In no address: blanks, quotation marks, text that may touch it and its marks. Round brackets only in pairs. */
const OUTSIDE = `\\s${MARKER}<>()"“”«»„‘’،؛؟।${TOUCHING}\\u3000-\\u303F\\uFF01-\\uFF60`
/** Marks that end the sentence, not the address. */
const TRAILING = ".,;:!?'\\]}*~…"
const BRACKETED = `\\([^${OUTSIDE}]{0,200}\\)`
const BEGINNING = '(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://|(?<![\\p{sc=Latn}\\p{N}])[Ww]{3}\\.'
const ADDRESS = `(?:${BEGINNING})(?:[^${OUTSIDE}]|${BRACKETED}){0,2000}(?:[^${OUTSIDE}${TRAILING}]|${BRACKETED})`

const DOMAIN = '[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}'
const MAIL = `(?<![\\w.+-])[\\w.+-]{1,64}@${DOMAIN}`

/** Not inside a word, unless the word is one that may touch. */
const APART = `(?<!(?![${TOUCHING}])[\\p{L}\\p{M}\\p{N}_@#&/])`
const NAME = `(?:(?![${TOUCHING}])[\\p{L}\\p{M}\\p{N}_]){1,80}`
/** `@50` is a price. */
const HANDLE = `${APART}[@＠](?=\\p{N}{0,20}(?![${TOUCHING}])[\\p{L}_])${NAME}(?:@${DOMAIN}|\\.[A-Za-z0-9_]{1,30})?`
/** `#1` is a rank. A tag in any script ends where its letters do, as the networks have it. */
const TAG = `${APART}[#＃](?=[\\p{N}_]{0,20}\\p{L})[\\p{L}\\p{M}\\p{N}_]{1,100}`

/** A pattern source for flags `u`; it captures nothing. */
export const LITERAL = [PLACEHOLDER, ADDRESS, MAIL, HANDLE, TAG].join('|')

const ANY_LITERAL = new RegExp(LITERAL, 'gu')
/** Most texts hold none of what every literal has: asked first, this takes a tenth of the time. */
const MAY_HOLD_LITERAL = /[@＠#＃{%]|:\/\/|www\./i

/** A stretch of a text: UTF-16 offsets. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The literals of a text, in order; none across an inline code. */
export function literalSpans(text: string): Span[] {
  if (!MAY_HOLD_LITERAL.test(text)) return []
  const spans: Span[] = []
  let from = 0
  for (const stretch of text.split(MARKER)) {
    for (const { 0: literal, index } of stretch.matchAll(ANY_LITERAL))
      spans.push({ start: from + index, end: from + index + literal.length })
    from += stretch.length + 1
  }
  return spans
}

/** Web and e-mail addresses: they lead elsewhere, unlike placeholders, handles and tags. */
export const isAddress = (literal: string): boolean => !/^[@＠#＃{$%]/.test(literal)

export const isPlaceholder = (literal: string): boolean => /^[{$%]/.test(literal)
