import { isDamage } from './damage.ts'
import type { Memory } from './memory.ts'
import type { SqliteMemory } from './sqlite.ts'

/**
 * A memory that mends itself while the run goes on. When a question trips over damage, it is opened anew, which sets
 * the damaged file aside and takes over what can be read, and the question is asked again. A memory that begins anew
 * is filled from the locale files before it first says what it knows: else what stands in another article's file
 * would be bought again, and a person's words would be missing where a machine's are then published.
 */
export interface MendingOptions {
  /** Opens the file; where it is damaged, another in its place. */
  readonly open: () => SqliteMemory
  /** Writes into it what the locale files hold. @returns whether it could look at all of it */
  readonly refill: (memory: Memory) => Promise<boolean>
}

/** A disk that damages one new file after another is not mended by more of them. */
const MENDS = 3

export function mendingMemory({ open, refill }: MendingOptions): Memory {
  let memory = open()
  let filling: Promise<void> | undefined
  let mends = 0
  let failure: unknown

  const asItIs = () => {
    if (failure !== undefined) throw failure
    return memory
  }
  const whole = async (): Promise<SqliteMemory> => {
    for (;;) {
      filling ??= fill(asItIs(), refill)
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
  const mend = () => {
    // Before it is set aside: on closing, SQLite removes the log by its name.
    void memory.close()
    try {
      memory = open()
      filling = undefined
    } catch (error) {
      failure = error
      throw error
    }
  }
  const ask = async <T>(
    which: () => SqliteMemory | Promise<SqliteMemory>,
    question: (memory: Memory) => Promise<T>,
  ): Promise<T> => {
    for (;;) {
      const before = asItIs()
      try {
        return await question(await which())
      } catch (error) {
        // Somebody else may have tripped over it first, and mended it.
        if (before !== memory) continue
        if (!isDamage(error) || mends === MENDS) throw error
        mends++
        mend()
      }
    }
  }

  return {
    locale: memory.locale,
    recall: (keys) => ask(whole, (it) => it.recall(keys)),
    recallHuman: (keys) => ask(whole, (it) => it.recallHuman(keys)),
    intend: (request) => ask(asItIs, (it) => it.intend(request)),
    settle: (intent, outcome, rows) => ask(asItIs, (it) => it.settle(intent, outcome, rows)),
    keep: (rows) => ask(asItIs, (it) => it.keep(rows)),
    keepHuman: (rows) => ask(asItIs, (it) => it.keepHuman(rows)),
    spentSince: (instantMs, currency) => ask(asItIs, (it) => it.spentSince(instantMs, currency)),
    ledger: (sinceMs) => memory.ledger(sinceMs),
    stats: () => ask(asItIs, (it) => it.stats()),
    close: () => memory.close(),
  }
}

async function fill(memory: SqliteMemory, refill: MendingOptions['refill']): Promise<void> {
  if (memory.isToRefill && (await refill(memory))) memory.refilled()
}
