import type { MaskCode } from './mask.ts'

/** A piece of markup that one notation has found. */
export interface Found {
  readonly end: number
  readonly name: string
  readonly side: 'open' | 'close' | 'alone'
  readonly code: MaskCode
  readonly headEnd: number
  readonly line?: 'whole' | 'begins'
}

/** What a language of templates puts between which brackets. Of two that begin alike the longer one stands first. */
interface Notation {
  readonly opens: string
  readonly closes: string
  /** Comments may hold anything; tags may not hold a tag of their own kind, nor a blank line. */
  readonly kind: 'comment' | 'shown' | 'shortcode' | 'tag' | 'value'
}

/**
 * @see https://gohugo.io/content-management/shortcodes/ · https://shopify.github.io/liquid/basics/introduction/
 * @see https://jinja.palletsprojects.com/en/stable/templates/ · https://handlebarsjs.com/guide/
 */
const NOTATIONS: readonly Notation[] = [
  { opens: '{{</*', closes: '*/>}}', kind: 'shown' },
  { opens: '{{%/*', closes: '*/%}}', kind: 'shown' },
  { opens: '{{/*', closes: '*/}}', kind: 'comment' },
  { opens: '{{- /*', closes: '*/ -}}', kind: 'comment' },
  { opens: '{{!--', closes: '--}}', kind: 'comment' },
  { opens: '{{<', closes: '>}}', kind: 'shortcode' },
  { opens: '{{%', closes: '%}}', kind: 'shortcode' },
  { opens: '{{{', closes: '}}}', kind: 'value' },
  { opens: '{{', closes: '}}', kind: 'value' },
  { opens: '{%', closes: '%}', kind: 'tag' },
  { opens: '{# ', closes: '#}', kind: 'comment' },
  { opens: '{#-', closes: '#}', kind: 'comment' },
  { opens: '{#\n', closes: '#}', kind: 'comment' },
  { opens: '<%', closes: '%>', kind: 'tag' },
  { opens: '<?php', closes: '?>', kind: 'comment' },
  { opens: '<?=', closes: '?>', kind: 'tag' },
]

/** The template tag that begins at a brace or angle, with its body when that is code. */
export function templateTag(source: string, at: number, search: Search): Found | undefined {
  for (const { opens, closes, kind } of NOTATIONS) {
    if (!source.startsWith(opens, at)) continue
    const from = at + opens.length
    const isFree = kind === 'comment' || kind === 'shown'
    const end = isFree ? search.after(closes, from) : tagEnd(source, from, opens.slice(0, 2), closes)
    if (end === undefined) continue
    if (isFree) return alone(end, kind === 'shown' ? 'code' : 'comment')
    const inside = source.slice(from, end - closes.length)
    return kind === 'value' ? valueTag(inside, end) : namedTag(inside, end, kind, search)
  }
  return undefined
}

const alone = (end: number, code: MaskCode, name = ''): Found => ({
  end,
  name,
  side: 'alone',
  code,
  headEnd: end,
})

