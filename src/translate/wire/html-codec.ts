import { type Code, type Content, MARKER } from '../../article/content.ts'
import { lookUps, readDigits } from './look-ups.ts'

/**
 * Inline codes in HTML, for engines that keep elements: bare `<a id=1>…</a>` and `<x id=2></x>`, never a real
 * attribute, address or style.
 */

/** Elements that engines know as inline; any other code goes as a span. */
const INLINE = new Set([
  'a',
  'b',
  'i',
  'em',
  'strong',
  'u',
  's',
  'del',
  'sub',
  'sup',
  'small',
  'span',
  'mark',
  'q',
])

export function toHtml(content: Content): string {
  let out = ''
  let from = 0
  for (const code of content.codes) {
    const at = content.text.indexOf(MARKER, from)
    out += escapeHtml(content.text.slice(from, at)) + tagOf(code)
    from = at + 1
  }
  return out + escapeHtml(content.text.slice(from))
}

function tagOf({ kind, name, id }: Code): string {
  const element = INLINE.has(name) ? name : 'span'
  switch (kind) {
    case 'open':
      return `<${element} id=${id}>`
    case 'close':
      return `</${element}>`
    case 'alone':
      return name === 'br' ? `<br id=${id}>` : `<x id=${id}></x>`
  }
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))

const ANY_TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>/g

/** Reads a provider's HTML back. Foreign tags vanish; whether the codes are right is for the codes check. */
export function fromHtml(html: string, codes: readonly Code[]): Content {
  const found = lookUps(codes)
  /** Ids of each element's open tags, innermost last. */
  const open = new Map<string, number[]>()
  let from = 0
  for (const match of html.matchAll(ANY_TAG)) {
    const [whole, slash, element = '', attributes = ''] = match
    found.text(decodeEntities(html.slice(from, match.index)))
    from = match.index + whole.length
    const name = element.toLowerCase()
    if (slash) {
      found.code('close', open.get(name)?.pop() ?? NO_ID)
      continue
    }
    const id = idIn(attributes)
    if (found.isAlone(id)) {
      found.code('alone', id)
    } else if (!attributes.trimEnd().endsWith('/')) {
      const ids = open.get(name)
      if (ids === undefined) open.set(name, [id])
      else ids.push(id)
      found.code('open', id)
    }
  }
  found.text(decodeEntities(html.slice(from)))
  return found.content()
}

const NO_ID = Number.NaN
const ID = /(?<![\p{L}\p{N}_-])id\s*=\s*(?:["']\s*)?(\p{Nd}+)/iu

function idIn(attributes: string): number {
  const digits = ID.exec(attributes)?.[1]
  return digits === undefined ? NO_ID : readDigits(digits)
}

/** The references that translation engines write; anything else stays as it stands, once decoded, never twice. */
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
}

export function decodeEntities(html: string): string {
  return html.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    const valid = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
    return valid && point !== 0xfffc ? String.fromCodePoint(point) : '\uFFFD'
  })
}
