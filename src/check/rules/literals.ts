import { PLACEHOLDER } from '../../article/literals.ts'
import type { Check } from '../check.ts'
import { type Prose, proseOf } from '../text/prose.ts'

/** How many are looked for in the whole text, should words grow on to them there: bounds hostile input. */
const SEARCHES = 50

/** Placeholders, URLs, e-mail addresses, @handles and #tags come through letter for letter, and none comes from nowhere. */
export const literals: Check = {
  id: 'literals',
  severity: 'block',
  find(pair) {
    const { source, target } = proseOf(pair)
    const placeholder = placeholdersOf(source).find((placeholder) => !target.whole.includes(placeholder))
    if (placeholder !== undefined) return `“${placeholder}” is missing.`
    const wanted = source.literals
    if (wanted.length === 0 && target.literals.length === 0) return undefined
    const there = new Set(target.literals)
    const lost = wanted
      .filter((literal) => !there.has(literal))
      .find((literal, nth) => nth >= SEARCHES || !standsIn(target.text, literal))
    if (lost !== undefined) return `“${lost}” is missing.`
    const known = new Set(wanted)
    const foreign = target.literals.find((literal) => !known.has(literal) && isAddress(literal))
    if (foreign === undefined || wanted.some((literal) => foreign.startsWith(literal))) return undefined
    return source.text.includes(foreign) ? undefined : `“${foreign}” is not in the source.`
  },
}

const ANY_PLACEHOLDER = new RegExp(PLACEHOLDER, 'gu')

const placeholdersOf = ({ whole }: Prose): readonly string[] =>
  whole.match(ANY_PLACEHOLDER)?.slice(0, SEARCHES) ?? []

/** Tags and handles that a translator adds lead nowhere harmful; addresses may. */
const isAddress = (literal: string) => !/^[@#]/.test(literal)

/** Whole: `example.org/a` does not stand in `example.org/ab`. Particles of other scripts may follow directly. */
function standsIn(text: string, literal: string): boolean {
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + literal.length))
    if (!/[A-Za-z0-9_/]/.test(text[at + literal.length] ?? ' ')) return true
  return false
}
