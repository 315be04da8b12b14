/** A number as it is written, in ASCII digits, whatever it may mean. */
export interface Figure {
  readonly written: string
  /** UTF-16 offsets into the normalised text. */
  readonly start: number
  readonly end: number
}

export interface Figures {
  /** Normalised. */
  readonly text: string
  readonly all: readonly Figure[]
}

/** Bounded, for a regular expression that repeats a group keeps a stack. */
const FIGURE = /(?<!\d)\d{1,3}(?: \d{3}){1,9}(?!\d)(?:[.,]\d+)?|\d+(?:[.,،'’٫٬:]\d+){0,9}/g
/** No segment of a newsroom holds more; the rest of a longer one goes unread. */
const MOST_FIGURES = 2_000

export function figuresIn(bare: string): Figures {
  const text = PLAIN.test(bare) || !/\p{N}/u.test(bare) ? bare : normalise(bare)
  const all: Figure[] = []
  FIGURE.lastIndex = 0
  for (let found = FIGURE.exec(text); found !== null; found = FIGURE.exec(text)) {
    all.push({ written: found[0], start: found.index, end: FIGURE.lastIndex })
    if (all.length === MOST_FIGURES) break
  }
  return { text, all }
}

const FRACTIONS: Readonly<Record<string, string>> = {
  '½': '.5',
  '¼': '.25',
  '¾': '.75',
  '⅓': '.33',
  '⅔': '.67',
}

/** Most of Latin copy: nothing in it is changed below. */
const PLAIN = /^[\x00-\x7FÀ-ÿ‘’“”–—¿¡«»]*$/

/** Digits of every script become ASCII; `m²` holds no number; a blank that groups becomes an apostrophe. */
function normalise(raw: string): string {
  // biome-ignore format: one step a line
  return raw
    .replace(/[¹²³\u2070-\u209F]/g, ' ')
    .replace(/(?<!\d)[½¼¾⅓⅔]/g, (sign) => `0${FRACTIONS[sign]}`)
    .replace(/[½¼¾⅓⅔]/g, (sign) => FRACTIONS[sign]!)
    .replace(/(?<=\p{Nd})[\u00A0\u202F\u2009](?=\p{Nd}{3}(?!\p{Nd}))/gu, "'")
    .normalize('NFKC')
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
}

const DIGIT = /\p{Nd}/u
const asciiDigits = new Map<string, string>()

/** Decimal digits stand in Unicode in runs of ten, from zero. */
function asciiDigit(digit: string): string {
  const known = asciiDigits.get(digit)
  if (known !== undefined) return known
  const point = digit.codePointAt(0)!
  let zero = point
  while (point - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  const ascii = String(point - zero)
  asciiDigits.set(digit, ascii)
  return ascii
}
