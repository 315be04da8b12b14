import { existsSync } from 'node:fs'
import path from 'node:path'
import type { LifecyclePorts } from '../lifecycle/standing.ts'
import type { LocaleFiles, NotedRevision } from '../review/locale-files.ts'
import { type EditionRecord, type Editions, isOfGone } from './editions.ts'
import type { Folder } from './files.ts'

export interface CurrentPorts extends LifecyclePorts {
  readonly localeFiles: LocaleFiles
  readonly output: Folder
  readonly editions: Editions
  /** Of everything in the configuration that decides an edition's bytes in this locale. */
  readonly fingerprint: (locale: string) => string
}

/** What is settled already: the edition is as it should be, or there is none and should be none. */
export type Settled = 'unchanged' | 'held' | 'not wanted'

export const outputPath = (locale: string, articlePath: string): string => `${locale}/${articlePath}`

/** Undefined: something that decides this edition has changed since it was written, or it is no longer there. */
export async function settledAs(
  article: { readonly id: string; readonly path: string; readonly hash: string },
  locale: string,
  ports: CurrentPorts,
): Promise<Settled | undefined> {
  const record = await ports.editions.get(article.id, locale)
  if (record === undefined || record.source !== article.hash || record.path !== article.path) return undefined
  if (record.rules !== ports.rules) return undefined
  if (record.until !== null && record.until <= ports.now().getTime()) return undefined
  if ((ports.withdrawals.of(article.id, locale) !== undefined) !== (record.why === 'taken down'))
    return undefined
  switch (record.status) {
    case 'held':
      return 'held'
    case 'withdrawn':
      if (isOfGone(record)) return undefined
      return record.why === 'not wanted' ? 'not wanted' : 'unchanged'
    case 'current':
      return (await isAsWritten(article, locale, record, ports)) ? 'unchanged' : undefined
    case 'stale':
    case 'outdated':
    case 'withheld':
    case 'failed':
      return undefined
    default:
      return record.status satisfies never
  }
}

/** Made from what stands there today, and untouched since. */
const isAsWritten = async (
  article: { readonly id: string; readonly path: string },
  locale: string,
  record: EditionRecord,
  { localeFiles, output, fingerprint }: CurrentPorts,
): Promise<boolean> =>
  record.output === outputPath(locale, article.path) &&
  record.fingerprint === fingerprint(locale) &&
  (await localeFiles.isAt(locale, article.id, revisionIn(record))) &&
  // Put together by hand: normalising a path takes as long as looking whether a file is there.
  existsSync(`${output.root}${path.sep}${record.output}`)

/** The locale file as the edition was made from it. */
const revisionIn = ({ localeFile, meta, metaStamp }: EditionRecord): NotedRevision => ({
  hash: localeFile,
  metaHash: meta === '' ? undefined : meta,
  metaStamp,
})
