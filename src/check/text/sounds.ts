import anyAscii from 'any-ascii'

/** Consonants that languages and scripts write for one another, by one sign. Vowels, h, w and y have none. */
const GROUPS: Readonly<Record<string, string>> = {
  b: 'bpfv',
  k: 'cgjkq',
  s: 'sz',
  t: 'dt',
  l: 'l',
  m: 'm',
  n: 'n',
  r: 'r',
}

const signs = new Map<string, string>()
for (const [sign, letters] of Object.entries(GROUPS)) for (const letter of letters) signs.set(letter, sign)

/** Endings change from language to language. */
const LONGEST = 4

/** Arabic and Hebrew write the article and short prepositions on to a word. */
const MAY_BE_PREFIX = /^[lb]/

/**
 * The first consonants of a word in any script, about as they sound: `Trump`, `Трампом` and `ترامب` are `trmb`. Names and
 * related words agree in it, and few others do. Two of them where the word may begin with another; none for a word with
 * fewer than two consonants.
 */
export function soundsOf(word: string): readonly string[] {
  const isAscii = /^[\0-\x7F]*$/.test(word)
  const letters = (isAscii ? word : anyAscii(word)).toLowerCase()
  const sound = consonants(letters.replaceAll('x', 'ks').replaceAll('kh', 'h'))
  if (sound.length < 2) return []
  const whole = sound.slice(0, LONGEST)
  return isAscii || sound.length < 3 || !MAY_BE_PREFIX.test(sound) ? [whole] : [whole, sound.slice(1)]
}

/** One more than the longest sound has. */
function consonants(letters: string): string {
  let found = ''
  for (let at = 0; at < letters.length && found.length <= LONGEST; at++) {
    const isSoft = letters[at] === 'c' && /[eiy]/.test(letters[at + 1] ?? '')
    const sign = isSoft ? 's' : signs.get(letters[at]!)
    if (sign !== undefined && !found.endsWith(sign)) found += sign
  }
  return found
}
