import { messageOf } from '../article/errors.ts'
import { hashParts } from '../article/hash.ts'
import { onceOf } from '../article/once-each.ts'
import type { Check, Checker, Finding, Pair, Severities } from './check.ts'
import { brackets } from './rules/brackets.ts'
import { codes } from './rules/codes.ts'
import { empty } from './rules/empty.ts'
import { endMark } from './rules/end-mark.ts'
import { glossary } from './rules/glossary.ts'
import { identical } from './rules/identical.ts'
import { language } from './rules/language.ts'
import { length, lengthWarn } from './rules/length.ts'
import { literals } from './rules/literals.ts'
import { loop } from './rules/loop.ts'
import { names } from './rules/names.ts'
import { negation } from './rules/negation.ts'
import { numbers, numbersWarn } from './rules/numbers.ts'
import { question } from './rules/question.ts'
import { quotes } from './rules/quotes.ts'
import { repeatedWord } from './rules/repeated-word.ts'
import { script } from './rules/script.ts'

/** The list: what blocks, then what warns. */
export const checks: readonly Check[] = [
  codes,
  empty,
  literals,
  glossary,
  numbers,
  loop,
  language,
  script,
  identical,
  length,
  lengthWarn,
  numbersWarn,
  quotes,
  endMark,
  question,
  brackets,
  repeatedWord,
  negation,
  names,
]

/** Raised when a check blocks other texts than before: what failed under the earlier checks is then asked for again. */
const CHECKS_VERSION = '1'

/** Of all that decides which texts fail: two configurations with the same hash refuse the same. */
export const checksHash = onceOf((severities: Severities): string =>
  hashParts([CHECKS_VERSION, ...checksUnder(severities).map(({ id, severity }) => `${id} ${severity}`)]),
)

/** All findings on one pair; `severities` from config go before a check's own. */
export const check = (pair: Pair, severities: Severities): Finding[] =>
  findingsOn(pair, checksUnder(severities))

/** The checks that are on, each with the severity that holds: worked out once for all pairs. */
const checksUnder = (severities: Severities): readonly Check[] =>
  checks.flatMap(({ id, severity, find }) => {
    const set = severities[id] ?? severity
    return set === 'off' ? [] : [{ id, severity: set, find }]
  })

function findingsOn(pair: Pair, these: readonly Check[]): Finding[] {
  const findings: Finding[] = []
  for (const { id, severity, find } of these) {
    const message = find(pair)
    if (message !== undefined) findings.push({ check: id, severity, message })
  }
  return findings
}

export const checkEach: Checker = (pairs, severities) => {
  const these = checksUnder(severities)
  return pairs.map((pair) => {
    try {
      return { ok: true, findings: findingsOn(pair, these) }
    } catch (thrown) {
      return { ok: false, fault: messageOf(thrown) }
    }
  })
}

/** The configured severities without what a person dismissed for one segment. */
export const withoutDismissed = (severities: Severities, dismissed: readonly string[] = []): Severities =>
  dismissed.length === 0
    ? severities
    : { ...severities, ...Object.fromEntries(dismissed.map((id) => [id, 'off'])) }
