import type { Code } from '../article/content.ts'
import type { Check } from './check.ts'

/** Every inline code once (unless it may be dropped or repeated), nested rightly, nothing foreign. */
export const codes: Check = {
  id: 'codes',
  severity: 'block',
  find({ source, target }) {
    for (const code of source.codes) {
      const count = target.codes.filter((c) => c.id === code.id && c.kind === code.kind).length
      if (count === 0 && !code.canDelete) return `${nameOf(code)} is missing.`
      if (count > 1 && !code.canCopy) return `${nameOf(code)} stands ${count} times.`
    }
    const foreign = target.codes.find((c) => !source.codes.some((s) => s.id === c.id && s.kind === c.kind))
    if (foreign !== undefined) return `${nameOf(foreign)} is not in the source.`
    return crossing(target.codes)
  },
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
