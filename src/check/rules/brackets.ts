import { isPseudo } from '../../article/locale.ts'
import type { Check } from '../check.ts'
import { BRACKETS } from '../locales/marks.ts'
import { type Prose, proseOf } from '../text/prose.ts'

/** A smiley or `a)` in a list has no partner either. */
const SIGNS = /(?<![:;][-']?)[()[\]{}（）［］](?<!(?:^|\s|\()[\p{L}\p{N}]{1,2}[)）])/gu

/** Brackets of the source are all there, and each that opens closes. */
export const brackets: Check = {
  id: 'brackets',
  severity: 'warn',
  find(pair) {
    if (isPseudo(pair.targetLocale)) return undefined
    const { source, target } = proseOf(pair)
    const before = bracketsOf(source)
    const after = bracketsOf(target)
    for (const [open, close] of PAIRS) {
      if (at(before, open) === at(before, close) && at(after, open) !== at(after, close))
        return `A bracket “${open}${close}” has no partner.`
      if (at(after, open) < at(before, open)) return `A bracket “${open}${close}” is missing.`
    }
    return undefined
  },
}

const PAIRS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const

const at = (counts: ReadonlyMap<string, number>, sign: string) => counts.get(sign) ?? 0

function bracketsOf({ head }: Prose): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [sign] of head.matchAll(SIGNS)) {
    const bracket = BRACKETS[sign]!
    counts.set(bracket, at(counts, bracket) + 1)
  }
  return counts
}
