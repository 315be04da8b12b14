import { readdirSync } from 'node:fs'
import { DragomanError, messageOf } from '../../article/errors.ts'

/** The name of a locale's store in the folder of memories. */
export const fileOf = (locale: string): string => `${locale}.sqlite`

/**
 * The locales that the folder has a store of, former targets among them. Files that were set aside have longer names.
 * @throws DragomanError STATE_UNREADABLE
 */
export function localesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^([A-Za-z0-9-]+)\.sqlite$/.exec(name)?.[1] ?? [])
      .toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw ledgerUnreadable(folder, error)
  }
}

export const ledgerUnreadable = (place: string, cause: unknown) =>
  new DragomanError('STATE_UNREADABLE', `The ledger cannot be read: ${messageOf(cause)}`, {
    place,
    fix: 'Check the permissions; if the file is damaged, the next run sets it aside and saves what it can.',
    cause,
  })
