import { type Content, readable } from '../../article/content.ts'
import { literalSpans, type Span } from '../../article/literals.ts'
import { onceOf } from '../../article/once-each.ts'
import type { Pair } from '../check.ts'

/** Marks and words are looked for in this much of a text: no segment of a newsroom is longer. */
const SCANNED_CHARACTERS = 50_000

/** Letters of Latin alphabets and the marks of Western copy; µ is a letter of no alphabet. */
const PLAIN_LATIN = /^[\t\n\r\x20-\x7E\u00A0-\u00B4\u00B6-\u024F\u2010-\u2027€]*$/

/** A content as the checks read it. */
export class Prose {
  readonly locale: string
  /** What a reader sees. */
  readonly whole: string
  /** The same without surrounding white space. */
  readonly text: string
  /** In reading order. */
  readonly literals: readonly string[]
  /** The text with each literal replaced by a space, so that its marks and digits are not taken for prose. */
  readonly bare: string
  /** The beginning of `bare`: enough for every check but literals and numbers. */
  readonly head: string
  /** As most texts are: then `whole` has no stray control, letter of another script or half of a surrogate pair. */
  readonly isPlainLatin: boolean
  private lowerWords: readonly string[] | undefined

  constructor(content: Content, locale: string) {
    this.locale = locale
    this.whole = readable(content)
    this.text = this.whole.trim()
    const spans = literalSpans(content.text)
    this.literals = spans.map(({ start, end }) => content.text.slice(start, end))
    this.bare = spans.length === 0 ? this.text : without(content, spans)
    this.head = this.bare.slice(0, SCANNED_CHARACTERS)
    this.isPlainLatin = PLAIN_LATIN.test(this.whole)
  }

  /** Words of `head`, in lower case, composed, with straight apostrophes. */
  get words(): readonly string[] {
    this.lowerWords ??= wordsIn(this.composed.toLowerCase().replaceAll('’', "'"))
    return this.lowerWords
  }

  private get composed(): string {
    return this.isPlainLatin ? this.head : this.head.normalize('NFC')
  }

  /** Of `text`, in code points. */
  get length(): number {
    return this.isPlainLatin ? this.text.length : codePoints(this.text)
  }
}

/** Each stretch replaced by a space. */
function without({ text, codes }: Content, spans: readonly Span[]): string {
  const starts = [0, ...spans.map(({ end }) => end)]
  const rest = starts.map((start, nth) => text.slice(start, spans[nth]?.start))
  return readable({ text: rest.join(' '), codes }).trim()
}

/** Both sides of a pair. */
export interface PairProse {
  readonly source: Prose
  readonly target: Prose
}

/** Every check of the list reads the same pair in turn. */
export const proseOf = onceOf(
  ({ source, target, sourceLocale, targetLocale }: Pair): PairProse => ({
    source: new Prose(source, sourceLocale),
    target: new Prose(target, targetLocale),
  }),
)

/** Surrogate pairs count once, and a long text is not made an array of. */
function codePoints(text: string): number {
  let pairs = 0
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xd800) pairs++
  return text.length - pairs
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

/** Words of a text: runs of letters, with their marks and with apostrophes inside. */
export const wordsIn = (text: string): readonly string[] => text.match(WORD) ?? []
