import type { Status } from '../../article/lifecycle.ts'
import { isNo, isYes } from './said.ts'

/** What a word says of an article; `scheduled`: usable, but not before its date. */
export type StatusWord = Status | 'scheduled'

/**
 * The words by which newsrooms' systems tell how an article stands.
 * @see https://cv.iptc.org/newscodes/pubstatusg2/ · https://developer.wordpress.org/reference/functions/get_post_statuses/
 */
const WORDS: Readonly<Record<StatusWord, readonly string[]>> = {
  usable: ['usable', 'publish', 'published', 'live', 'public', 'online', 'active', 'corrected', 'updated'],
  scheduled: ['future', 'scheduled', 'embargoed'],
  draft: ['draft', 'auto draft', 'pending', 'private', 'unpublished', 'in progress', 'in review', 'review'],
  'on hold': ['on hold', 'onhold', 'hold', 'held', 'withheld', 'suspended'],
  canceled: [
    ...['canceled', 'cancelled', 'cancel', 'killed', 'kill', 'spiked', 'retracted', 'withdrawn'],
    ...['removed', 'deleted', 'trash', 'trashed'],
  ],
}

const MEANINGS: ReadonlyMap<string, StatusWord> = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) =>
    words.map((word) => [word, meaning as StatusWord] as const),
  ),
)

/** `status: true`, `1` and `false` as Drupal has them too. @param own words of the newsroom's own, which go before ours */
export function meaningOf(word: string, own: Readonly<Record<string, Status>>): StatusWord | undefined {
  const wanted = plainWord(word)
  const [, meaning] = Object.entries(own).find(([each]) => plainWord(each) === wanted) ?? []
  if (meaning !== undefined) return meaning
  if (isYes(wanted)) return 'usable'
  return isNo(wanted) ? 'draft' : MEANINGS.get(wanted)
}

/** `stat:usable` and the concept's whole address are the word too. */
const plainWord = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/^.*[:/]/, '')
    .replace(/[\s_-]+/g, ' ')

export const KNOWN_WORDS: readonly string[] = Object.values(WORDS).flat()
