import type { LocaleStore } from '../locale-store.ts'
import type { Memory } from '../memory.ts'
import { isDamage } from './damage.ts'
import type { RefillableStore } from './store.ts'

/**
 * A store that is mended while the run goes on. When a question meets damage, the store is opened again, which sets the
 * damaged file aside and takes over what can be read of it; then the question is asked again. A new file is filled from
 * the locale files before its memory answers for the first time: else a text that stands in another article's locale file
 * would be bought again, and a machine's words would be published where a person has written others.
 */
export interface MendingOptions {
  readonly locale: string
  /** Opens the store's file; a damaged file is set aside, and a new one opened in its place. */
  readonly open: () => Promise<RefillableStore>
  /** Writes what the locale files hold into the memory. @returns whether all of them could be looked at */
  readonly refill: (memory: Memory) => Promise<boolean>
}

export interface MendingStore extends LocaleStore {
  /**
   * Opens and fills the store, which is otherwise done at the first question.
   * @throws DragomanError STATE_UNREADABLE
   */
  ready(): Promise<void>
}

/** A disk that damages one new file after another is not mended by more of them. */
const MENDS = 3

export function mendingStore({ locale, open, refill }: MendingOptions): MendingStore {
  let opened: Promise<RefillableStore> | undefined
  let filling: Promise<void> | undefined
  let mends = 0
  let store: RefillableStore | undefined
  let changesBefore = 0

  const openOne = async () => {
    store = await open()
    return store
  }
  const asItIs = () => (opened ??= openOne())
  const whole = async (): Promise<RefillableStore> => {
    for (;;) {
      filling ??= asItIs().then((memory) => fill(memory, refill))
      const awaited = filling
      try {
        await awaited
      } catch (error) {
        if (awaited === filling) throw error
      }
      // Else the store that was being filled has been mended meanwhile: the new one has to be filled.
      if (awaited === filling) return asItIs()
    }
  }
  const mend = async (broken: Promise<RefillableStore>): Promise<RefillableStore> => {
    // The file is closed before it is set aside: on closing, SQLite removes the log by its name.
    const former = await broken
    await former.close()
    // What was lost with the file, or comes back from the locale files, is a change too.
    changesBefore += former.humanChanges() + 1
    return openOne()
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
        // Another question may have met the damage first: the store is mended already.
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
    recallFailed: (keys) => ask(whole, (it) => it.recallFailed(keys)),
    recallHuman: (keys) => ask(whole, (it) => it.recallHuman(keys)),
    intend: (request) => ask(asItIs, (it) => it.intend(request)),
    settle: (...what) => ask(asItIs, (it) => it.settle(...what)),
    keep: (rows) => ask(asItIs, (it) => it.keep(rows)),
    keepHuman: (...what) => ask(asItIs, (it) => it.keepHuman(...what)),
    moveHuman: (from, to) => ask(asItIs, (it) => it.moveHuman(from, to)),
    humanChanges: () => changesBefore + (store?.humanChanges() ?? 0),
    spentSince: (...which) => ask(asItIs, (it) => it.spentSince(...which)),
    async *lines(sinceMs) {
      yield* (await asItIs()).lines(sinceMs)
    },
    stats: () => ask(asItIs, (it) => it.stats()),
    close: async () => {
      // Why a store could not be opened has been reported with the question that opened it.
      const memory = await opened?.catch(() => undefined)
      await memory?.close()
    },
  }
}

async function fill(memory: RefillableStore, refill: MendingOptions['refill']): Promise<void> {
  if (memory.isToRefill && (await refill(memory))) await memory.refilled()
}
