import type { Intent } from '../../src/memory/ledger.ts'

/** A request of ten characters for one article, at twenty millionths a character. */
export function intentOf(change: Partial<Intent> = {}): Intent {
  const { characters = 10 } = change
  return {
    provider: 'fake',
    model: 'm1',
    segments: 1,
    characters,
    micros: characters * 20,
    currency: 'USD',
    sentAt: 1_000,
    shares: new Map([['news', characters]]),
    ...change,
  }
}
