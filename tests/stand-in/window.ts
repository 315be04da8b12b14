/**
 * A quota over a true sliding window: an entry counts for exactly `windowMs` after its instant. Only what was
 * admitted uses it up. Entries leave from the front, so that an hour of traffic costs no memory.
 */
export interface SlidingWindow {
  /** Admits the amounts at this instant, or says for how many milliseconds to wait until they fit. */
  admit(nowMs: number, amounts: Amounts): { readonly waitMs: number } | undefined
  /** Most that any window held, and most that one would have held had nothing been refused just then. */
  readonly peak: Amounts
  readonly wanted: Amounts
}

export interface Amounts {
  readonly characters: number
  readonly requests: number
}

export function slidingWindow(windowMs: number, limits: Amounts): SlidingWindow {
  let entries: { readonly at: number; readonly amounts: Amounts }[] = []
  let first = 0
  let used: Amounts = { characters: 0, requests: 0 }
  let peak = used
  let wanted = used

  function forget(nowMs: number): void {
    for (let entry = entries[first]; entry && entry.at <= nowMs - windowMs; entry = entries[first]) {
      used = subtract(used, entry.amounts)
      first++
    }
    if (first > 1_000 && first * 2 > entries.length) {
      entries = entries.slice(first)
      first = 0
    }
  }

  function waitFor(nowMs: number, after: Amounts): number {
    let rest = after
    for (let index = first; index < entries.length; index++) {
      const entry = entries[index]
      if (!entry) break
      rest = subtract(rest, entry.amounts)
      if (fits(rest, limits)) return Math.max(1, Math.ceil(entry.at + windowMs - nowMs))
    }
    return windowMs
  }

  return {
    admit(nowMs, amounts) {
      forget(nowMs)
      const after = add(used, amounts)
      wanted = most(wanted, after)
      if (!fits(after, limits)) return { waitMs: waitFor(nowMs, after) }
      used = after
      peak = most(peak, after)
      entries.push({ at: nowMs, amounts })
      return undefined
    },
    get peak() {
      return peak
    },
    get wanted() {
      return wanted
    },
  }
}

const combine = (a: Amounts, b: Amounts, how: (a: number, b: number) => number): Amounts => ({
  characters: how(a.characters, b.characters),
  requests: how(a.requests, b.requests),
})
const add = (a: Amounts, b: Amounts) => combine(a, b, (x, y) => x + y)
const subtract = (a: Amounts, b: Amounts) => combine(a, b, (x, y) => x - y)
const most = (a: Amounts, b: Amounts) => combine(a, b, Math.max)
const fits = (a: Amounts, limits: Amounts) =>
  a.characters <= limits.characters && a.requests <= limits.requests
