import { LITERAL } from '../../article/literals.ts'
import type { TranslationRequest } from '../provider.ts'
import { decodeHtml, escapeHtml } from './entities.ts'
import type { Pair } from './pairs.ts'

/** What is in a text: words, pairs of codes around them, and what must not be touched. */
export interface Markup {
  readonly parts: readonly Part[]
  /** Pairs with words in them, outer before inner; `Part.pairs` counts in this list. */
  readonly pairs: readonly Pair[]
}

type Part =
  | { readonly kind: 'text'; readonly text: string; readonly pairs: readonly number[] }
  /** `raw` is in the caller's notation. */
  | { readonly kind: 'hidden'; readonly raw: string; readonly as: Guise; readonly pairs: readonly number[] }

/**
 * What a hidden thing looks like to Apertium: an element it does not read, one that ends a sentence, or a noun
 * it does not know (an address is part of the grammar of its sentence, and moves with it).
 */
type Guise = 'element' | 'break' | 'noun'

export function readMarkup(source: string, mime: TranslationRequest['mime']): Markup {
  if (mime === 'text') return gather(readText(source, (text) => text))
  return gather(readHtml(source))
}

type Token = { readonly raw: string } & (
  | { readonly kind: 'text' | 'noun' | 'nontext' | 'alone' }
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
 * Controls, noncharacters (our own marks among them), lone surrogates; and a bare `{{`, from which
 * apertium-deshtml would swallow all up to the next `}}`, be it in another segment.
 */
const NONTEXT = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uFDD0-\uFDEF\uFFFE\uFFFF\p{Surrogate}]{1,1000}|\{{2,100}/u

const UNTOUCHABLE = new RegExp(`(${LITERAL})|${NONTEXT.source}`, 'gu')

/** Text tokens hold literal text; the others the caller's notation of it. */
function readText(text: string, notation: (text: string) => string): Token[] {
  const tokens: Token[] = []
  let from = 0
  for (const match of text.matchAll(UNTOUCHABLE)) {
    if (match.index > from) tokens.push({ kind: 'text', raw: text.slice(from, match.index) })
    tokens.push({ kind: match[1] === undefined ? 'nontext' : 'noun', raw: notation(match[0]) })
    from = match.index + match[0].length
  }
  if (from < text.length) tokens.push({ kind: 'text', raw: text.slice(from) })
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
  const wordsBefore = totals(tokens, (token) => (isWordy(token) ? 1 : 0))
  const lengthBefore = totals(tokens, ({ kind, raw }) => (kind === 'text' ? raw.length : 0))
  const parts: Part[] = []
  const pairs: Pair[] = []
  const active: { readonly pair: number; readonly close: number }[] = []
  const around = () => active.map(({ pair }) => pair)
  const hide = (raw: string, as: Guise) => parts.push({ kind: 'hidden', raw, as, pairs: around() })

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    const close = partners.get(at)
    if (token.kind === 'text') parts.push({ kind: 'text', text: token.raw, pairs: around() })
    else if (token.kind === 'noun') hide(token.raw, 'noun')
    else if (close === undefined) {
      if (active.at(-1)?.close === at) active.pop()
      else hide(token.raw, /^<br\b/i.test(token.raw) ? 'break' : 'element')
    } else if (wordsBefore[close] === wordsBefore[at]) {
      hide(
        tokens
          .slice(at, close + 1)
          .map(rawOf)
          .join(''),
        'element',
      )
      at = close
    } else {
      active.push({ pair: pairs.length, close })
      pairs.push({
        open: token.raw,
        close: tokens[close]!.raw,
        outer: active.at(-2)?.pair,
        at: lengthBefore[at]! / Math.max(1, lengthBefore.at(-1)!),
      })
    }
  }
  return { parts, pairs }
}

const isWordy = ({ kind, raw }: Token): boolean =>
  kind === 'noun' || (kind === 'text' && /[\p{L}\p{N}]/u.test(raw))

const rawOf = (token: Token): string => (token.kind === 'text' ? escapeHtml(token.raw) : token.raw)

/** At `[at]` the sum over all tokens before token `at`; the last is the sum of all. */
function totals(tokens: readonly Token[], measure: (token: Token) => number): number[] {
  const sums = [0]
  for (const token of tokens) sums.push(sums.at(-1)! + measure(token))
  return sums
}
