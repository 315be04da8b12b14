import { type Content, MARKER } from '../article/content.ts'
import { needsSpaceAfter, needsSpaceBefore } from './word-edges.ts'

/** Where a word that goes in place of a code would run into its neighbour: engines lose the space between. */
export interface Joint {
  readonly id: number
  readonly side: 'before' | 'after'
  /** Where a space would go: outside the pairs that hold the code. */
  readonly at: number
}

/** @param textOf the words that go in place of a code; undefined when it stays a code. */
export function joints(content: Content, textOf: (id: number) => string | undefined): Joint[] {
  const { text, codes } = content
  const found: Joint[] = []
  let at = -1
  for (const [nth, { id }] of codes.entries()) {
    at = text.indexOf(MARKER, at + 1)
    if (textOf(id) === undefined) continue
    const before = neighbour(content, at, nth, -1, textOf)
    const after = neighbour(content, at, nth, 1, textOf)
    if (needsSpaceAfter(before.text)) found.push({ id, side: 'before', at: before.edge })
    if (needsSpaceBefore(after.text)) found.push({ id, side: 'after', at: after.edge })
  }
  return found
}

/** What stands beside a code, the halves of pairs between them apart, and where those that hold it end. */
function neighbour(
  { text, codes }: Content,
  at: number,
  nth: number,
  step: -1 | 1,
  textOf: (id: number) => string | undefined,
): { readonly text: string; readonly edge: number } {
  const around = step === -1 ? 'open' : 'close'
  let place = at + step
  let index = nth + step
  let edge = place
  while (text[place] === MARKER && codes[index]?.kind !== 'alone') {
    if (edge === place && codes[index]?.kind === around) edge += step
    place += step
    index += step
  }
  const beside = text[place] === MARKER ? textOf(codes[index]!.id) : characterAt(text, place, step)
  return { text: beside ?? '', edge: step === -1 ? edge + 1 : edge }
}

/** Two units: a character outside the basic plane is a pair of them. */
const characterAt = (text: string, at: number, step: -1 | 1): string =>
  step === -1 ? text.slice(Math.max(0, at - 1), at + 1) : text.slice(at, at + 2)
