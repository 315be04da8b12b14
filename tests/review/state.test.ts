import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReviewState } from '../../src/article/target.ts'
import { nextState, REVIEW_EVENTS, type ReviewEvent, TRANSITIONS } from '../../src/review/state.ts'

const STATES = Object.keys(TRANSITIONS) as readonly ReviewState[]
const OF_MACHINES: readonly ReviewEvent[] = ['machine text', 'source restyled']

/** What stands there: whose words, in which state. */
interface Standing {
  readonly state: ReviewState
  readonly words: 'machine' | 'human'
  readonly version: number
}

function after({ state, words, version }: Standing, event: ReviewEvent): Standing {
  const transition = TRANSITIONS[state][event]
  const isNew = 'words' in transition && transition.words === 'new'
  const author = isNew ? (event === 'edit' ? 'human' : 'machine') : words
  return { state: nextState(state, event, author), words: author, version: isNew ? version + 1 : version }
}

describe('the states of a target', () => {
  it.each([
    ['machine', 'machine text', 'machine'],
    ['machine', 'edit', 'edited'],
    ['machine', 'approve', 'approved'],
    ['machine', 'reject', 'rejected'],
    ['machine', 'unapprove', 'machine'],
    ['edited', 'machine text', 'edited'],
    ['edited', 'edit', 'edited'],
    ['edited', 'approve', 'approved'],
    ['edited', 'reject', 'rejected'],
    ['approved', 'machine text', 'approved'],
    ['approved', 'source restyled', 'approved'],
    ['approved', 'edit', 'edited'],
    ['approved', 'reject', 'approved'],
    ['rejected', 'machine text', 'machine'],
    ['rejected', 'edit', 'edited'],
    ['rejected', 'approve', 'rejected'],
  ] as const)('%s, %s: %s', (state, event, next) => {
    expect(nextState(state, event, 'machine')).toBe(next)
  })

  it('an approval that is taken back leaves the words to whoever wrote them', () => {
    expect(nextState('approved', 'unapprove', 'human')).toBe('edited')
    expect(nextState('approved', 'unapprove', 'machine')).toBe('machine')
  })

  it('each event has an answer in each state, and only people’s acts are refused', () => {
    for (const state of STATES) {
      expect(Object.keys(TRANSITIONS[state]).toSorted()).toEqual([...REVIEW_EVENTS].toSorted())
      for (const event of OF_MACHINES) expect(TRANSITIONS[state][event].kind).not.toBe('refused')
    }
  })

  it('no sequence of machines’ events changes a person’s words or an approval', () => {
    const machines = fc.array(fc.constantFrom(...OF_MACHINES), { maxLength: 20 })
    const all = fc.array(fc.constantFrom(...REVIEW_EVENTS), { maxLength: 20 })
    fc.assert(
      fc.property(all, machines, (before, events) => {
        const start: Standing = { state: 'machine', words: 'machine', version: 0 }
        const standing = before.reduce(after, start)
        const end = events.reduce(after, standing)
        const isPersons = standing.state === 'edited' || standing.state === 'approved'
        if (isPersons) expect(end).toEqual(standing)
        if (standing.words === 'human' && standing.state !== 'rejected') expect(end.words).toBe('human')
      }),
    )
  })

  it('edited words are always a person’s, and machine words always a machine’s', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...REVIEW_EVENTS), { maxLength: 30 }), (events) => {
        const start: Standing = { state: 'machine', words: 'machine', version: 0 }
        const { state, words } = events.reduce(after, start)
        if (state === 'edited') expect(words).toBe('human')
        if (state === 'machine') expect(words).toBe('machine')
      }),
    )
  })
})
