/**
 * Where words begin and end, for scripts with and without spaces between them. “EU” does not stand in “EUR” nor
 * in “Europe”, but 北京 stands in 在北京的 and NATO in NATO는.
 */
type Script = 'none' | 'unspaced' | 'latin' | 'hangul' | 'semitic' | 'other' | 'neutral'

export const startsWord = (text: string, at: number): boolean => !runsOn(text, at)

/** Korean particles are written on to the word. */
export const endsWord = (text: string, at: number): boolean =>
  !runsOn(text, at) || after(text, at).script === 'hangul'

/** And so are Arabic and Hebrew ones (and, to, the…), before it. */
export const startsAfterPrefix = (text: string, at: number): boolean => before(text, at).script === 'semitic'

/** Should there have been a space between this text and a word put behind it? */
export function needsSpaceAfter(text: string): boolean {
  if (/[.,;:!?…)\]]$/.test(text)) return true
  const { script } = before(text, text.length)
  return script !== 'none' && script !== 'unspaced' && script !== 'semitic'
}

/** The same for a word put before it. */
export function needsSpaceBefore(text: string): boolean {
  const { script } = after(text, 0)
  return script !== 'none' && script !== 'unspaced' && script !== 'hangul'
}

/** Is this place inside a word? Digits and marks belong to any script; a Latin name in another does not. */
function runsOn(text: string, at: number): boolean {
  const left = before(text, at)
  const right = after(text, at)
  if (left.script === 'none' || right.script === 'none') return false
  if (right.isMark) return true
  if (left.script === 'unspaced' || right.script === 'unspaced') return false
  if (left.script === 'neutral' || right.script === 'neutral') return true
  return (left.script === 'latin') === (right.script === 'latin')
}

interface Letter {
  readonly script: Script
  readonly isMark: boolean
}

const NOTHING: Letter = { script: 'none', isMark: false }
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Mymr}\p{scx=Tibt}]/u

/** By code point: asked for every character of every article. */
const known = new Map<number, Letter>()

function letterOf(point: number): Letter {
  const letter = known.get(point)
  if (letter !== undefined) return letter
  const character = String.fromCodePoint(point)
  const read = { script: scriptOf(character), isMark: /\p{M}/u.test(character) }
  known.set(point, read)
  return read
}

function scriptOf(character: string): Script {
  if (!/[\p{L}\p{M}\p{N}_]/u.test(character)) return 'none'
  if (UNSPACED.test(character)) return 'unspaced'
  if (!/\p{L}/u.test(character)) return 'neutral'
  if (/\p{sc=Latn}/u.test(character)) return 'latin'
  if (/\p{sc=Hang}/u.test(character)) return 'hangul'
  return /[\p{sc=Arab}\p{sc=Hebr}]/u.test(character) ? 'semitic' : 'other'
}

function after(text: string, at: number): Letter {
  const point = text.codePointAt(at)
  return point === undefined ? NOTHING : letterOf(point)
}

function before(text: string, at: number): Letter {
  if (at === 0) return NOTHING
  const point = text.codePointAt(at - 2)
  return letterOf(point !== undefined && point > 0xffff ? point : text.charCodeAt(at - 1))
}
