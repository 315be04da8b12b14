/**
 * What one language tells the segmenter. Tables are words between blanks, without the last full stop, inner
 * stops kept and inner blanks dropped: “z. B.” is `z.b`. A word in lower case matches in any case; one with a
 * capital matches only so, or all in capitals: `Sat` must not join “he sat. Then”.
 */
export interface Language {
  /** Never end a sentence: they always belong to what follows (“Mr.”, “e.g.”). */
  readonly titles?: string
  /** Belong to a number that follows (“No. 10”, “Nov. 5”); else plain words. */
  readonly numbered?: string
  /**
   * Belong to a number or to a letter that labels (“Fig. B”, “App. C”). Where the word in lower case has a meaning of
   * its own (“sec”), it stands here with a capital; in lower case it then belongs to what follows only if it is among
   * `numbered`, and to no letter that opens sentences (“wait a sec. A man”).
   */
  readonly labelled?: string
  /** End a sentence only before one of `starters` (“Inc.”, “U.S.”). Dotted initials are so by themselves. */
  readonly ambiguous?: string
  /** End a sentence before a capital (“p.m.”, “etc.”), but not before one of `continuations`. */
  readonly closing?: string
  /** Capitalised words that open sentences and hardly ever stand in names. */
  readonly starters?: string
  /** Capitalised words that go on after a closing abbreviation (“9 p.m. Sunday”). */
  readonly continuations?: string
  /** “3.” may be an ordinal; before a capital too where nouns or titles take one (German, Turkish). */
  readonly ordinals?: 'before lower case' | 'before capitals'
  /** Marks that end sentences here and nowhere else: the Greek question mark, the Armenian colon. */
  readonly extraTerminators?: string
  /** Where a full stop is no sentence end at all (Armenian, Thai). */
  readonly fullStopIsInner?: true
  /** What follows a closing quotation mark when the quotation is part of the sentence (“?” Amina asked). */
  readonly attribution?: RegExp
}
