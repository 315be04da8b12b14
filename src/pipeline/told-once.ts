import type { DragomanError, ErrorCode } from '../article/errors.ts'
import type { SegmentFinding } from './draft.ts'

/**
 * A refusal that concerns a pair of languages or an account fails each of a locale's editions with the same words: it is
 * told with the first of them. @returns whether this error has to be told
 */
export function openToldOnce(): (locale: string, error: DragomanError) => boolean {
  const told = new Set<string>()
  return (locale, { code, message }) => {
    if (!isOfAllEditions(code)) return true
    const words = JSON.stringify([locale, code, message])
    if (told.has(words)) return false
    told.add(words)
    return true
  }
}

/** Is it an error that no article is to blame for? */
export const isOfAllEditions = (code: string): boolean => OF_ALL_EDITIONS.includes(code)

const OF_ALL_EDITIONS: readonly string[] = [
  'CONFIG_INVALID',
  'PAIR_UNSERVED',
  'CREDENTIAL_MISSING',
  'PROVIDER_AUTH',
  'PROVIDER_PAIR',
] satisfies ErrorCode[]

/**
 * What is found in an article's source comes with each of its editions: it is told with the first of them. @returns those
 * of the findings that concern the source and have to be told
 */
export function openSourceFindings(): (
  article: string,
  findings: readonly SegmentFinding[],
) => readonly SegmentFinding[] {
  const told = new Set<string>()
  return (article, findings) => {
    const ofSource = findings.filter(({ key }) => key === '')
    if (ofSource.length === 0 || told.has(article)) return []
    told.add(article)
    return ofSource
  }
}
