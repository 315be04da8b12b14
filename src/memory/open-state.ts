import type { Project } from '../config/load.ts'
import type { Editions } from '../publish/editions.ts'
import type { Ledger } from './ledger.ts'
import type { Memory } from './memory.ts'
import { openSqliteEditions } from './sqlite/editions.ts'
import { type MendingStore, mendingStore } from './sqlite/mending.ts'
import { type Damage, openSqliteStore, type RefillableStore, type StoreFile } from './sqlite/store.ts'
import { editionsFile, localesWithStore, openStores } from './stores.ts'

/** What the state folder holds for a run: memory and ledger of each locale, and the record of editions. */
export interface State {
  readonly editions: Editions
  storeOf(locale: string): MendingStore
  /** Of all locales that something was ever spent on. */
  ledgers(): readonly Ledger[]
  /** Opens and fills the stores of all these locales. @throws DragomanError STATE_UNREADABLE */
  ready(): Promise<void>
  close(): Promise<void>
}

export interface StateOptions {
  /** Only a run that buys sets a damaged file aside; commands that look on say what is wrong with it. */
  readonly mends: boolean
  /** Fills a new memory from the locale files. @returns whether all of them could be looked at */
  readonly refill: (memory: Memory) => Promise<boolean>
  /** Told of each file that was set aside; the locale is empty for the record of editions. */
  readonly onDamage: (locale: string, message: string) => void
}

export function openState(
  { state, config }: Pick<Project, 'state' | 'config'>,
  { mends, refill, onDamage }: StateOptions,
): State {
  const openStore = (file: StoreFile): RefillableStore => {
    if (!mends) return openSqliteStore(file)
    const onStoreDamage = (damage: Damage) => onDamage(file.locale, memoryDamaged(file.locale, damage))
    return openSqliteStore({ ...file, timeZone: config.source.timeZone, onDamage: onStoreDamage })
  }
  const stores = openStores(state, (file) =>
    mendingStore({ locale: file.locale, open: async () => openStore(file), refill }),
  )
  const editions = openSqliteEditions(
    editionsFile(state),
    mends ? (aside) => onDamage('', editionsDamaged(aside)) : undefined,
  )
  const all = () => localesWithStore(state, config.targets).map(stores.of)
  return {
    editions,
    storeOf: stores.of,
    ledgers: all,
    ready: async () => void (await Promise.all(all().map((store) => store.ready()))),
    async close() {
      await editions.close()
      await stores.close()
    },
  }
}

const memoryDamaged = (locale: string, { aside, isLedgerSaved }: Damage): string =>
  `The memory for ${locale} was damaged and is now ${aside}. What could be read of it was taken over; the rest comes ` +
  'back from the locale files.' +
  (isLedgerSaved ? '' : ' What was spent today is not known: a day’s budget counts as spent until midnight.')

const editionsDamaged = (aside: string): string =>
  `The record of editions was damaged and is now ${aside}. Every edition is looked at again; nothing is bought for it.`
