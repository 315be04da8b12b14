import type { Enclosure } from './enclosures.ts'
import type { Lexicon } from './lexicon.ts'
import type { Mark } from './mark.ts'

/** What surrounds a mark. */
export interface Context {
  readonly text: string
  readonly lexicon: Lexicon
  /** Where the sentence began. */
  readonly start: number
  /** The quotation or bracket that closes with the mark. */
  readonly enclosure: Enclosure | undefined
}

/** Names that carry their own mark. */
const exclaimedName = /(?:Yahoo|Jeopardy|Wham|Oklahoma|Airplane|Panic)$/

/** Whether the quotation that ends at `at` is part of its speaker’s sentence. */
export function isAttributed({ attribution }: Lexicon, text: string, at: number): boolean {
  if (!attribution) return false
  attribution.lastIndex = at
  return attribution.test(text)
}

/** “Yahoo! Finance” */
export const isExclaimedName = ({ at, run }: Mark, text: string): boolean =>
  run === '!' && exclaimedName.test(lookBack(text, at, 10))

export const lookBack = (text: string, at: number, units: number): string =>
  text.slice(Math.max(0, at - units), at)
