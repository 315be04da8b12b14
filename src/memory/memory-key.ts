import { hashParts } from '../article/hash.ts'

/** A change of what goes into a key is a new schema: nothing old is found by accident. */
const SCHEMA = '1'

/** All that decides what a machine would answer. */
export interface MemoryKeyParts {
  /** Both locales as the provider is told them. */
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

export const memoryKey = (parts: MemoryKeyParts): string =>
  hashParts([
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

/** What a text that failed its checks is found by. @param checks hash of what the checks blocked at the time */
export const failedKey = (memoryKey: string, checks: string): string =>
  hashParts([SCHEMA, 'failed', memoryKey, checks])

/** What a person's text is found by: any provider's, in any article. */
export const humanKey = (sourceLocale: string, notation: string): string =>
  hashParts([SCHEMA, 'human', sourceLocale, notation])
