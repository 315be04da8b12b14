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
  readonly mark: string
  readonly at: number
}

const marks = /["“”„«»‹›「」『』《》〈〉【】()[\]{}（）［］‘’‚'\n\r\u2028\u2029]/g

/** Each closing mark and the opening marks it may close. */
const partners: Readonly<Record<string, string>> = {
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
}
const onlyOpens = '„‚([{（［「『《〈【'
const onlyCloses = ')]}）］」』》〉】'

const space = /\s/
const edge = /[\s\p{P}]/u
const letterOrDigit = /[\p{L}\p{N}]/u
const beforeOpening = /[\s\p{Ps}\p{Pi}\p{Pd}"'„‚/]/u

/** The outermost enclosures, in order. */
export function enclosures(text: string): readonly Enclosure[] {
  const found: Enclosure[] = []
  let open: OpenMark[] = []
  marks.lastIndex = 0
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    const [mark] = match
    const at = match.index
    if (space.test(mark)) {
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

function findPartner(open: readonly OpenMark[], mark: string, at: number): number {
  const wanted = partners[mark] ?? ''
  return open.findLastIndex((one) => wanted.includes(one.mark) && at - one.at <= LONGEST_ENCLOSURE)
}

function mayClose(text: string, at: number, mark: string): boolean {
  if (onlyOpens.includes(mark)) return false
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  // An apostrophe (the players’ bus, ’tis) looks like a closing single quote; after “s” it mostly is one.
  if (mark === '’' || mark === "'") return !letterOrDigit.test(after) && !space.test(before) && before !== 's'
  if (mark === '"') return !space.test(before) || edge.test(after)
  return true
}

function mayOpen(text: string, at: number, mark: string): boolean {
  if (onlyOpens.includes(mark)) return true
  if (onlyCloses.includes(mark)) return false
  const before = text[at - 1] ?? ' '
  const after = text[at + 1] ?? ' '
  if (mark === '«') return true
  if (mark === '“' || mark === '‘' || mark === '‹') return !space.test(after)
  return beforeOpening.test(before) && !space.test(after) && (mark !== "'" || !/\d/.test(after))
}
