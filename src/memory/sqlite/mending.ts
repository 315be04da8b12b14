import type { LocaleStore } from '../locale-store.ts'
import type { Memory } from '../memory.ts'
import { isDamage } from './damage.ts'
import type { RefillableStore } from './store.ts'

/**
 * A memory that mends itself while the run goes on. When a question trips over damage, it is opened anew, which sets
 * the damaged file aside and takes over what can be read, and the question is asked again. A memory that begins anew
 * is filled from the locale files before it first says what it knows: else what stands in another article's file
 * would be bought again, and a person's words would be missing where a machine's are then published.
 */
export interface MendingOptions {
  readonly locale: string
  /** Opens the file; where it is damaged, another in its place. */
  readonly open: () => Promise<RefillableStore>
  /** Writes into it what the locale files hold. @returns whether it could look at all of it */
  readonly refill: (memory: Memory) => Promise<boolean>
}

export interface MendingStore extends LocaleStore {
  /**
   * Opens the file and fills it, which is otherwise done when it is first asked: a locale that is filled before the
   * others would have all places at the provider. @throws DragomanError STATE_UNREADABLE
   */
  ready(): Promise<void>
}

/** A disk that damages one new file after another is not mended by more of them. */
const MENDS = 3

export function mendingStore({ locale, open, refill }: MendingOptions): MendingStore {
  let opened: Promise<RefillableStore> | undefined
  let filling: Promise<void> | undefined
  let mends = 0

  const asItIs = () => (opened ??= open())
  const whole = async (): Promise<RefillableStore> => {
    for (;;) {
      filling ??= asItIs().then((memory) => fill(memory, refill))
      const awaited = filling
      try {
        await awaited
      } catch (error) {
        if (awaited === filling) throw error
      }
      // Else it was the one before that was filled, closed over its head.
      if (awaited === filling) return asItIs()
    }
  }
  const mend = async (broken: Promise<RefillableStore>): Promise<RefillableStore> => {
    // Before it is set aside: on closing, SQLite removes the log by its name.
    await (await broken).close()
    return open()
  }
  const ask = async <T>(
    which: () => Promise<RefillableStore>,
    question: (store: LocaleStore) => Promise<T>,
  ): Promise<T> => {
    for (;;) {
      const before = asItIs()
      try {
        return await question(await which())
      } catch (error) {
        // Somebody else may have tripped over it first, and mended it.
        if (before !== opened) continue
        if (!isDamage(error) || mends === MENDS) throw error
        mends++
        opened = mend(before)
        filling = undefined
      }
    }
  }

  return {
    locale,
    ready: async () => void (await whole()),
    recall: (keys) => ask(whole, (it) => it.recall(keys)),
    recallHuman: (keys) => ask(whole, (it) => it.recallHuman(keys)),
    intend: (request) => ask(asItIs, (it) => it.intend(request)),
    settle: (intent, outcome, rows) => ask(asItIs, (it) => it.settle(intent, outcome, rows)),
    keep: (rows) => ask(asItIs, (it) => it.keep(rows)),
    keepHuman: (rows) => ask(asItIs, (it) => it.keepHuman(rows)),
    spentSince: (...which) => ask(asItIs, (it) => it.spentSince(...which)),
    async *lines(sinceMs) {
      yield* (await asItIs()).lines(sinceMs)
    },
    stats: () => ask(asItIs, (it) => it.stats()),
    close: async () => {
      // What could not be opened has been told of by whoever asked.
      const memory = await opened?.catch(() => undefined)
      await memory?.close()
    },
  }
}

async function fill(memory: RefillableStore, refill: MendingOptions['refill']): Promise<void> {
  if (memory.isToRefill && (await refill(memory))) await memory.refilled()
}
