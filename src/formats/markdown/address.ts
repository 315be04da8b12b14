import { isWord, type TextSite } from './escape.ts'
import type { Token } from './render.ts'

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
