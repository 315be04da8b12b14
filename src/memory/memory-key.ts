import { hash } from 'node:crypto'

/** A change of what goes into a key is a new schema: nothing old is found by accident. */
const SCHEMA = '1'

/** All that decides what a machine would answer. */
export interface MemoryKeyParts {
  readonly sourceLocale: string
  readonly targetLocale: string
  /** Normalised source notation: text and inline-code shape in one. */
  readonly notation: string
  readonly domain: string
  readonly provider: string
  readonly model: string
  readonly options: string
  /** Hash of the glossary entries that match this source; empty when none do. */
  readonly glossary: string
}

/** SHA-256 over the length-prefixed parts, hex: no two lists of parts give the same bytes. */
export function memoryKey(parts: MemoryKeyParts): string {
  return hashParts([
    SCHEMA,
    parts.sourceLocale,
    parts.targetLocale,
    parts.notation,
    parts.domain,
    parts.provider,
    parts.model,
    parts.options,
    parts.glossary,
  ])
}

/** What a person's text is found by: any provider's, in any article. */
export const humanKey = (sourceLocale: string, notation: string): string =>
  hashParts([SCHEMA, 'human', sourceLocale, notation])

/** Length-prefixed SHA-256, hex. */
export function hashParts(parts: readonly string[]): string {
  let whole = ''
  for (const part of parts) whole += `${part.length}:${part}`
  return hash('sha256', whole, 'hex')
}
