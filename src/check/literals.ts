import { readable } from '../article/content.ts'
import { PLACEHOLDER } from '../article/literals.ts'
import type { Check } from './check.ts'
import { prose } from './prose.ts'

/** How many are looked for in the whole text, should words grow on to them there: bounds hostile input. */
const SEARCHES = 50

/** Placeholders, URLs, e-mail addresses, @handles and #tags come through letter for letter, and none comes from nowhere. */
export const literals: Check = {
  id: 'literals',
  severity: 'block',
  find({ source, target }) {
    const placeholder = lostPlaceholder(readable(source), readable(target))
    if (placeholder !== undefined) return `“${placeholder}” is missing.`
    const wanted = prose(source).literals
    const found = prose(target)
    if (wanted.length === 0 && found.literals.length === 0) return undefined
    const there = new Set(found.literals)
    const lost = wanted
      .filter((literal) => !there.has(literal))
      .find((literal, nth) => nth >= SEARCHES || !standsIn(found.text, literal))
    if (lost !== undefined) return `“${lost}” is missing.`
    const known = new Set(wanted)
    const foreign = found.literals.find((literal) => !known.has(literal) && isAddress(literal))
    if (foreign === undefined || wanted.some((literal) => foreign.startsWith(literal))) return undefined
    return prose(source).text.includes(foreign) ? undefined : `“${foreign}” is not in the source.`
  },
}

const ANY_PLACEHOLDER = new RegExp(PLACEHOLDER, 'gu')

function lostPlaceholder(source: string, target: string): string | undefined {
  if (!/[{%]/.test(source)) return undefined
  return source
    .match(ANY_PLACEHOLDER)
    ?.find((placeholder, nth) => nth < SEARCHES && !target.includes(placeholder))
}

/** Tags and handles that a translator adds lead nowhere harmful; addresses may. */
const isAddress = (literal: string) => !/^[@#]/.test(literal)

/** Whole: `example.org/a` does not stand in `example.org/ab`. Particles of other scripts may follow directly. */
function standsIn(text: string, literal: string): boolean {
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + literal.length))
    if (!/[A-Za-z0-9_/]/.test(text[at + literal.length] ?? ' ')) return true
  return false
}
