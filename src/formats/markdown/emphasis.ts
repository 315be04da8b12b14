import type { Code } from '../../article/content.ts'
import { isSpace, isWord } from './escape.ts'
import type { Token } from './render.ts'

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

type CodeToken = Extract<Token, { kind: 'code' }>

/** `*`, `**`, `_`, `~~`…, and not the HTML elements of the same names. */
export const isDelimiter = (token: Token | undefined): token is CodeToken =>
  token?.kind === 'code' && /^(?:[*_]{1,2}|~{1,2})$/.test(token.text)

export const opens = (token: Token | undefined): boolean => isDelimiter(token) && token.code.kind === 'open'
export const closes = (token: Token | undefined): boolean => isDelimiter(token) && token.code.kind === 'close'

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
