import { isAddress, isPlaceholder } from '../../article/literals.ts'
import type { Check } from '../check.ts'
import { proseOf } from '../text/prose.ts'

/** How many are looked for in the whole text, should words grow on to them there: bounds hostile input. */
const SEARCHES = 50

/** Placeholders, addresses, @handles and #tags come through letter for letter, and no address comes from nowhere. */
export const literals: Check = {
  id: 'literals',
  severity: 'block',
  find(pair) {
    const { source, target } = proseOf(pair)
    const wanted = source.literals
    if (wanted.length === 0 && target.literals.length === 0) return undefined
    const there = new Set(target.literals)
    const lost = wanted
      .filter((literal) => !there.has(literal))
      .find((literal, nth) => nth >= SEARCHES || !standsIn(target.text, literal))
    if (lost !== undefined) return `“${lost}” is missing.`
    const known = new Set(wanted)
    // Tags and handles that a translator adds lead nowhere harmful; addresses may.
    const foreign = target.literals.find((literal) => !known.has(literal) && isAddress(literal))
    if (foreign === undefined || wanted.some((literal) => foreign.startsWith(literal))) return undefined
    return source.text.includes(foreign) ? undefined : `“${foreign}” is not in the source.`
  },
}

/** Whole: `example.org/a` does not stand in `example.org/ab`. Particles of other scripts may follow directly. */
function standsIn(text: string, literal: string): boolean {
  if (isPlaceholder(literal)) return text.includes(literal)
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + literal.length))
    if (!/[A-Za-z0-9_/]/.test(text[at + literal.length] ?? ' ')) return true
  return false
}
