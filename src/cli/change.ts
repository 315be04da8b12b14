import { existsSync } from 'node:fs'
import path from 'node:path'
import { isShortened } from '../article/file-name.ts'
import type { Project } from '../config/load.ts'
import { openSqliteEditions } from '../memory/sqlite/editions.ts'
import { editionsFile } from '../memory/stores.ts'
import type { EditionRecord } from '../publish/editions.ts'
import { articleOf, META_ENDING } from '../review/locale-file.ts'
import { localeFileHash, readLocaleFileOf } from '../review/read-locale-file.ts'
import { isOtherFile } from '../sources/entries.ts'
import { isUnder } from './watched.ts'

/** What is to be done again because files have changed. */
export type Change =
  | { readonly kind: 'articles'; readonly files: readonly string[] }
  | { readonly kind: 'everything' }
  | { readonly kind: 'configuration' }

/** The changed files in one change. Undefined: they are gone again, or as our last round left them. */
export async function changeOf(
  files: ReadonlyMap<string, 'added' | 'changed' | 'removed'>,
  project: Project,
  targets: readonly string[],
): Promise<Change | undefined> {
  const existing = [...files.keys()].filter((file) => existsSync(file))
  if (existing.includes(project.file)) return { kind: 'configuration' }
  // An article that is gone may have moved, and what is published of it is to be taken down.
  const isGone = ([file, what]: [string, string]) => what === 'removed' && !existsSync(file)
  if ([...files].some(isGone)) return { kind: 'everything' }
  const ofLocales = existing.filter((file) => isUnder(project.locales, file))
  if (await hasEdits(ofLocales, project, targets)) return { kind: 'everything' }
  return articlesAmong(existing, project)
}

/** A file of no format that is read is no article; one that is read and broken is, and its round says so. */
export function articlesAmong(files: readonly string[], { articles }: Project): Change | undefined {
  const saved = files.filter(
    (file) =>
      isUnder(articles, file) && existsSync(file) && !isOtherFile(file, path.relative(articles, file)),
  )
  return saved.length > 0 ? { kind: 'articles', files: saved } : undefined
}

/** Epoch milliseconds at which an embargo ends or an article expires; undefined: none does. */
export async function nextMoment({ state }: Project, now: number): Promise<number | undefined> {
  if (!existsSync(editionsFile(state))) return undefined
  try {
    const editions = openSqliteEditions(editionsFile(state))
    try {
      return await editions.nextChange(now)
    } finally {
      await editions.close()
    }
  } catch {
    // The next run says what is wrong with the record of editions.
    return undefined
  }
}

/** Has a person edited one of these files: locale files, glossaries, the site's strings? */
async function hasEdits(
  files: readonly string[],
  { locales, state }: Project,
  targets: readonly string[],
): Promise<boolean> {
  const ofTargets = files
    .map((file) => {
      const [locale = '', folder, ...rest] = path.relative(locales, file).split(path.sep)
      return { file, locale, folder, stem: rest.join('/').replace(/(?:\.meta)?\.json$/, '') }
    })
    .filter(({ locale }) => targets.includes(locale))
  // We write locale files alone.
  if (ofTargets.some(({ folder }) => folder !== 'articles')) return true
  if (ofTargets.length === 0) return false
  try {
    const editions = openSqliteEditions(editionsFile(state))
    try {
      for (const { stem, locale, file } of ofTargets) {
        const id = isShortened(stem) ? articleOf(stem, readLocaleFileOf(locales, locale, stem).meta) : stem
        if (isSaved(file, await editions.get(id, locale))) return true
      }
      return false
    } finally {
      await editions.close()
    }
  } catch {
    // Without the record of editions these files may be a person's.
    return true
  }
}

/** Meta is ours alone where no edition was recorded with it. */
function isSaved(file: string, record: EditionRecord | undefined): boolean {
  const isMeta = file.endsWith(META_ENDING)
  if (isMeta && (record?.meta ?? '') === '') return false
  return (isMeta ? record?.meta : record?.localeFile) !== localeFileHash(file)
}
