/** A stretch of a text, from one offset up to another. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The source offset of each position of a text, and of its end. */
export interface Offsets {
  at(position: number): number | undefined
}

/** Part of a text: where it begins there and in the source, and how far that moves for each position. */
export interface Stretch {
  readonly position: number
  readonly from: number
  readonly step: 0 | 1
}

/** Worked out when asked for: of most texts few positions ever are, and most are one stretch. */
export function workedOut(stretches: readonly Stretch[], length: number, end: number): Offsets {
  return {
    at(position) {
      if (position >= length) return end
      let low = 0
      let high = stretches.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (stretches[middle]!.position <= position) low = middle
        else high = middle - 1
      }
      const { position: first, from, step } = stretches[low]!
      return from + (position - first) * step
    },
  }
}

/** The same as a list, one entry more than the text is long. */
export function spelledOut(stretches: readonly Stretch[], length: number, end: number): Uint32Array {
  const list = new Uint32Array(length + 1)
  for (const [nth, { position, from, step }] of stretches.entries()) {
    const next = stretches[nth + 1]?.position ?? length
    for (let at = position; at < next; at++) list[at] = from + (at - position) * step
  }
  list[length] = end
  return list
}
