import { type Code, type Content, MARKER } from '../../article/content.ts'
import { isWordlike } from '../../segment/inline-codes.ts'

/**
 * Inline codes that stand directly beside each other travel as one, as in XLIFF 2 and Okapi: the fewer tags an
 * engine sees, the fewer it loses. `<b><i>word</i></b>` is one pair; `<br><img>`, with white space between or not,
 * is one code alone, and so is a pair without words, such as a linked picture. On the wire only: memory, files and
 * people know each code by itself.
 */
export interface Merged {
  readonly content: Content
  /** A translation of `content`, with each code by itself again. */
  expand(target: Content): Content
}

export function mergeAdjacent(content: Content): Merged {
  if (!ADJACENT.test(content.text)) return { content, expand: (target) => target }
  const groups = grouped(content)
  const parts = new Map<string, Content>()
  const codes: Code[] = []
  const words: string[] = []
  let at = 0
  for (const { code, start, end, from, to } of groups) {
    words.push(content.text.slice(at, start))
    codes.push(code)
    if (to - from > 1)
      parts.set(halfOf(code), { text: content.text.slice(start, end), codes: content.codes.slice(from, to) })
    at = end
  }
  words.push(content.text.slice(at))
  const expand = (target: Content) => expanded(target, parts)
  return { content: { text: words.join(MARKER), codes }, expand }
}

const ADJACENT = new RegExp(`${MARKER}\\s*${MARKER}`)

/** Which half of which pair, or which standalone code. */
const halfOf = ({ kind, id }: Code) => `${kind} ${id}`

/** Codes that become one: where they stand in the content’s text, and in its codes. */
interface Group {
  code: Code
  readonly start: number
  end: number
  readonly from: number
  to: number
  /** Does it stand for words, so that what is beside it is text to it? */
  readonly isWord: boolean
}

/** Every group is a stretch of the content, so that growing one copies nothing. */
function grouped({ text, codes }: Content): readonly Group[] {
  const groups: (Group | undefined)[] = []
  /** Positions of the opening halves in `groups`, by id. */
  const opened = new Map<number, number>()
  let at = -1

  const pushAlone = (group: Group) => {
    const last = groups.at(-1)
    const isBeside = last && isMarkup(last) && isMarkup(group) && isBlank(text.slice(last.end, group.start))
    if (!isBeside) groups.push(group)
    else {
      if (group.code.name === 'br') last.code = { ...last.code, name: 'br' }
      last.end = group.end
      last.to = group.to
    }
  }

  const pushClose = (group: Group) => {
    const open = groups[opened.get(group.code.id) ?? -1]
    const last = groups.at(-1)
    const isEmpty = open !== undefined && last === open && open.end === group.start
    const holdsMarkup =
      open && last && groups.at(-2) === open && isMarkup(last) && touch(open, last) && touch(last, group)
    if (isEmpty || holdsMarkup) {
      groups.length -= isEmpty ? 1 : 2
      opened.delete(group.code.id)
      pushAlone(asAlone(open, group))
    } else if (open && last?.code.kind === 'close' && touch(last, group)) pushOuterClose(open, last, group)
    else groups.push(group)
  }

  /** A pair round nothing but a pair: one, when the opening halves touch as the closing ones do. */
  const pushOuterClose = (open: Group, innerClose: Group, close: Group) => {
    const innerAt = opened.get(innerClose.code.id) ?? -1
    const inner = groups[innerAt]
    if (inner && groups[innerAt - 1] === open && touch(open, inner) && areAlike(open, inner)) {
      open.end = inner.end
      open.to = inner.to
      groups[innerAt] = undefined
      groups.splice(-1, 1, { ...close, start: innerClose.start, from: innerClose.from })
    } else groups.push(close)
  }

  for (const [nth, code] of codes.entries()) {
    at = text.indexOf(MARKER, at + 1)
    const group = { code, start: at, end: at + 1, from: nth, to: nth + 1, isWord: isWord(code) }
    switch (code.kind) {
      case 'alone':
        pushAlone(group)
        break
      case 'open':
        opened.set(code.id, groups.push(group) - 1)
        break
      case 'close':
        pushClose(group)
        break
      default:
        code.kind satisfies never
    }
  }
  return groups.filter((group) => group !== undefined)
}

/** Terms and literals stand for words as well. */
const isWord = (code: Code) => isWordlike(code) || code.name === 'term' || code.name === 'literal'

const isMarkup = ({ code, isWord }: Group) => code.kind === 'alone' && !isWord
const isBlank = (text: string) => text.trim() === ''
const touch = (a: Group, b: Group) => a.end === b.start

/** What a target may drop must not take along what it may not. (Codes alone are always put back: see restore.ts.) */
const areAlike = ({ code: a }: Group, { code: b }: Group) =>
  a.canDelete === b.canDelete && a.canCopy === b.canCopy

const asAlone = (open: Group, close: Group): Group => ({
  ...open,
  code: { ...open.code, kind: 'alone' },
  end: close.end,
  to: close.to,
})

function expanded({ text, codes }: Content, parts: ReadonlyMap<string, Content>): Content {
  const known = codes.map((code) => parts.get(halfOf(code)) ?? { text: MARKER, codes: [code] })
  const words = text.split(MARKER)
  return {
    text: words.map((word, nth) => (known[nth - 1]?.text ?? '') + word).join(''),
    codes: known.flatMap((part) => part.codes),
  }
}
