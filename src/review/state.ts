import type { ReviewState } from '../article/target.ts'

/**
 * What may become of a segment's target: one table for files, commands, imports and the desk. That a target is stale, since
 * its source sentence has changed, is no state: its words leave the edition and stay with their own source.
 */

/** What happens to a target. The first two are a machine's acts or the article's, all others a person's. */
export const REVIEW_EVENTS = [
  /** A provider or a memory of one has another text. */
  'machine text',
  /** The source is spaced, quoted or composed otherwise, and says the same. */
  'source restyled',
  /** A person wrote other words, here. */
  'edit',
  /** A named person says yes to these words for this source. */
  'approve',
  /** A named person takes an approval back. */
  'unapprove',
  /** A named person says no to these words, here. */
  'reject',
] as const
export type ReviewEvent = (typeof REVIEW_EVENTS)[number]

/** Whether the words become others: `new`, what the event brings; `same`, what stands there. */
type Words = 'new' | 'same'

export type Transition =
  | { readonly kind: 'becomes'; readonly state: ReviewState; readonly words: Words }
  /** `unapprove` goes back to whoever wrote the words. */
  | { readonly kind: 'reverts'; readonly words: 'same' }
  /** The event passes the target by. */
  | { readonly kind: 'stays' }
  /** Only people's acts are refused: with why, and the mend. */
  | { readonly kind: 'refused'; readonly why: string; readonly fix: string }

const becomes = (state: ReviewState, words: Words): Transition => ({ kind: 'becomes', state, words })
const stays: Transition = { kind: 'stays' }
const refused = (why: string, fix: string): Transition => ({ kind: 'refused', why, fix })

const NOT_APPROVED = refused('it is not approved', 'Nothing is to be done.')
const APPROVED_FIRST = refused('it is approved', 'Take the approval back first: dragoman unapprove.')

/** A person's words and approvals are never replaced by a machine. */
export const TRANSITIONS: Readonly<Record<ReviewState, Readonly<Record<ReviewEvent, Transition>>>> = {
  machine: {
    'machine text': becomes('machine', 'new'),
    'source restyled': becomes('machine', 'same'),
    edit: becomes('edited', 'new'),
    approve: becomes('approved', 'same'),
    unapprove: NOT_APPROVED,
    reject: becomes('rejected', 'same'),
  },
  edited: {
    'machine text': stays,
    'source restyled': becomes('edited', 'same'),
    edit: becomes('edited', 'new'),
    approve: becomes('approved', 'same'),
    unapprove: NOT_APPROVED,
    reject: becomes('rejected', 'same'),
  },
  approved: {
    'machine text': stays,
    'source restyled': becomes('approved', 'same'),
    edit: becomes('edited', 'new'),
    approve: stays,
    unapprove: { kind: 'reverts', words: 'same' },
    reject: APPROVED_FIRST,
  },
  rejected: {
    'machine text': becomes('machine', 'new'),
    'source restyled': becomes('rejected', 'same'),
    edit: becomes('edited', 'new'),
    approve: refused('its words were rejected', 'Write other words, or restore them from the history.'),
    unapprove: NOT_APPROVED,
    reject: stays,
  },
}

/** The state after an event; the same where it is refused or passes by. @param author of the words that stand there */
export function nextState(state: ReviewState, event: ReviewEvent, author: 'machine' | 'human'): ReviewState {
  const transition = TRANSITIONS[state][event]
  switch (transition.kind) {
    case 'becomes':
      return transition.state
    case 'reverts':
      return author === 'human' ? 'edited' : 'machine'
    case 'stays':
    case 'refused':
      return state
    default:
      return transition satisfies never
  }
}
