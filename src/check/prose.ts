import { type Content, readable } from '../article/content.ts'
import { literalsIn } from './literal.ts'
import { wordsIn } from './words.ts'

/** Marks and words are looked for in this much of a text: no segment of a newsroom is longer. */
const SCANNED_CHARACTERS = 50_000

/** A content as the checks read it. */
export interface Prose {
  /** What a reader sees, without surrounding white space. */
  readonly text: string
  /** Of `text`, in code points. */
  readonly length: number
  /** URLs, addresses, handles and tags that stand in it. */
  readonly literals: readonly string[]
  /** The text with each literal replaced by a space, so that its marks and digits are not taken for prose. */
  readonly bare: string
  /** The beginning of `bare`: enough for every check but literals and numbers. */
  readonly head: string
  /** Words of `head`, in lower case, composed, with straight apostrophes. */
  readonly words: readonly string[]
}

/** Every check of the list reads the same two contents in turn, so the last two are all that is kept. */
export function prose(content: Content): Prose {
  if (recent[0]?.content === content) return recent[0].prose
  if (recent[1]?.content === content) return recent[1].prose
  const made = { content, prose: read(content) }
  recent = [made, recent[0]]
  return made.prose
}

interface Read {
  readonly content: Content
  readonly prose: Prose
}
let recent: readonly [Read | undefined, Read | undefined] = [undefined, undefined]

function read(content: Content): Prose {
  const text = readable(content).trim()
  const { literals, bare } = literalsIn(text)
  const head = bare.length > SCANNED_CHARACTERS ? bare.slice(0, SCANNED_CHARACTERS) : bare
  const words = wordsIn(head.normalize('NFC').toLowerCase().replaceAll('’', "'"))
  return { text, length: codePoints(text), literals, bare, head, words }
}

/** Surrogate pairs count once, and a long text is not made an array of. */
function codePoints(text: string): number {
  let pairs = 0
  for (let at = 0; at < text.length; at++) if ((text.charCodeAt(at) & 0xfc00) === 0xd800) pairs++
  return text.length - pairs
}
