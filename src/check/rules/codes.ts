import { type Code, type Content, wordlessPairs } from '../../article/content.ts'
import type { Check } from '../check.ts'

/** Every inline code once (unless it may be dropped or repeated), round words, nested rightly, nothing foreign. */
export const codes: Check = {
  id: 'codes',
  severity: 'block',
  find({ source, target }) {
    if (source.codes.length + target.codes.length === 0) return undefined
    const counts = new Map<string, number>()
    for (const code of target.codes) counts.set(halfOf(code), (counts.get(halfOf(code)) ?? 0) + 1)
    for (const code of source.codes) {
      const count = counts.get(halfOf(code)) ?? 0
      if (count === 0 && !code.canDelete) return `${nameOf(code)} is missing.`
      if (count > 1 && !code.canCopy) return `${nameOf(code)} stands ${count} times.`
    }
    const known = new Set(source.codes.map(halfOf))
    const foreign = target.codes.find((code) => !known.has(halfOf(code)))
    if (foreign !== undefined) return `${nameOf(foreign)} is not in the source.`
    return crossing(target.codes) ?? emptied(source, target)
  },
}

/** Which half of which pair, or which standalone code. */
const halfOf = (code: Code) => `${code.kind} ${code.id}`

/** A link whose words have all moved out of it is a link that nobody can follow. */
function emptied(source: Content, target: Content): string | undefined {
  const before = wordlessPairs(source)
  const now = wordlessPairs(target)
  const pair = target.codes.find(({ kind, id }) => kind === 'open' && now.has(id) && !before.has(id))
  return pair === undefined ? undefined : `${nameOf(pair)} holds no words.`
}

function crossing(all: readonly Code[]): string | undefined {
  const open: Code[] = []
  for (const code of all) {
    if (code.kind === 'open') open.push(code)
    else if (code.kind === 'close' && open.pop()?.id !== code.id)
      return `${nameOf(code)} closes what is not open.`
  }
  const left = open.at(-1)
  return left === undefined ? undefined : `${nameOf(left)} is never closed.`
}

const nameOf = (code: Code) =>
  code.kind === 'alone'
    ? `<${code.name}${code.id}/>`
    : code.kind === 'open'
      ? `<${code.name}${code.id}>`
      : `</${code.name}${code.id}>`
