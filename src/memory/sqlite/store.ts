import type { DatabaseSync } from 'node:sqlite'
import { dayAround } from '../day.ts'
import type { LocaleStore } from '../locale-store.ts'
import { type DatabaseFile, openDatabaseFile } from './database-file.ts'
import { failedTexts } from './failed-texts.ts'
import { humanTexts } from './human-texts.ts'
import { machineTexts } from './machine-texts.ts'
import { requests } from './requests.ts'
import { salvage } from './salvage.ts'
import { MIGRATIONS, SCHEMA, VERSION } from './schema.ts'

export interface StoreFile {
  readonly path: string
  readonly locale: string
}

export interface SqliteStoreOptions extends StoreFile {
  /** Decides which day is today, whose spending must be saved from a damaged ledger; absent: the system's. */
  readonly timeZone?: string | undefined
  /** Told where a damaged file is now, and whether today's lines of its ledger could be saved from it. */
  readonly onDamage?: (damage: Damage) => void
}

export interface Damage {
  readonly aside: string
  /** False: what was spent today is unknown. */
  readonly isLedgerSaved: boolean
}

/** A store whose file may have begun anew. */
export interface RefillableStore extends LocaleStore {
  /** Did it begin, when it was opened, without what the locale files may hold? */
  readonly isToRefill: boolean
  refilled(): Promise<void>
}

/**
 * Memory and ledger of one locale in one SQLite file.
 * @throws DragomanError STATE_UNREADABLE when the file is no usable database; every method rejects with it too.
 */
export function openSqliteStore({ path, locale, timeZone, onDamage }: SqliteStoreOptions): RefillableStore {
  let isLedgerSaved = true
  const file = openDatabaseFile({
    path,
    title: `The memory for ${locale}`,
    fix: 'if the file is damaged, run again: it is set aside, and its texts come back from it and from the locale files.',
    schema: SCHEMA,
    version: VERSION,
    migrations: MIGRATIONS,
    begin(db, damaged) {
      isLedgerSaved = damaged === undefined || salvage(damaged, db, dayAround(new Date(), timeZone).start)
      note(db, TO_REFILL)
      if (!isLedgerSaved) note(db, SPENDING_UNKNOWN)
    },
    onDamage: onDamage && ((aside) => onDamage({ aside, isLedgerSaved })),
  })
  return storeIn(file, locale)
}

const TO_REFILL = 'to-refill'
const SPENDING_UNKNOWN = 'spending-unknown'

function note(db: DatabaseSync, name: string): void {
  db.prepare('INSERT OR REPLACE INTO notes VALUES (?, ?)').run(name, Date.now())
}

function storeIn(file: DatabaseFile, locale: string): RefillableStore {
  const machines = machineTexts(file)
  const people = humanTexts(file)
  const failures = failedTexts(file)
  const ledger = requests(file)
  const findNote = file.prepare('SELECT at FROM notes WHERE name = ?')
  const dropNote = file.prepare('DELETE FROM notes WHERE name = ?')
  let humanChanges = 0
  const noted = (name: string) => file.use(() => findNote.get(name))?.['at'] as number | undefined

  return {
    locale,
    recall: async (keys) => file.use(() => machines.find(keys)),
    recallFailed: async (keys) => file.use(() => failures.find(keys)),
    recallHuman: async (keys) => file.use(() => people.find(keys)),
    async keep(rows) {
      if (rows.length > 0) file.transaction(() => machines.put(rows))
    },
    async keepHuman(article, rows, takenBack = []) {
      const changes = () => people.changes(article, rows, takenBack)
      // Most articles hold no person's text, or the same as before: the file is written to by one at a time.
      if (file.use(changes) === undefined) return
      const made = file.transaction(() => {
        const now = changes()
        if (now !== undefined) people.change(article, now)
        return now
      })
      if (made?.isNews) humanChanges++
    },
    async moveHuman(from, to) {
      if (!file.use(() => people.holds(from))) return
      if (file.transaction(() => people.move(from, to))) humanChanges++
    },
    humanChanges: () => humanChanges,
    stats: async () =>
      file.use(() => ({
        machine: machines.count(),
        human: people.count(),
        damaged: machines.damaged() + people.damaged(),
      })),

    intend: async (request) => file.transaction(() => ledger.add(request)),
    settle: async (intent, outcome, rows, failed = []) =>
      file.transaction(() => {
        ledger.settle(intent, outcome)
        machines.put(rows)
        failures.put(failed)
      }),
    async spentSince(fromMs, currency, toMs = Number.POSITIVE_INFINITY) {
      const spent = file.use(() => ledger.sum(fromMs, toMs, currency))
      const unknownAt = noted(SPENDING_UNKNOWN)
      if (unknownAt === undefined || unknownAt < fromMs || unknownAt >= toMs) return spent
      return { ...spent, characters: Number.POSITIVE_INFINITY, micros: Number.POSITIVE_INFINITY }
    },
    async *lines(sinceMs) {
      const lines = ledger.lines(sinceMs)[Symbol.iterator]()
      for (;;) {
        const line = file.use(() => lines.next())
        if (line.done) return
        yield line.value
      }
    },

    close: async () => file.close(),

    isToRefill: noted(TO_REFILL) !== undefined,
    refilled: async () => file.transaction(() => void dropNote.run(TO_REFILL)),
  }
}
