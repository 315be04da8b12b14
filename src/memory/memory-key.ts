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
export const memoryKey = ({ notation, glossary, ...shared }: MemoryKeyParts): string =>
  memoryKeys(shared)(notation, glossary)

/** The same for many segments, which differ in these two alone: the other parts are put together once. */
export function memoryKeys(
  shared: Omit<MemoryKeyParts, 'notation' | 'glossary'>,
): (notation: string, glossary: string) => string {
  const before = together([SCHEMA, shared.sourceLocale, shared.targetLocale])
  const after = together([shared.domain, shared.provider, shared.model, shared.options])
  return (notation, glossary) => sha256(before + prefixed(notation) + after + prefixed(glossary))
}

/** What a person's text is found by: any provider's, in any article. */
export const humanKey = (sourceLocale: string, notation: string): string =>
  hashParts([SCHEMA, 'human', sourceLocale, notation])

/** Length-prefixed SHA-256, hex. */
export const hashParts = (parts: readonly string[]): string => sha256(together(parts))

const together = (parts: readonly string[]): string => parts.map(prefixed).join('')
const prefixed = (part: string): string => `${part.length}:${part}`
const sha256 = (text: string): string => hash('sha256', text, 'hex')
