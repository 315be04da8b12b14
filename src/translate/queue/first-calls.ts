import type { LanguagePair } from '../../providers/provider.ts'
import type { Clock } from '../clock.ts'
import { openChange } from './change.ts'
import { pairId } from './lane.ts'

/**
 * Until an account has answered, its calls go one after the other, and so do those of each of its pairs: credentials or a
 * pair that the provider refuses cost one call, however many slots are free. Most refusals come at once, so each call
 * keeps the next one waiting for a moment only; where they are slow, no more than three are out for some seconds.
 */
export interface FirstCalls {
  /** Waits until a call for this pair may go. Undefined: the signal aborted meanwhile. */
  admit(pair: LanguagePair, signal: AbortSignal): Promise<Call | undefined>
  noteAnswer(pair: LanguagePair): void
}

export interface Call {
  /** What came of it has been noted. */
  end(): void
}

/** Most refusals take less. */
const REFUSAL_MS = 400

const CALLS_AT_ONCE = 3

/** What takes longer is most probably a reply that is being made. */
const SLOW_REFUSAL_MS = 5_000

export function openFirstCalls(clock: Clock): FirstCalls {
  const answered = new Set<string>()
  const out = new Set<{ readonly pair: string; readonly since: number }>()
  const change = openChange(clock)

  /** Milliseconds for which the calls that are out may still tell of a refusal that this pair would meet too. */
  const msToWait = (pair: string): number => {
    if (answered.has(pair)) return 0
    const others = [...out].filter((call) => answered.size === 0 || call.pair === pair)
    const times = others.map(({ since }) => since).toSorted((a, b) => b - a)
    const [latest = -Infinity] = times
    const third = times[CALLS_AT_ONCE - 1] ?? -Infinity
    return Math.max(0, latest + REFUSAL_MS - clock.now(), third + SLOW_REFUSAL_MS - clock.now())
  }

  return {
    async admit(languages, signal) {
      const pair = pairId(languages)
      while (!signal.aborted) {
        const ms = msToWait(pair)
        if (ms > 0) {
          await change.wait(ms, signal)
          continue
        }
        const call = { pair, since: clock.now() }
        out.add(call)
        return {
          end() {
            if (out.delete(call)) change.tell()
          },
        }
      }
      return undefined
    },
    noteAnswer(languages) {
      answered.add(pairId(languages))
      change.tell()
    },
  }
}
