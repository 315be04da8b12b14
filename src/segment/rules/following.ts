import { bullets, dashes, openers } from './characters.ts'

/** How the text goes on after a mark. */
export interface Following {
  /** Opening marks and dashes before the first word. */
  readonly lead: string
  /** The first word, or as much of it as matters; empty before a symbol. */
  readonly word: string
  readonly kind: 'capital' | 'lower' | 'digit' | 'caseless' | 'opening' | 'inner'
}

const start = new RegExp(
  `([${openers}]{0,6}(?:[${dashes}]{1,3}\\s?)?[${openers}]{0,6})([\\p{L}\\p{M}\\p{N}]{0,24})`,
  'uy',
)
/** Lower case that nonetheless begins a sentence: iPhone, al-Shabaab, ’s Morgens, a link, “(a)”, “¿y tú?”, “…and”. */
const lowerStart =
  /(?:\p{Ll}{1,3}\p{Lu}|(?:al|el|as|ash|an|ar|at|ad)-\p{Lu}|['’][stn]\s\p{Lu}|https?:|www\.|\(?(?:\p{Ll}|[ivx]{1,4})\)\s|[¿¡]|\.{2,3}\p{L}|…)/uy
/** A symbol that goes on: “Smith & Co. & sons”. The others (“$5”, “#”, “@”, an emoji) begin. */
const inner = /^[&/=+<>|,;:)%\]}\\~^_]/

export function readFollowing(text: string, at: number): Following {
  start.lastIndex = at
  const [, lead = '', word = ''] = start.exec(text) ?? []
  return { lead, word, kind: kindOf(text, at, lead, word) }
}

function kindOf(text: string, at: number, lead: string, word: string): Following['kind'] {
  lowerStart.lastIndex = at
  if (bullets.includes(text[at]!) || lowerStart.test(text)) return 'opening'
  if (word === '') return inner.test(text.slice(at + lead.length, at + lead.length + 1)) ? 'inner' : 'opening'
  if (/^\p{Ll}/u.test(word)) return 'lower'
  if (/^[\p{Lu}\p{Lt}]/u.test(word)) return 'capital'
  return /^\p{N}/u.test(word) ? 'digit' : 'caseless'
}
