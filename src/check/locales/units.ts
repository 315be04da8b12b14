/** Units that newsrooms convert, in the words of English, and what one of each is in metric units. */
const METRIC: Readonly<Record<string, readonly number[]>> = {
  'mile miles mi mph': [1.609, 1609],
  'foot feet ft': [0.3048, 30.48],
  'inch inches': [2.54, 25.4, 0.0254],
  'yard yards yd yds': [0.9144],
  'pound pounds lb lbs': [0.4536, 453.6],
  'stone stones': [6.35],
  'ounce ounces oz': [28.35, 29.57],
  'gallon gallons': [3.785, 4.546],
  'pint pints': [0.473, 0.568],
  'acre acres': [0.4047, 4047, 0.004047],
  'knot knots': [1.852],
  'square sq': [2.59, 0.0929, 0.836],
  'cubic cu': [0.0283, 28.3],
}
const DEGREES = new Set(['degree', 'degrees', 'f', 'fahrenheit'])

const factors = new Map<string, readonly number[]>()
for (const [words, values] of Object.entries(METRIC))
  for (const word of words.split(' ')) factors.set(word, values)

/** `f`, `ft` or `oz` are units only beside a number. */
export const isUnit = (word: string): boolean => word.length > 2 && (factors.has(word) || DEGREES.has(word))

/** What so many of a unit are in metric units, or nothing when the word is no unit. */
export function converted(value: number, unit: string): readonly number[] {
  if (DEGREES.has(unit)) return [(value - 32) / 1.8, value / 1.8]
  return (factors.get(unit) ?? []).map((factor) => value * factor)
}

/** Between a number and its unit stands at most the other end of a range: 2 to 3 inches, a 20-degree drop. */
const UNIT_AFTER =
  /^[\s°º-]{0,3}(?:(?:to|or|and|by|x|–|-)[\s-]?\d[\d.,½¼¾]*[\s°º-]{0,3})?(\p{L}+)(?![\p{L}\p{M}])/u
const LOOKED_AT = 40

/** The unit that a number is given in, if newsrooms convert it. */
export function unitAfter(text: string, end: number): string | undefined {
  const word = UNIT_AFTER.exec(text.slice(end, end + LOOKED_AT))?.[1]?.toLowerCase()
  return word !== undefined && (factors.has(word) || DEGREES.has(word)) ? word : undefined
}

/** Newsrooms round: 85 mph are 136, 137 or 140 km/h, two inches 5 cm. */
export const isNear = (value: number, exact: number): boolean =>
  Math.abs(value - exact) <= Math.max(0.05 * Math.abs(exact), Math.min(0.75, 0.3 * Math.abs(exact)))
