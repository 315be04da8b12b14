import type { Segment } from '../article/segment.ts'
import { codes } from '../check/rules/codes.ts'
import { readDismissals } from '../review/dismissals.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { parseTarget } from '../review/people.ts'
import type { Act } from '../review/saving/acts.ts'
import { standingAt } from '../review/saving/standing.ts'
import { carriedHash } from './carried-text.ts'
import type { ReturnedWords } from './exchange.ts'

/** What becomes of words that came back for a segment. */
export type Verdict =
  | { readonly kind: 'acts'; readonly acts: readonly Act[] }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string }

const UNCHANGED: Verdict = { kind: 'unchanged' }

/**
 * Tells whose words came back. Three texts are compared: what went out, what came back, and what stands in the locale file now.
 * What did not change on its way is nobody’s act; what did is the act of whoever brings it, unless another person was faster.
 */
export function verdict(words: ReturnedWords, segment: Segment, file: LocaleFile): Verdict {
  const { text, source, exported, isApproved } = words
  const { key, notation } = segment
  if (text.trim() === '') return UNCHANGED
  const hash = carriedHash(text)
  if (source !== undefined && carriedHash(source) !== carriedHash(notation))
    return refused('its source is another one there than in the article')
  const standing = standingAt(segment, file, new Date(0))
  const now = standing === undefined || standing === 'outdated' ? undefined : standing
  const approve: Act = { kind: 'approve', key }
  if (now !== undefined && carriedHash(now.text) === hash) return isApproved ? acts(approve) : UNCHANGED
  if (hash === exported)
    return isApproved
      ? refused(`other words have come into the locale file since: “${now?.text ?? ''}”`)
      : UNCHANGED
  // Tools put the source where nothing is translated yet.
  if (now === undefined && !isApproved && hash === carriedHash(notation)) return UNCHANGED
  const isPersons = now?.state === 'edited' || now?.state === 'approved'
  if (isPersons && exported !== undefined && carriedHash(now.text) !== exported)
    return refused(`a person has written or approved other words since: “${now.text}”`)
  // Looked at here already: an approval must not meet other words, where these are refused.
  const problem = problemOf(text, segment, file)
  if (problem !== undefined) return refused(problem)
  const edit: Act = { kind: 'edit', key, text }
  return isApproved ? acts(edit, approve) : acts(edit)
}

function problemOf(text: string, segment: Segment, file: LocaleFile): string | undefined {
  const dismissed = readDismissals(file, [segment]).dismissed.get(segment.key)
  const parsed = parseTarget(text, segment, dismissed?.includes(codes.id) ?? false)
  return parsed.ok ? undefined : parsed.problem
}

const acts = (...all: readonly Act[]): Verdict => ({ kind: 'acts', acts: all })

const refused = (reason: string): Verdict => ({ kind: 'refused', reason })
