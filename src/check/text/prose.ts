import { type Content, readable } from '../../article/content.ts'
import type { Pair } from '../check.ts'
import { literalsIn } from './literal.ts'
import { isPlainLatin } from './plain-latin.ts'
import { noViews, type Views, viewsOf } from './views.ts'
import { wordsIn } from './words.ts'

/** Marks and words are looked for in this much of a text: no segment of a newsroom is longer. */
const SCANNED_CHARACTERS = 50_000

/** A content as the checks read it. */
export class Prose {
  readonly locale: string
  /** What checks have made of it so far. */
  readonly views: Views
  /** What a reader sees. */
  readonly whole: string
  /** The same without surrounding white space. */
  readonly text: string
  /** URLs, addresses, handles and tags that stand in it. */
  readonly literals: readonly string[]
  /** The text with each literal replaced by a space, so that its marks and digits are not taken for prose. */
  readonly bare: string
  /** The beginning of `bare`: enough for every check but literals and numbers. */
  readonly head: string
  private lowerWords: readonly string[] | undefined

  constructor(content: Content, locale: string, views: Views) {
    this.locale = locale
    this.views = views
    this.whole = readable(content)
    this.text = this.whole.trim()
    const { literals, bare } = literalsIn(this.text)
    this.literals = literals
    this.bare = bare
    this.head = bare.length > SCANNED_CHARACTERS ? bare.slice(0, SCANNED_CHARACTERS) : bare
  }

  /** Words of `head`, in lower case, composed, with straight apostrophes. */
  get words(): readonly string[] {
    this.lowerWords ??= wordsIn(this.composed.toLowerCase().replaceAll('’', "'"))
    return this.lowerWords
  }

  private get composed(): string {
    return isPlainLatin(this) ? this.head : this.head.normalize('NFC')
  }

  /** Of `text`, in code points. */
  get length(): number {
    return isPlainLatin(this) ? this.text.length : codePoints(this.text)
  }
}

/** Both sides of a pair. */
export interface PairProse {
  readonly source: Prose
  readonly target: Prose
}

/** Every check of the list reads the same pair in turn, so the last one is all that is kept. */
export function proseOf(pair: Pair): PairProse {
  if (recent?.pair !== pair) {
    const { source, target, sourceLocale, targetLocale } = pair
    recent = {
      pair,
      source: new Prose(source, sourceLocale, viewsOf(source.text, sourceLocale)),
      target: new Prose(target, targetLocale, noViews()),
    }
  }
  return recent
}

let recent: (PairProse & { readonly pair: Pair }) | undefined

/** Surrogate pairs count once, and a long text is not made an array of. */
function codePoints(text: string): number {
  let pairs = 0
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xd800) pairs++
  return text.length - pairs
}
