import { type Lifecycle, type Standing, standingAt } from '../article/lifecycle.ts'
import type { Withdrawals } from './withdrawals.ts'

/** How an article stands in one locale: as it says itself, or `taken down` by a person, or `not wanted` in that locale. */
export type EditionStanding =
  | Standing
  | { readonly kind: 'withdrawn'; readonly why: 'taken down' | 'not wanted'; readonly until: undefined }

export type NoEdition = Exclude<EditionStanding, { readonly kind: 'usable' }>

export interface LifecyclePorts {
  readonly withdrawals: Withdrawals
  /** Which of the targets this article is wanted in: by the rules of the configuration, its own words before them. */
  readonly wanted: (path: string, lifecycle: Lifecycle) => readonly string[]
  /** Hash of the rules of the configuration that decide whether an article has an edition. */
  readonly rules: string
  readonly now: () => Date
}

/** What a person took down stays down whatever the article says. @throws DragomanError LOCALE_FILE_INVALID */
export function standingIn(
  article: { readonly id: string; readonly path: string; readonly lifecycle: Lifecycle },
  locale: string,
  { withdrawals, wanted, now }: LifecyclePorts,
): EditionStanding {
  if (withdrawals.of(article.id, locale) !== undefined)
    return { kind: 'withdrawn', why: 'taken down', until: undefined }
  const standing = standingAt(article.lifecycle, now().getTime())
  if (standing.kind !== 'usable' || wanted(article.path, article.lifecycle).includes(locale)) return standing
  return { kind: 'withdrawn', why: 'not wanted', until: undefined }
}

/** Epoch milliseconds at which it ends by itself, as records have it; null: it does not. */
export const untilOf = ({ until }: EditionStanding): number | null =>
  until === undefined || until === Number.POSITIVE_INFINITY ? null : until
