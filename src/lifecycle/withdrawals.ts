import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DragomanError, messageOf } from '../article/errors.ts'
import type { Folder } from '../publish/files.ts'
import type { SaveLock } from '../state/save-lock.ts'

/**
 * What people took down, for legal reasons or for safety: one committed file beside the locale files, so that it holds on
 * every machine, also where the state folder is lost. By article id, then by locale; `*` stands for all, those included
 * that become targets later.
 */
export interface Withdrawals {
  /** Undefined: nobody took this edition down. @throws DragomanError LOCALE_FILE_INVALID */
  of(article: string, locale: string): Withdrawal | undefined
}

export const Withdrawal = z.strictObject({
  /** The name of the person who took it down. */
  by: z.string().min(1),
  date: z.iso.datetime({ offset: true }),
})
export type Withdrawal = z.infer<typeof Withdrawal>

const ByArticle = z.record(z.string(), z.record(z.string(), Withdrawal))
type ByArticle = z.infer<typeof ByArticle>

/** Stands for all locales. */
export const EVERY_LOCALE = '*'

export const WITHDRAWALS_FILE = 'withdrawn.json'

/** Read again whenever the file has changed: what is taken down during a run is not published by it. */
export function openWithdrawals(locales: string): Withdrawals {
  const file = path.join(locales, WITHDRAWALS_FILE)
  let known: { readonly stamp: string; readonly entries: ByArticle } | undefined
  return {
    of(article, locale) {
      const stamp = stampOf(file)
      if (known?.stamp !== stamp) known = { stamp, entries: readWithdrawals(locales) }
      const entries = known.entries[article]
      return entries?.[EVERY_LOCALE] ?? entries?.[locale]
    },
  }
}

/** Changes when the file does; empty while there is none. */
function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats === undefined ? '' : `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}

/** @throws DragomanError LOCALE_FILE_INVALID: what it says must not be guessed */
export function readWithdrawals(locales: string): ByArticle {
  const file = path.join(locales, WITHDRAWALS_FILE)
  try {
    return ByArticle.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause)
    throw new DragomanError('LOCALE_FILE_INVALID', `The list of what was taken down is broken (${why}).`, {
      place: file,
      fix: 'Restore it from version control, or mend it. Until then nothing is published.',
      cause,
    })
  }
}

export interface WithdrawalPorts {
  readonly locales: Folder
  readonly saveLock: SaveLock
}

/**
 * Takes down, or allows again, these editions of an article; `locales` empty: all. Of two people who decide at the same
 * moment, neither loses what they decided.
 * @returns whether that changed anything
 */
export const changeWithdrawals = (
  ports: WithdrawalPorts,
  article: string,
  locales: readonly string[],
  withdrawal: Withdrawal | undefined,
): Promise<boolean> => change(ports, (entries) => changed(entries, article, locales, withdrawal))

/** The article has another id: what people took down of it stays down. */
export async function moveWithdrawals(ports: WithdrawalPorts, from: string, to: string): Promise<void> {
  await change(ports, ({ [from]: own, ...others }) => own && { ...others, [to]: { ...own, ...others[to] } })
}

/** A person's name is erased: what they took down stays down. @returns whether it stood there */
export const renameInWithdrawals = (
  ports: WithdrawalPorts,
  isName: (by: string) => boolean,
  by: string,
): Promise<boolean> =>
  change(ports, (entries) => {
    const renamed = Object.entries(entries).map(([article, own]) => [
      article,
      Object.fromEntries(
        Object.entries(own).map(([locale, each]) => [locale, isName(each.by) ? { ...each, by } : each]),
      ),
    ])
    return Object.values(entries).some((own) => Object.values(own).some((each) => isName(each.by)))
      ? Object.fromEntries(renamed)
      : undefined
  })

/** @param how undefined: nothing is to be changed @returns whether that changed anything */
async function change(
  { locales: folder, saveLock }: WithdrawalPorts,
  how: (entries: ByArticle) => ByArticle | undefined,
): Promise<boolean> {
  const file = path.join(folder.root, WITHDRAWALS_FILE)
  for (;;) {
    const stamp = stampOf(file)
    const all = how(readWithdrawals(folder.root))
    if (all === undefined) return false
    const prepared = await folder.prepare(WITHDRAWALS_FILE, printWithdrawals(all))
    try {
      const isPut = saveLock.hold(() => {
        if (stampOf(file) !== stamp) return false
        prepared.put()
        return true
      })
      if (isPut) return true
    } finally {
      prepared.discard()
    }
  }
}

/** Undefined: that is how it is already. */
function changed(
  entries: ByArticle,
  article: string,
  locales: readonly string[],
  withdrawal: Withdrawal | undefined,
): ByArticle | undefined {
  const own = new Map(Object.entries(entries[article] ?? {}))
  const before = JSON.stringify([...own])
  for (const locale of locales.length > 0 ? locales : [EVERY_LOCALE]) {
    if (withdrawal !== undefined) {
      if (!own.has(locale)) own.set(locale, withdrawal)
    } else if (locale === EVERY_LOCALE) own.clear()
    else own.delete(locale)
  }
  if (JSON.stringify([...own]) === before) return undefined
  const { [article]: _, ...others } = entries
  return own.size === 0 ? others : { ...others, [article]: Object.fromEntries(own) }
}

/** In the order of the ids, so that two people's lines merge. */
const printWithdrawals = (entries: ByArticle): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`
