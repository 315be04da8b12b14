import type { Content } from '../article/content.ts'
import type { TermMatch } from '../glossary/matches.ts'
import type { CheckId } from './ids.ts'

/** What a check is given: one segment's source and target, with their locales. */
export interface Pair {
  readonly source: Content
  readonly target: Content
  readonly sourceLocale: string
  readonly targetLocale: string
  /** Glossary terms in the source; none when there is no glossary. */
  readonly terms?: readonly TermMatch[]
}

/** One rule, one small file: an id that config and locale files know it by, and a pure function. */
export interface Check {
  readonly id: CheckId
  readonly severity: 'warn' | 'block'
  /** What is wrong, as a sentence for the editor; undefined when nothing is. */
  readonly find: (pair: Pair) => string | undefined
}

/** `block`: not published, not remembered. `warn`: published, shown to editors. */
export interface Finding {
  readonly check: string
  readonly severity: 'warn' | 'block'
  readonly message: string
}

export type Severities = Readonly<Record<string, 'off' | 'warn' | 'block'>>

/** What came of checking one pair: a check that breaks on it is a fault of ours, and no reason to lose the others. */
export type Checked =
  | { readonly ok: true; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly fault: string }

/** Checks many pairs. In the order of the pairs. */
export type Checker = (pairs: readonly Pair[], severities: Severities) => readonly Checked[]
