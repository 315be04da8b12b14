import { decodeHtml, escapeHtml } from './apertium-entities.ts'
import type { Pair } from './apertium-pairs.ts'
import type { TranslationRequest } from './provider.ts'

/** What is in a text: words, pairs of codes around them, and what must not be touched. */
export interface Markup {
  readonly parts: readonly Part[]
  /** Pairs with words in them, outer before inner; `Part.pairs` counts in this list. */
  readonly pairs: readonly Pair[]
}

export type Part =
  | { readonly kind: 'text'; readonly text: string; readonly pairs: readonly number[] }
  /** `raw` is in the caller's notation. A break ends a sentence for Apertium. */
  | { readonly kind: 'hidden'; readonly raw: string; readonly isBreak: boolean }

export function readMarkup(source: string, mime: TranslationRequest['mime']): Markup {
  if (mime === 'text') return gather(readText(source, (text) => text))
  return gather(readHtml(source))
}

type Token = { readonly raw: string } & (
  | { readonly kind: 'text' | 'hidden' | 'alone' }
  | { readonly kind: 'open' | 'close'; readonly name: string }
)

const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>/g
const VOID = new Set(['br', 'img', 'wbr', 'hr', 'input'])

function readHtml(html: string): Token[] {
  const tokens: Token[] = []
  let from = 0
  const text = (to: number) => {
    for (const token of readText(decodeHtml(html.slice(from, to)), escapeHtml)) tokens.push(token)
  }
  for (const match of html.matchAll(TAG)) {
    const [raw, slash, tagName = '', attributes = ''] = match
    const name = tagName.toLowerCase()
    text(match.index)
    from = match.index + raw.length
    if (slash) tokens.push({ kind: 'close', raw, name })
    else if (VOID.has(name) || attributes.endsWith('/')) tokens.push({ kind: 'alone', raw })
    else tokens.push({ kind: 'open', raw, name })
  }
  text(html.length)
  return tokens
}

/**
 * Placeholders ({{name}}, ${name}, {0}, %s, %1$d, %(name)s), addresses, e-mail addresses, @handles, #tags; and
 * characters that are no text: controls, noncharacters, lone surrogates. Every quantifier is bounded or unable
 * to overlap with what follows it.
 */
const UNTOUCHABLE = new RegExp(
  [
    /\{\{[^{}]{1,100}\}\}|\$\{[^{}]{1,100}\}|\{[\w.-]{1,40}\}/u,
    /(?<![\d%])%(?:\d{1,2}\$|\(\w{1,40}\))?[-+0#]{0,3}\d{0,3}(?:\.\d{1,3})?[sdfiuxXc@](?![A-Za-z])/u,
    /(?:(?:https?|ftp):\/\/|\bwww\.)[^\s<>"“”«»]{0,2000}[^\s<>"“”«».,;:!?'’)\]}…]/u,
    /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/u,
    /(?<![\w@#&/])[@#][\p{L}_][\p{L}\p{N}_]{0,80}/u,
    /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uFDD0-\uFDEF\uFFFE\uFFFF\p{Surrogate}]{1,1000}/u,
  ]
    .map((form) => form.source)
    .join('|'),
  'gu',
)

/** Text tokens hold literal text; hidden ones the caller's notation of it. */
function readText(text: string, notation: (text: string) => string): Token[] {
  const tokens: Token[] = []
  let from = 0
  const add = (kind: 'text' | 'hidden', raw: string) => {
    if (raw !== '') tokens.push({ kind, raw })
  }
  for (const match of text.matchAll(UNTOUCHABLE)) {
    add('text', text.slice(from, match.index))
    add('hidden', notation(match[0]))
    from = match.index + match[0].length
  }
  add('text', text.slice(from))
  return tokens
}

/** Deeper pairs go as standalone tags: no writer nests so deep, and each level is named on every word. */
const DEEPEST = 16

/** Opening token → closing token. What has no partner stands alone. */
function pairUp(tokens: readonly Token[]): Map<number, number> {
  const partners = new Map<number, number>()
  const open: { readonly at: number; readonly name: string }[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'open' && open.length < DEEPEST) open.push({ at, name: token.name })
    else if (token.kind === 'close') {
      const nth = open.findLastIndex((other) => other.name === token.name)
      if (nth === -1) continue
      partners.set(open[nth]!.at, at)
      open.length = nth
    }
  }
  return partners
}

function gather(tokens: readonly Token[]): Markup {
  const partners = pairUp(tokens)
  const wordsBefore = countWords(tokens)
  const parts: Part[] = []
  const pairs: Pair[] = []
  const active: { readonly pair: number; readonly close: number }[] = []
  const hide = (raw: string) => parts.push({ kind: 'hidden', raw, isBreak: /^<br\b/i.test(raw) })

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const close = partners.get(at)
    if (token.kind === 'text')
      parts.push({ kind: 'text', text: token.raw, pairs: active.map(({ pair }) => pair) })
    else if (close === undefined) {
      if (active.at(-1)?.close === at) active.pop()
      else hide(token.raw)
    } else if (wordsBefore[close] === wordsBefore[at]) {
      hide(
        tokens
          .slice(at, close + 1)
          .map(rawOf)
          .join(''),
      )
      at = close
    } else {
      active.push({ pair: pairs.length, close })
      pairs.push({ open: token.raw, close: tokens[close]!.raw, outer: active.at(-2)?.pair })
    }
  }
  return { parts, pairs }
}

const rawOf = (token: Token): string => (token.kind === 'text' ? escapeHtml(token.raw) : token.raw)

/** `counts[at]`: text tokens with a letter or digit before token `at`. */
function countWords(tokens: readonly Token[]): number[] {
  let count = 0
  return tokens.map(({ kind, raw }) => {
    const before = count
    if (kind === 'text' && /[\p{L}\p{N}]/u.test(raw)) count++
    return before
  })
}
