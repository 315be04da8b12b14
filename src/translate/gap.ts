import type { DragomanError } from '../article/errors.ts'
import type { Segment } from '../article/segment.ts'
import type { Rung, Target } from '../article/target.ts'
import type { Finding } from '../check/check.ts'
import type { Price } from '../config/prices.ts'
import type { TermMatch } from '../glossary/matches.ts'
import type { Neighbours, Provider } from '../providers/provider.ts'

/** What must be bought: one segment that neither memory nor people have in this locale. */
export interface Gap {
  /** Id of the article that asks first: whose bill it goes on. */
  readonly article: string
  readonly segment: Segment
  /** What the words of the route's provider are remembered by. */
  readonly memoryKey: string
  /** The providers that stand in, best first, and what their words are remembered by. */
  readonly standIns?: readonly StandIn[]
  /** What stands around it in its article, where a provider takes context. Never part of a memory key. */
  readonly neighbours?: Neighbours
  /** Glossary terms in the source text, which the target must hold. */
  readonly terms: readonly TermMatch[]
  /** Ids of the checks that a person has dismissed for this segment. */
  readonly dismissed?: readonly string[]
}

export interface StandIn {
  readonly route: Route
  readonly memoryKey: string
  /** Its words as remembered, where they are no more than a draft and so do not fill the gap by themselves. */
  readonly draft?: Target
  /** Of the draft, if it was noted. */
  readonly rung?: Rung | undefined
}

/**
 * What two gaps with one translation have in common. What a person dismissed for one segment must not let the same words
 * pass in another article; and targets that a provider is sent as one have a memory each, which has to get the words.
 * @param target locale
 */
export const translationId = ({ memoryKey, dismissed = [] }: Gap, target: string): string =>
  [target, memoryKey, ...dismissed].join(' ')

/** Whose words and for whom: gaps of one route share batches. */
export interface Route {
  readonly provider: Provider
  readonly source: string
  readonly target: string
  /** What it charges; undefined: not known. */
  readonly price?: Price | undefined
  /** Another provider stands in when this one is out of service: no request waits for it then. */
  readonly hasStandIn?: boolean
  /** Its words are for editors to work on: no edition is published from them. */
  readonly isDraft?: boolean
}

/** The providers that serve a pair, best first. */
export type Choices = readonly [Route, ...Route[]]

export type { Rung } from '../article/target.ts'

export type Translation =
  | {
      readonly ok: true
      readonly target: Target
      readonly rung: Rung
      /** What it is remembered by: the serving provider's. */
      readonly memoryKey: string
      /** From a provider whose words are not published. */
      readonly isDraft?: boolean
      readonly findings: readonly Finding[]
      /** Dismissed checks that would have blocked it: it is good here, and remembered nowhere else. */
      readonly dismissed?: readonly string[]
    }
  | { readonly ok: false; readonly error: DragomanError; readonly rejected?: Rejected }

/** What came back and did not pass its checks. It is remembered only so that it is not bought again. */
export interface Rejected {
  readonly target: Target
  readonly rung: Rung
  readonly findings: readonly Finding[]
}
