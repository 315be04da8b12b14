import { type Code, type Content, MARKER, wordlessPairs } from '../../article/content.ts'

/**
 * Lost codes that hold no words come back: standalone ones, and pairs with no text in them, whole. Each goes
 * inside the same pair as in the source, at the word boundary in proportion to where it stood there. A pair that
 * held words is never restored here: which words it would hold now is a guess.
 */
export function restoreLost(target: Content, source: Content): Content {
  const lost = lostCodes(target, source)
  if (lost.length === 0) return target
  const boundaries = boundariesByPair(target)
  const inserts = lost.map(({ code, share, inside }) => {
    const offsets = boundaries.get(inside)!
    const [start, end] = [offsets[0]!, offsets.at(-1)!]
    return { code, at: nearest(offsets, start + Math.round(share * (end - start))) }
  })
  return withInserts(target, inserts)
}

interface Lost {
  readonly code: Code
  /** Id of the innermost pair around it that the target has too. */
  readonly inside: number
  /** Where it stood in that pair: 0 at its start, 1 at its end. */
  readonly share: number
}

/** Ids are numbers from 1. */
const NO_PAIR = 0

function lostCodes(target: Content, source: Content): Lost[] {
  const there = new Set(target.codes.map((code) => code.id))
  const wordless = wordlessPairs(source)
  const places = placesOf(source)
  const around = [NO_PAIR]
  const placeIn = (at: number) => {
    const inside = around.at(-1)!
    const { start, end } = places.get(inside)!
    return { inside, share: (at - start) / Math.max(1, end - start) }
  }
  const lost: Lost[] = []
  let at = -1
  let block: { readonly id: number; readonly isWhole: boolean; readonly at: number } | undefined
  for (const [index, code] of source.codes.entries()) {
    at = source.text.indexOf(MARKER, at + 1)
    const { kind, id } = code
    if (block === undefined && kind === 'open' && wordless.has(id)) {
      block = { id, isWhole: isAbsent(source.codes, index, there), at }
    }
    if (block !== undefined) {
      if (block.isWhole || (kind === 'alone' && !there.has(id))) lost.push({ code, ...placeIn(block.at) })
      if (kind === 'close' && id === block.id) block = undefined
    } else if (kind === 'alone') {
      if (!there.has(id)) lost.push({ code, ...placeIn(at) })
    } else if (kind === 'open' && there.has(id)) around.push(id)
    else if (kind === 'close' && around.at(-1) === id) around.pop()
  }
  return lost
}

/** Where the inside of each pair starts and ends. */
function placesOf({ text, codes }: Content): Map<number, { start: number; end: number }> {
  const places = new Map([[NO_PAIR, { start: 0, end: text.length }]])
  let at = -1
  for (const { kind, id } of codes) {
    at = text.indexOf(MARKER, at + 1)
    if (kind === 'open') places.set(id, { start: at + 1, end: text.length })
    else if (kind === 'close') places.set(id, { start: places.get(id)?.start ?? 0, end: at })
  }
  return places
}

/** Is the pair that opens there missing with all that it holds? */
function isAbsent(codes: readonly Code[], from: number, there: ReadonlySet<number>): boolean {
  for (let index = from; index < codes.length; index++) {
    const { kind, id } = codes[index]!
    if (there.has(id)) return false
    if (kind === 'close' && id === codes[from]!.id) return true
  }
  return false
}

/** Offsets, ascending, where a code may stand without cutting a word, by the innermost pair around them. */
function boundariesByPair({ text, codes }: Content): Map<number, number[]> {
  const boundaries = new Map([[NO_PAIR, [0]]])
  const around = [NO_PAIR]
  let nth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text[at] === MARKER ? codes[nth++] : undefined
    if (code?.kind === 'open') {
      around.push(code.id)
      boundaries.set(code.id, [at + 1])
    } else if (code?.kind === 'close') {
      boundaries.get(code.id)?.push(at)
      if (around.at(-1) === code.id) around.pop()
    } else if (/\s/.test(text[at]!)) boundaries.get(around.at(-1)!)!.push(at)
  }
  boundaries.get(NO_PAIR)!.push(text.length)
  return boundaries
}

/** @param offsets ascending, at least one; of two as near, the later. */
function nearest(offsets: readonly number[], near: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (offsets[middle]! < near) low = middle + 1
    else high = middle
  }
  const after = offsets[low]!
  const before = offsets[low - 1]
  return before !== undefined && near - before < Math.abs(after - near) ? before : after
}

function withInserts(
  target: Content,
  inserts: readonly { readonly at: number; readonly code: Code }[],
): Content {
  const codes: Code[] = []
  const parts: string[] = []
  let from = 0
  let nth = 0
  const copyTo = (at: number) => {
    const part = target.text.slice(from, at)
    parts.push(part)
    for (let marker = part.indexOf(MARKER); marker !== -1; marker = part.indexOf(MARKER, marker + 1)) {
      codes.push(target.codes[nth++]!)
    }
    from = at
  }
  for (const { at, code } of inserts.toSorted((a, b) => a.at - b.at)) {
    copyTo(at)
    parts.push(MARKER)
    codes.push(code)
  }
  copyTo(target.text.length)
  return { text: parts.join(''), codes }
}
