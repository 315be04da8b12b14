import path from 'node:path'
import type { LocaleStore } from './locale-store.ts'
import { fileOf, localesIn } from './sqlite/folder.ts'
import type { StoreFile } from './sqlite/store.ts'

/** The stores of all locales, each opened when it is first asked for. */
export interface Stores<Store extends LocaleStore> {
  of(locale: string): Store
  close(): Promise<void>
}

/** @param state the state folder */
export function openStores<Store extends LocaleStore>(
  state: string,
  open: (file: StoreFile) => Store,
): Stores<Store> {
  const opened = new Map<string, Store>()
  return {
    of(locale) {
      let store = opened.get(locale)
      if (store === undefined) {
        store = open({ path: path.join(memoryFolder(state), fileOf(locale)), locale })
        opened.set(locale, store)
      }
      return store
    },
    async close() {
      await Promise.all([...opened.values()].map((store) => store.close()))
    },
  }
}

export const editionsFile = (state: string): string => path.join(state, 'editions.sqlite')

export const outboxFile = (state: string): string => path.join(state, 'outbox.sqlite')

export const memoryFolder = (state: string): string => path.join(state, 'memory')

/** The index that is searched, beside the locale's memory. */
export const searchFile = (state: string, locale: string): string =>
  path.join(memoryFolder(state), `${locale}.search.sqlite`)

/** Targets, and former targets that something was spent for. */
export const localesWithStore = (state: string, targets: readonly string[]): readonly string[] => [
  ...new Set([...targets, ...localesIn(memoryFolder(state))]),
]
