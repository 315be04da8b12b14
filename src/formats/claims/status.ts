import { closestName, didYouMean } from '../../article/did-you-mean.ts'
import type { Status } from '../../article/lifecycle.ts'
import { type Context, isIptc, isNo, quoted, type Said, said, valuesOf } from './said.ts'
import { KNOWN_WORDS, meaningOf, type StatusWord } from './status-words.ts'

export interface SaidStatus {
  readonly status: Status
  /** Usable, but not before its date. */
  readonly isScheduled: boolean
}

/** `draft` is one unless it says no (`draft: 2` is a draft); `published` makes one only where it says no. */
export function statusOf(context: Context): SaidStatus {
  const words = said(context, 'status').flatMap((claim) => wordsOf(claim, context))
  const isDraft =
    said(context, 'draft').some((claim) => valuesOf(claim).some((value) => !isNo(value))) ||
    said(context, 'published').some((claim) => valuesOf(claim).some(isNo))
  const all: readonly StatusWord[] = isDraft ? [...words, 'draft'] : words
  return {
    status: STRICTEST_FIRST.find((status) => all.includes(status)) ?? 'usable',
    isScheduled: all.includes('scheduled'),
  }
}

const STRICTEST_FIRST: readonly Status[] = ['canceled', 'on hold', 'draft']

function wordsOf(claim: Said, context: Context): readonly StatusWord[] {
  const { words } = context.settings.names
  const meanings = valuesOf(claim).map((word) => meaningOf(word, words) ?? { unknown: word })
  const unknown = meanings.filter((meaning) => typeof meaning === 'object').map((meaning) => meaning.unknown)
  return [
    ...meanings.filter((meaning) => typeof meaning === 'string'),
    ...unknown.slice(0, MOST_TOLD).map((word) => takenFor(word, claim, context)),
  ]
}

/** Of a list of words that nobody knows. */
const MOST_TOLD = 5

/**
 * Of a word that nobody knows: where it is close to one that holds an article back (`canceld`), the article is held, and so
 * it is under IPTC's name, which has three words: publishing what an agency has killed is worse than publishing late. Any
 * other word under `status` mostly is no status at all (`status: evergreen`), and holding it would withdraw a blog's
 * editions on the day of an upgrade: it is only told.
 */
function takenFor(word: string, claim: Said, { settings, report }: Context): Status {
  const { words } = settings.names
  const close = closestName(word, [...KNOWN_WORDS, ...Object.keys(words)])
  const closeMeaning = close === undefined ? 'usable' : meaningOf(close, words)
  const taken = isIptc(claim) || closeMeaning !== 'usable' ? 'on hold' : 'usable'
  const problem = `${quoted(word)} under ${claim.name} is no status that is known${didYouMean(close) || '.'}`
  const known = KNOWN_WORDS.join(', ')
  report(
    'lifecycle',
    `${problem} The article is taken for ${taken}; source.lifecycle.words can say what the word means. Known are: ${known}.`,
    claim.at,
  )
  return taken
}
