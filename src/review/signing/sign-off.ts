import { type Content, MARKER, readable } from '../../article/content.ts'
import { hashParts } from '../../article/hash.ts'
import type { Unit } from '../../article/unit.ts'
import type { Fills } from '../../formats/format.ts'
import { codeFrame } from '../../formats/frame/code-frame.ts'
import { filledContent } from '../../formats/splice.ts'
import { withoutStyle } from '../changed-source.ts'
import type { SignOff } from '../locale-file.ts'

/**
 * A sign-off binds a named person to all that an edition publishes and to what it translates: the words of each unit in both
 * languages with their inline elements and addresses, and what stands round the units. One changed character, element or
 * address on either side voids it; white space, the shape of quotation marks, class names, ids, styles and time stamps do not.
 */

/** Of an article, what a sign-off is about. */
export interface SignedArticle {
  readonly units: readonly Unit[]
  frame(): readonly string[]
}

/** What a person signs: a hash of everything, and one of each unit by which a later change is found. */
export type Signed = Pick<SignOff, 'hash' | 'units'>

export function signedWords({ units, frame }: SignedArticle, fills: Fills): Signed {
  const parts = units.map(({ id, role, content }) => {
    const pieces = fills.get(id)
    const target = pieces === undefined ? content : filledContent(content, pieces)
    return { source: hashParts([role, ...wordsOf(content)]), target: hashParts(wordsOf(target)) }
  })
  const around = hashParts(frame().map(withoutStyle))
  return {
    hash: hashParts([VERSION, ...parts.flatMap(({ source, target }) => [source, target]), around]),
    units: parts.map(({ source, target }) => source.slice(0, UNIT_DIGITS) + target.slice(0, UNIT_DIGITS)),
  }
}

/** Raised when the same words hash otherwise: all sign-offs are void then. */
const VERSION = 'sign-off 1'

/** Hex digits that are kept of the hash of one unit in one language: enough to find a change, which the whole hash has told. */
const UNIT_DIGITS = 8

function wordsOf(content: Content): readonly string[] {
  if (isTimeStamp(content)) return ['time']
  const { text, codes } = content
  return [text, ...codes.map(codeFrame)].map((words) => withoutStyle(words).normalize('NFC'))
}

/** `<time>` round all of it. */
const isTimeStamp = ({ text, codes }: Content): boolean =>
  codes.length === 2 &&
  codes.every(({ name }) => name === 'time') &&
  text.startsWith(MARKER) &&
  text.endsWith(MARKER)

export interface Change {
  /** Id of the unit; undefined: it is outside of them. */
  readonly unit: string | undefined
  /** In words for people: “the original of the heading “Roads””. */
  readonly what: string
}

/** What of a signed edition changed first; undefined: it is as it was signed. */
export function firstChange(
  { hash, units: signed }: Signed,
  article: SignedArticle,
  fills: Fills,
): Change | undefined {
  const now = signedWords(article, fills)
  if (now.hash === hash) return undefined
  const nth = now.units.findIndex((unit, at) => unit !== signed[at])
  const unit = article.units[nth]
  if (unit === undefined) {
    const isShorter = now.units.length < signed.length
    return {
      unit,
      what: isShorter ? 'the end of the article' : 'an element, an address or a text that is not translated',
    }
  }
  const [before = '', after] = [signed[nth], now.units[nth]!]
  const isOfSource = before.slice(0, UNIT_DIGITS) !== after.slice(0, UNIT_DIGITS)
  const side = isOfSource ? 'original' : 'translation'
  return { unit: unit.id, what: `the ${side} of the ${unit.role} ${quoted(unit.content)}` }
}

/** As meta is to keep it. While the edition is as it was signed, the sign-off holds, also where it did not in between. */
export function withStanding({ voided, ...signed }: SignOff, change: Change | undefined, now: Date): SignOff {
  if (change === undefined) return signed
  return { ...signed, voided: voided ?? { date: now.toISOString(), why: change.what } }
}

const quoted = (content: Content): string => {
  const words = withoutStyle(readable(content))
  return `“${words.length <= 60 ? words : `${words.slice(0, 57)}…`}”`
}
