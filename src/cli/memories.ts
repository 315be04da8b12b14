import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Project } from '../config/load.ts'
import { fileOf } from '../memory/sqlite/folder.ts'
import { localesWithStore, memoryFolder } from '../memory/stores.ts'
import { openSqliteUpkeep } from '../memory/upkeep/sqlite-upkeep.ts'
import type { Upkeep } from '../memory/upkeep.ts'
import { folder } from '../publish/files.ts'
import { localeFilesIn } from '../review/files/locale-files.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { saveLock } from '../state/save-lock.ts'
import { log } from './log.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

/** The locales that a command looks after: those that were named, or all targets, former ones with a memory too. */
export const localesOf = (project: Project, chosen: TargetOptions['locale']): readonly string[] =>
  chosen === undefined
    ? localesWithStore(project.state, project.config.targets)
    : chooseTargets(project, chosen)

/** Undefined: the locale has no memory yet. @throws DragomanError STATE_UNREADABLE */
export function openUpkeep({ state }: Project, locale: string): Upkeep | undefined {
  const file = path.join(memoryFolder(state), fileOf(locale))
  return existsSync(file) ? openSqliteUpkeep({ path: file, locale }) : undefined
}

export const localeFilesOf = (project: Project): LocaleFiles =>
  localeFilesIn(folder(project.locales, 'kill'), saveLock(project.state))

/** No more than one line in this time. */
const LINE_EVERY_MS = 3_000

/** Tells now and then how far a long work has come. */
export function openLines(): (message: () => string) => void {
  let last = performance.now()
  return (message) => {
    if (performance.now() - last < LINE_EVERY_MS) return
    last = performance.now()
    log('info', message())
  }
}
