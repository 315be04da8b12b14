import { type Checker, check, checkEach, type Severities } from '../../src/check/check.ts'
import type { Route } from '../../src/translate/gap.ts'
import { decode, type Order, pairOf, readingOf } from '../../src/translate/wire/attempt.ts'

/** The checks, in this thread. */
export const checkHere: Checker = async (pairs, severities) => checkEach(pairs, severities)

/** One order's share of a reply: decoded, checked, and what comes of it. */
export function readReply(order: Order, reply: readonly string[], route: Route, severities: Severities) {
  const decoded = decode(order, reply)
  return readingOf(order, decoded, check(pairOf(order, decoded, route), severities), route)
}
