import { type Code, type Content, MARKER } from '../../article/content.ts'

/** A reply being read: text, and look-ups into the codes that were sent. What is not among them adds nothing. */
export interface LookUps {
  /** A marker character in a reply is no code of ours: it becomes U+FFFD, visible to the junk check. */
  text(text: string): void
  code(kind: Code['kind'], id: number): void
  /** Does this id stand for a code of its own, not for a pair? */
  isAlone(id: number): boolean
  content(): Content
}

export function lookUps(codes: readonly Code[]): LookUps {
  const known = new Map(codes.map((code) => [nameOf(code.kind, code.id), code]))
  const found: Code[] = []
  const parts: string[] = []
  return {
    text(text) {
      parts.push(text.replaceAll(MARKER, '\uFFFD'))
    },
    code(kind, id) {
      const code = known.get(nameOf(kind, id))
      if (code === undefined) return
      found.push(code)
      parts.push(MARKER)
    },
    isAlone: (id) => known.has(nameOf('alone', id)),
    content: () => ({ text: parts.join(''), codes: found }),
  }
}

const nameOf = (kind: Code['kind'], id: number) => `${kind} ${id}`

/** Engines write numbers in the digits of the language, ids too. @param digits all of them Unicode `Nd`. */
export const readDigits = (digits: string): number =>
  [...digits].reduce((number, digit) => number * 10 + digitValue(digit), 0)

/** Unicode keeps each set of ten in a row. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0)!
  let zero = point
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return (point - zero) % 10
}
