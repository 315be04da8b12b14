import type { Code } from '../../article/content.ts'

/** Text to be escaped, or bytes to be written as they are: a code's, or the source's own. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly code: Code }
  | { readonly kind: 'kept'; readonly text: string }

type CodeToken = Extract<Token, { kind: 'code' }>

/** `*`, `**`, `_`, `~~`…, and not the HTML elements of the same names. */
export const isDelimiter = (token: Token | undefined): token is CodeToken =>
  token?.kind === 'code' && /^(?:[*_]{1,2}|~{1,2})$/.test(token.text)

export const opens = (token: Token | undefined): boolean => isDelimiter(token) && token.code.kind === 'open'
export const closes = (token: Token | undefined): boolean => isDelimiter(token) && token.code.kind === 'close'
