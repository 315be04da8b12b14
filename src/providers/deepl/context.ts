import type { Neighbours } from '../provider.ts'

/**
 * DeepL takes one context for all texts of a request, reads it for understanding and bills none of it. It gets the
 * headline and the sentences around the texts that are not themselves among them.
 * @see https://developers.deepl.com/docs/best-practices/working-with-context
 */
export function sharedContext(
  texts: readonly string[],
  neighbours: readonly Neighbours[] | undefined = [],
): string {
  const sent = new Set(texts.map(wordsOf))
  const parts = new Set<string>()
  let room = CONTEXT_CHARACTERS
  for (const { headline, before, after } of neighbours) {
    for (const part of [headline, before, after].map((words) => words.trim())) {
      if (part === '' || part.length > room || sent.has(part) || parts.has(part)) continue
      parts.add(part)
      room -= part.length
    }
  }
  return [...parts].join('\n')
}

/** A headline and some ten sentences; in UTF-8 and JSON it stays below 16 KiB, whatever the script. */
const CONTEXT_CHARACTERS = 1_500

/** A text as its neighbours know it: without the tags and references of html. */
const wordsOf = (text: string): string =>
  text
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim()