/** `{{ title }}` says something; Handlebars has `{{#if x}} … {{else}} … {{/if}}`, Hugo `{{ if x }} … {{ end }}`. */
function valueTag(inside: string, end: number): Found {
  const [, mark = '', name = ''] = /^[-~\s]*([#/^!>]?)\s*([\w./-]*)/.exec(inside) ?? []
  if (mark === '#' || mark === '^') return { end, name, side: 'open', code: 'tag', headEnd: end }
  if (mark === '/') return { end, name, side: 'close', code: 'tag', headEnd: end }
  if (mark === '!') return alone(end, 'comment')
  return alone(end, LOGIC.has(name) ? 'tag' : 'var', name)
}

function namedTag(inside: string, end: number, kind: 'shortcode' | 'tag', search: Search): Found {
  const [, slash = '', word = ''] = /^[-~+=\s]*(\/?)\s*([\w./-]*)/.exec(inside) ?? []
  const isEnd = slash === '/' || (kind === 'tag' && word.length > 3 && word.startsWith('end'))
  const name = isEnd && slash === '' ? word.slice('end'.length) : word.replace(/\/$/, '')
  const code = LOGIC.has(name) ? 'tag' : 'shortcode'
  if (isEnd) return { end, name, side: 'close', code, headEnd: end }
  if (/\/\s*$/.test(inside)) return alone(end, LOGIC.has(name) ? 'tag' : 'x', name)
  const body = CODE_BODIES.has(name) ? search.closingTag(name, kind, end) : undefined
  if (body !== undefined) return { ...alone(body, 'code', name), headEnd: end }
  return { end, name, side: 'open', code, headEnd: end }
}

/** They steer the template and put no words in their place. */
const LOGIC = new Set(
  `if else elseif elsif elif unless case when for while with range block define break continue end assign set capture
  increment decrement cycle import from extends include_cached layout`.split(/\s+/),
)

/** Their bodies are code, or templates shown as they are. */
const CODE_BODIES = new Set(
  'highlight code raw verbatim comment mermaid katex math chart javascript schema style stylesheet'.split(
    ' ',
  ),
)

/** What was looked for in vain is not looked for again: an article of nothing but openings takes no longer than another. */
export interface Search {
  /** Behind the next of these words. */
  after(words: string, from: number): number | undefined
  /** Behind the next tag that closes the named one. */
  closingTag(name: string, kind: 'shortcode' | 'tag' | 'wordpress', from: number): number | undefined
}

export function searchIn(source: string): Search {
  const none = new Set<string>()
  const next = (pattern: string, from: number): number | undefined => {
    if (none.has(pattern)) return undefined
    const closing = new RegExp(pattern, 'g')
    closing.lastIndex = from
    if (closing.test(source)) return closing.lastIndex
    none.add(pattern)
    return undefined
  }
  return {
    after: (words, from) => next(words.replace(/[^\w\s]/g, '\\$&'), from),
    closingTag: (name, kind, from) => next(CLOSING[kind](name.replace(/\W/g, '\\$&')), from),
  }
}

const CLOSING = {
  shortcode: (name: string) => `\\{\\{[<%] ?/ ?${name} ?[>%]\\}\\}`,
  tag: (name: string) => `\\{%-? ?end${name} ?-?%\\}`,
  wordpress: (name: string) => `\\[/${name}\\]`,
}

/** Longest tag in which an odd quotation mark is put up with. */
const SHORT = 300

/** Does a line without a word begin here? */
export const isBlankLine = (source: string, at: number): boolean =>
  /^[ \t]*\r?\n/.test(source.slice(at, at + SHORT))

/**
 * Where a tag ends: behind its closing brackets, those in quoted strings and inner braces aside. Undefined when another
 * one opens before, or a blank line comes: then this one was never closed. No part of a source is passed more often
 * than there are kinds of quotes: an opening outside of quotes ends the search that an earlier one began.
 */
function tagEnd(source: string, from: number, opens: string, closes: string): number | undefined {
  let quote = ''
  let depth = 0
  for (let at = from; at < source.length; at++) {
    const char = source[at]!
    if (char === '\n') {
      if (quote === '"' || isBlankLine(source, at + 1)) break
    } else if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === '`') quote = char
    else if (depth === 0 && source.startsWith(closes, at)) return at + closes.length
    else if (source.startsWith(opens, at)) break
    else if (char === '{') depth++
    else if (char === '}' && depth > 0) depth--
  }
  return nearEnd(source, from, opens, closes)
}

/** With a quotation mark or brace too many: the first closing brackets, when they are near. */
function nearEnd(source: string, from: number, opens: string, closes: string): number | undefined {
  const near = source.slice(from, from + SHORT)
  const end = near.indexOf(closes)
  if (end === -1) return undefined
  const inside = near.slice(0, end)
  return inside.includes(opens) || /\n[ \t]*\r?\n/.test(inside) ? undefined : from + end + closes.length
}
