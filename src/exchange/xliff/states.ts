import type { ReviewState } from '../../article/target.ts'

/**
 * Review states in XLIFF. Its four states know nothing of who wrote what, so ours stands beside as the sub-state: as long as a
 * tool leaves that alone, it has said nothing about the words. A tool that changes the state has to change or drop the sub-state.
 * @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#state
 */
const STATES: Readonly<Record<ReviewState, 'initial' | 'translated' | 'final'>> = {
  machine: 'translated',
  edited: 'translated',
  approved: 'final',
  rejected: 'initial',
}

export const stateAttributes = (state: ReviewState) => ({
  state: STATES[state],
  subState: `${PREFIX}${state}`,
})

const PREFIX = 'dragoman:'

/** `final` is a person's yes, unless it is the one that went out. */
export const isApproval = (state: string | undefined, subState: string | undefined): boolean =>
  state === STATES.approved && subState !== `${PREFIX}approved`
