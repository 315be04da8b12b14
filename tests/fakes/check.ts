import type { Checker, Severities } from '../../src/check/check.ts'
import { check, checkEach } from '../../src/check/checks.ts'
import type { Route } from '../../src/translate/gap.ts'
import { decode, type Order, pairOf, readingOf } from '../../src/translate/wire/attempt.ts'

/** The checks as the program has them. */
export const checkHere: Checker = checkEach

/** One order's share of a reply: decoded, checked, and what comes of it. */
export function readReply(order: Order, reply: readonly string[], route: Route, severities: Severities) {
  const decoded = decode(order, reply)
  return readingOf(order, decoded, check(pairOf(order, decoded, route), severities), route)
}
