import type { Segment } from '../article/segment.ts'
import { codes } from '../check/rules/codes.ts'
import { readDismissals } from '../review/dismissals.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { parseTarget } from '../review/people.ts'
import { TRANSITIONS } from '../review/state.ts'
import { stateIn } from './bundle.ts'
import { carriedHash } from './carried-text.ts'
import type { ReturnedWords } from './exchange.ts'

/** What becomes of words that came back for a segment. */
export type Verdict =
  | { readonly kind: 'taken'; readonly text: string; readonly isNew: boolean; readonly isApproved: boolean }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string }

const UNCHANGED: Verdict = { kind: 'unchanged' }

/**
 * Tells whose words came back. Three texts are compared: what went out, what came back, and what stands in the locale file now.
 * What did not change on its way is nobody’s act; what did is the act of whoever brings it, unless another person was faster.
 */
export function verdict(words: ReturnedWords, segment: Segment, file: LocaleFile): Verdict {
  const { text, source, exported, isApproved } = words
  if (text.trim() === '') return UNCHANGED
  const hash = carriedHash(text)
  if (source !== undefined && carriedHash(source) !== carriedHash(segment.notation))
    return refused('its source is another one there than in the article')
  const now = file.texts.get(segment.key) ?? ''
  const isThere = now.trim() !== ''
  if (isThere && carriedHash(now) === hash) return isApproved ? approval(now, segment, file) : UNCHANGED
  if (hash === exported)
    return isApproved ? refused(`other words have come into the locale file since: “${now}”`) : UNCHANGED
  // Tools put the source where nothing is translated yet.
  if (!isThere && !isApproved && hash === carriedHash(segment.notation)) return UNCHANGED
  if (isThere && exported !== undefined && carriedHash(now) !== exported && isPersons(now, segment, file))
    return refused(`a person has written or approved other words since: “${now}”`)
  return withFittingCodes(text, segment, file, { kind: 'taken', text, isNew: true, isApproved })
}

function approval(now: string, segment: Segment, file: LocaleFile): Verdict {
  const transition = TRANSITIONS[stateIn(segment.key, now, file)].approve
  if (transition.kind === 'refused') return refused(`it cannot be approved, since ${transition.why}`)
  if (transition.kind === 'stays') return UNCHANGED
  const taken = { kind: 'taken', text: now, isNew: false, isApproved: true } as const
  return withFittingCodes(now, segment, file, taken)
}

function withFittingCodes(text: string, segment: Segment, file: LocaleFile, taken: Verdict): Verdict {
  const dismissed = readDismissals(file, [segment]).dismissed.get(segment.key)
  const parsed = parseTarget(text, segment, dismissed?.includes(codes.id) ?? false)
  return parsed.ok ? taken : refused(parsed.problem)
}

const isPersons = (now: string, { key }: Segment, file: LocaleFile): boolean =>
  stateIn(key, now, file) === 'approved' || stateIn(key, now, file) === 'edited'

const refused = (reason: string): Verdict => ({ kind: 'refused', reason })
