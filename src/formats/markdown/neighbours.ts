import type { Code } from '../../article/content.ts'
import { isSpace, isWord, type TextSite } from './escape.ts'
import { closes, isDelimiter, opens, type Token } from './token.ts'

/** Emphasis and bare addresses mean something only beside the right neighbours, and a target brings others. */

/**
 * Emphasis in another language: delimiters may not have white space inside (`** hola**` is no emphasis), nor
 * be empty or back to back (`****`), and `_` may not touch letters. Here tokens are put right so that what
 * was emphasised stays so.
 */
export function emphasisRight(tokens: readonly Token[]): Token[] {
  const joined = join(tokens)
  if (!joined.some(isDelimiter)) return joined
  return asterisksInsideWords(withoutEmpty(spacesOutside(withSides(joined))))
}

function join(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (token.text === '') continue
    if (token.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + token.text }
    else out.push(token)
  }
  return out
}

/** Halves that a sentence end cut apart stand alone: the first of two opens. */
function withSides(tokens: readonly Token[]): Token[] {
  if (tokens.some(({ kind, text }) => kind === 'kept' && text.trim() !== '')) return [...tokens]
  const waiting = new Set<string>()
  return tokens.map((token) => {
    if (!isDelimiter(token) || token.code.kind !== 'alone') return token
    const kind: Code['kind'] = waiting.delete(token.text) ? 'close' : 'open'
    if (kind === 'open') waiting.add(token.text)
    return { ...token, code: { ...token.code, kind } }
  })
}

function spacesOutside(tokens: readonly Token[]): Token[] {
  return shift(shift([...tokens].reverse(), opens, takeStart).reverse(), closes, takeEnd)
}

/** White space that stands on the inner side of a delimiter, already written, goes to its outer side. */
function shift(
  tokens: readonly Token[],
  isInner: (token: Token) => boolean,
  take: (text: string) => { space: string; rest: string },
): Token[] {
  const out: Token[] = []
  for (const token of tokens) {
    const last = out.at(-1)
    if (!isInner(token) || last?.kind !== 'text') {
      out.push(token)
      continue
    }
    const { space, rest } = take(last.text)
    out.pop()
    if (rest !== '') out.push({ kind: 'text', text: rest })
    out.push(token)
    if (space !== '') out.push({ kind: 'text', text: space })
  }
  return out
}

function takeStart(text: string): { space: string; rest: string } {
  const rest = text.trimStart()
  return { space: text.slice(0, text.length - rest.length), rest }
}

function takeEnd(text: string): { space: string; rest: string } {
  const rest = text.trimEnd()
  return { space: text.slice(rest.length), rest }
}

/** Nothing between delimiters: an empty pair goes; a close and an open back to back make one stretch. */
function withoutEmpty(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (const token of join(tokens)) {
    const last = out.at(-1)
    const facing = (closes(token) && opens(last)) || (opens(token) && closes(last))
    if (facing && last?.text === token.text) out.pop()
    else out.push(token)
  }
  return join(out)
}

/** `_` cannot open or close inside a word, `*` can: languages without spaces, articles that are prefixes. */
function asterisksInsideWords(tokens: readonly Token[]): Token[] {
  const glued = new Set<number>()
  tokens.forEach((token, at) => {
    if (!isDelimiter(token) || token.text[0] !== '_') return
    const outside = token.code.kind === 'open' ? tokens[at - 1]?.text.at(-1) : tokens[at + 1]?.text[0]
    if (outside !== undefined && !isSpace(outside) && isWord(outside)) glued.add(token.code.id)
  })
  return tokens.map((token) =>
    isDelimiter(token) && glued.has(token.code.id)
      ? { ...token, text: token.text.replaceAll('_', '*') }
      : token,
  )
}

/**
 * Bare addresses in another language. One goes on until white space, so `https://a.example。` in Chinese would
 * lead nowhere, nor would one glued to the word before: such an address gets angle brackets, or spaces where
 * those mean something else.
 * @see https://github.github.com/gfm/#autolinks-extension-
 */
export const addressesRight = (tokens: readonly Token[], site: TextSite): Token[] =>
  tokens.map((token, at) => {
    if (token.kind !== 'code' || token.code.name !== 'url' || token.text.startsWith('<')) return token
    const before = tokens[at - 1]?.text.slice(-1) ?? ''
    return { ...token, text: separate(token.text, before, written(tokens, at), site) }
  })

/** What follows about as it will be written: an asterisk of the text's own comes with a backslash. */
const written = (tokens: readonly Token[], at: number): string =>
  tokens
    .slice(at + 1, at + 12)
    .map(({ kind, text }) => (kind === 'text' ? text.slice(0, 30).replace(/[*_~]/g, '\\$&') : text))
    .join('')

function separate(address: string, before: string, after: string, site: TextSite): string {
  const glued = isWord(before)
  const endless = /^[^/:]+@/.test(address) ? /^(?:[\w@+]|[.-]\w)/.test(after) : !URL_ENDS.test(after)
  if (!glued && !endless) return address
  if (!site.mdx && /^(?:https?:.*|[\w.+-]+@[A-Za-z\d.-]+)$/i.test(address)) return `<${address}>`
  return `${glued ? ' ' : ''}${address}${endless ? ' ' : ''}`
}

/** Closing marks, delimiters of emphasis among them, are not part of an address when white space follows. */
const URL_ENDS = /^(?:[?!.,:;"')*_~]{0,10}(?:\s|$)|<)/
