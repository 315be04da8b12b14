import { isLineBreak } from './characters.ts'
import { UnitSet } from './unit-set.ts'

/**
 * Quotations and brackets that close again soon. Sentences do not end inside them, so that “It was dark. We ran,”
 * he said. stays one sentence; longer ones are cut as usual: a speech is no segment. One pass; a mark left open
 * expires, so hostile text costs no more than any other.
 */
export interface Enclosure {
  readonly start: number
  /** Offset after the closing mark. */
  readonly end: number
}

/** UTF-16 units; about two long sentences. */
const LONGEST_ENCLOSURE = 250
/** Real nesting is shallow. Deeper marks are left-overs, and looking at all of them would be quadratic. */
const DEEPEST_NESTING = 8

interface OpenMark {
  readonly mark: number
  readonly at: number
}

/** Each closing mark and the opening marks it may close. */
const partners: ReadonlyMap<number, readonly number[]> = new Map(
  Object.entries({
    '"': '"',
    '”': '“„”',
    '“': '„',
    '»': '«',
    '«': '»',
    '›': '‹',
    '‹': '›',
    '’': "‘‚'",
    '‘': '‚',
    "'": "'‘",
    ')': '(',
    ']': '[',
    '}': '{',
    '）': '（',
    '］': '［',
    '」': '「',
    '』': '『',
    '》': '《',
    '〉': '〈',
    '】': '【',
  }).map(([closing, opening]) => [closing.charCodeAt(0), Array.from(opening, (mark) => mark.charCodeAt(0))]),
)

const marks = new UnitSet(/["“”„«»‹›「」『』《》〈〉【】()[\]{}（）［］‘’‚'\n\r\u2028\u2029]/)
const onlyOpening = new UnitSet(/[„‚([{（［「『《〈【]/)
const onlyClosing = new UnitSet(/[)\]}）］」』》〉】]/)
const apostrophes = new UnitSet(/[’']/)
const openingBeforeWord = new UnitSet(/[“‘‹]/)

const blank = new UnitSet(/\s/)
const edge = new UnitSet(/[\s\p{P}]/u)
const digit = new UnitSet(/\d/)
const letterOrDigit = new UnitSet(/[\p{L}\p{N}]/u)
const beforeOpening = new UnitSet(/[\s\p{Ps}\p{Pi}\p{Pd}"'„‚/]/u)

/** The outermost enclosures, in order. */
export function enclosures(text: string): readonly Enclosure[] {
  const found: Enclosure[] = []
  let open: OpenMark[] = []
  for (let at = marks.next(text, 0); at !== -1; at = marks.next(text, at + 1)) {
    const mark = text.charCodeAt(at)
    if (isLineBreak(text, at)) {
      open = []
      continue
    }
    const partner = mayClose(text, at, mark) ? findPartner(open, mark, at) : -1
    if (partner >= 0) {
      const { start, end } = { start: open[partner]!.at, end: at + 1 }
      open.length = partner
      while (found.length > 0 && found.at(-1)!.start > start) found.pop()
      found.push({ start, end })
    } else if (mayOpen(text, at, mark)) {
      if (open.length === DEEPEST_NESTING) open.shift()
      open.push({ mark, at })
    }
  }
  return found
}

function findPartner(open: readonly OpenMark[], mark: number, at: number): number {
  const wanted = partners.get(mark)
  if (wanted === undefined) return -1
  return open.findLastIndex((one) => wanted.includes(one.mark) && at - one.at <= LONGEST_ENCLOSURE)
}

function mayClose(text: string, at: number, mark: number): boolean {
  if (onlyOpening.has(mark)) return false
  const before = unitAt(text, at - 1)
  const after = unitAt(text, at + 1)
  // An apostrophe (the players’ bus, ’tis) looks like a closing single quote; after “s” it mostly is one.
  if (apostrophes.has(mark)) return !letterOrDigit.has(after) && !blank.has(before) && before !== LETTER_S
  if (mark === QUOTE) return !blank.has(before) || edge.has(after)
  return true
}

function mayOpen(text: string, at: number, mark: number): boolean {
  if (mark === GUILLEMET || onlyOpening.has(mark)) return true
  if (onlyClosing.has(mark)) return false
  const before = unitAt(text, at - 1)
  const after = unitAt(text, at + 1)
  if (openingBeforeWord.has(mark)) return !blank.has(after)
  return beforeOpening.has(before) && !blank.has(after) && (mark !== APOSTROPHE || !digit.has(after))
}

/** Beyond its ends a text is blank. */
const unitAt = (text: string, at: number): number =>
  at < 0 || at >= text.length ? BLANK : text.charCodeAt(at)

const BLANK = 0x20
const QUOTE = 0x22
const APOSTROPHE = 0x27
const LETTER_S = 0x73
const GUILLEMET = 0xab
