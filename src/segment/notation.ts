import { type Code, type Content, MARKER } from '../article/content.ts'

/**
 * Notation: a content written as one line of text, `See <a1>the list</a1>.<br2/>`. It is what memory, locale
 * files and editors know a segment by: code names and ids, never their bytes. Text that happens to look like
 * a code is told apart by an odd number of backslashes before it.
 */
const TAG = /(?<!\\)(\\*)<(\/?)([a-z]+)(\d+)(\/?)>/g

export function toNotation(content: Content): string {
  if (content.codes.length === 0) return escapeLiteral(content.text)
  const parts: string[] = []
  let from = 0
  for (const code of content.codes) {
    const at = content.text.indexOf(MARKER, from)
    const literal = content.text.slice(from, at)
    parts.push(escapeLiteral(literal), trailingBackslashes(literal), tagOf(code))
    from = at + 1
  }
  parts.push(escapeLiteral(content.text.slice(from)))
  return parts.join('')
}

export type ParsedNotation =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problem: string }

/** Reads notation back; every tag must be one of `codes`, whose bytes it then stands for. */
export function fromNotation(notation: string, codes: readonly Code[]): ParsedNotation {
  const known = new Map(codes.map((code) => [tagOf(code), code]))
  const found: Code[] = []
  let text = ''
  let from = 0
  for (const match of notation.matchAll(TAG)) {
    const [whole, backslashes = '', slash, name = '', digits, selfClosing] = match
    text += unmark(notation.slice(from, match.index)) + '\\'.repeat(Math.floor(backslashes.length / 2))
    from = match.index + whole.length
    const tag = whole.slice(backslashes.length)
    if (backslashes.length % 2 === 1) {
      text += tag
      continue
    }
    const kind = selfClosing ? 'alone' : slash ? 'close' : 'open'
    const code = known.get(tagOf({ kind, name, id: Number(digits) }))
    if (code === undefined) return { ok: false, problem: `${tag} is not in the source` }
    found.push(code)
    text += MARKER
  }
  return { ok: true, content: { text: text + unmark(notation.slice(from)), codes: found } }
}

/** The codes that a notation names, in its order: all of them that can be known without the source. */
export function tagsIn(notation: string): readonly Pick<Code, 'kind' | 'name' | 'id'>[] {
  return [...notation.matchAll(TAG)].flatMap(
    ([, backslashes = '', slash, name = '', digits, selfClosing]) => {
      if (backslashes.length % 2 === 1) return []
      return { kind: selfClosing ? 'alone' : slash ? 'close' : 'open', name, id: Number(digits) }
    },
  )
}

function tagOf({ kind, name, id }: Pick<Code, 'kind' | 'name' | 'id'>): string {
  switch (kind) {
    case 'open':
      return `<${name}${id}>`
    case 'close':
      return `</${name}${id}>`
    case 'alone':
      return `<${name}${id}/>`
  }
}

const escapeLiteral = (text: string) =>
  text.includes('<') ? text.replace(TAG, (whole, backslashes: string) => `${backslashes}\\${whole}`) : text

/** Backslashes right before a code are doubled, or they would make it literal. */
function trailingBackslashes(text: string): string {
  let from = text.length
  while (text[from - 1] === '\\') from--
  return text.slice(from)
}

/** A marker character typed by someone is not a code: it becomes U+FFFD, visible to the junk check. */
const unmark = (text: string) => text.replaceAll(MARKER, '\uFFFD')
