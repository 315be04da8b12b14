import type { Severities } from '../../src/check/check.ts'
import { check } from '../../src/check/checks.ts'
import type { Route } from '../../src/translate/gap.ts'
import { type Attempt, decode, pairOf, readingOf } from '../../src/translate/wire/attempt.ts'

/** One attempt's share of a reply: decoded, checked, and what comes of it. */
export function readReply(attempt: Attempt, reply: readonly string[], route: Route, severities: Severities) {
  const decoded = decode(attempt, reply)
  return readingOf(attempt, decoded, check(pairOf(attempt, decoded, route), severities), route)
}
