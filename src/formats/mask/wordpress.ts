import { type Found, isBlankLine, type Search } from './notations.ts'

/**
 * WordPress shortcodes. To an article `[sic]` and `[the council]` are words, so square brackets are a shortcode only where
 * something tells: attributes, a closing tag, a slash at the end, or a known name that has a line to itself.
 * @see https://developer.wordpress.org/plugins/shortcodes/
 */
export interface WordpressNames {
  /** Is there a `[/name]` behind this place? */
  isClosed(name: string, from: number): boolean
  /** Has this `[/name]` a partner before it? */
  opened(name: string): void
  closes(name: string): boolean
}

export function wordpressNames(source: string): WordpressNames {
  const last = new Map<string, number>()
  for (const { 1: name = '', index } of source.matchAll(/\[\/([A-Za-z][\w-]*)\]/g)) last.set(name, index)
  const open = new Map<string, number>()
  return {
    isClosed: (name, from) => (last.get(name) ?? -1) >= from,
    opened: (name) => open.set(name, (open.get(name) ?? 0) + 1),
    closes(name) {
      const count = open.get(name) ?? 0
      if (count > 0) open.set(name, count - 1)
      return count > 0
    },
  }
}

const HEAD = /\[(\/?)([A-Za-z][\w-]*)(?=[\s\]/])/y
const ATTRIBUTE = /(?:^|\s)[A-Za-z_][\w-]*\s*=\s*(?:["'“”]|[^\s"'=\]])/

export function wordpressTag(
  source: string,
  at: number,
  names: WordpressNames,
  search: Search,
  isMarkdown: boolean,
): Found | undefined {
  HEAD.lastIndex = at
  const [head, slash, name = ''] = HEAD.exec(source) ?? []
  if (head === undefined) return undefined
  const end = bracketEnd(source, at + head.length)
  if (end === undefined) return undefined
  const inside = source.slice(at + head.length, end - 1)
  if (slash === '/') {
    if (inside !== '' || !names.closes(name)) return undefined
    return { end, name, side: 'close', code: 'shortcode', headEnd: end }
  }
  const isClosed = names.isClosed(name, end)
  // In Markdown, what follows makes it the text or the name of a link.
  const mayBeLink = isMarkdown && !isClosed && !/=\s*["']/.test(inside)
  if (mayBeLink && /^[([:]/.test(source.slice(end, end + 1))) return undefined
  const tells = ATTRIBUTE.test(inside) || /\/\s*$/.test(inside)
  if (!tells && !(isClosed && inside.trim() === '') && !isKnown(source, at, end, name)) return undefined
  if (!isClosed || /\/\s*$/.test(inside)) return { end, name, side: 'alone', code: 'x', headEnd: end }
  const body = OPAQUE_BODIES.has(name) ? search.closingTag(name, 'wordpress', end) : undefined
  if (body !== undefined) return { end: body, name, side: 'alone', code: 'code', headEnd: end }
  names.opened(name)
  return { end, name, side: 'open', code: 'shortcode', headEnd: end }
}

/** Behind the closing bracket; another one that opens, or a line break in prose, says that this is no tag. */
function bracketEnd(source: string, from: number): number | undefined {
  let quote = ''
  for (let at = from; at < source.length; at++) {
    const char = source[at]!
    if (char === '\n') {
      if (quote !== '' || isBlankLine(source, at + 1)) return undefined
    } else if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"') quote = char
    else if (char === ']') return at + 1
    else if (char === '[') return undefined
  }
  return undefined
}

/** Their bodies are addresses or code. */
const OPAQUE_BODIES = new Set(
  'embed code sourcecode highlight pre raw latex math css html js javascript php python sql xml'.split(' '),
)

function isKnown(source: string, start: number, end: number, name: string): boolean {
  if (!KNOWN.has(name)) return false
  const before = source.slice(Math.max(0, start - 200), start)
  return /(?:^|[\n>])[ \t]*$/.test(before) && /^[ \t]*(?:[\r\n<]|$)/.test(source.slice(end, end + 200))
}

/** That mean something without attributes. */
const KNOWN = new Set(
  `gallery playlist audio video embed caption toc contact contact-form contact-form-7 wpforms newsletter subscribe
  archives sitemap breadcrumb recent_posts products cart checkout poll ad ads advert related related_posts
  social share jetpack_subscription_form`.split(/\s+/),
)
