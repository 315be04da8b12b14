import { hash } from 'node:crypto'

/** SHA-256, 64 hex digits; a text as UTF-8. Stored in memories, metas and the record of editions: it must not change. */
export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** SHA-256 over the parts, each after its length (UTF-16 units): no two lists of parts give the same bytes. */
export const hashParts = (parts: readonly string[]): string =>
  sha256(parts.map((part) => `${part.length}:${part}`).join(''))
