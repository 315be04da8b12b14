import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { sha256 } from '../../article/hash.ts'
import { type Folder, type PreparedFile, resolveInside } from '../../publish/files.ts'
import type { SaveLock } from '../../state/save-lock.ts'
import { historyPath } from '../history.ts'
import { META_ENDING, metaPath, textsPath } from '../locale-file.ts'
import type { LocaleFileChanges, LocaleFiles, NotedRevision, Revision } from '../locale-files.ts'
import { localeFileHash, readLocaleFileOf } from '../read-locale-file.ts'

/** Two files for each article in each locale, in a folder that people commit. */
export function localeFilesIn(locales: Folder, lock: SaveLock): LocaleFiles {
  const { root } = locales
  const inside = (place: string) => resolveInside(root, place)
  const stampOf = (locale: string, id: string) => stamp(inside(metaPath(locale, id)))
  const revision = (locale: string, id: string): Revision => ({
    hash: localeFileHash(inside(textsPath(locale, id))),
    metaHash: localeFileHash(inside(metaPath(locale, id))),
  })

  return {
    read: async (locale, id) => readLocaleFileOf(root, locale, id),
    isAt: async (locale, id, left) =>
      isAsLeft(
        `${root}${path.sep}${textsPath(locale, id)}`,
        `${root}${path.sep}${metaPath(locale, id)}`,
        left,
      ),
    async save(locale, id, changes, from) {
      const steps = stepsOf(locale, id, changes, from)
      const prepared: PreparedFile[] = []
      const put = () => {
        const metaStamp = stampOf(locale, id)
        const now = revision(locale, id)
        const done = [from, ...steps.map(({ to }) => to)].findLastIndex((stage) => isSame(stage, now))
        if (done === -1) return undefined
        for (const file of prepared.slice(done)) file.put()
        const to = steps.at(-1)?.to ?? from
        return { ...to, metaStamp: done === steps.length ? metaStamp : stampOf(locale, id) }
      }
      if (steps.length === 0) return put()
      try {
        for (const { file, text } of steps) prepared.push(await locales.prepare(file, text))
        return lock.hold(put)
      } finally {
        for (const file of prepared) file.discard()
      }
    },
    async saveSource(locale, id, texts) {
      const place = textsPath(locale, id)
      // A target's file: the article's language was another one before. People's words may stand in it.
      if (existsSync(inside(metaPath(locale, id)))) return
      if (localeFileHash(inside(place)) !== sha256(texts)) await locales.write(place, texts)
    },
    async move(from, to) {
      const isThere = (locale: string, id: string) => existsSync(inside(textsPath(locale, id)))
      // Former targets have files too, and so has the source's language.
      for (const locale of foldersIn(root))
        lock.hold(() => {
          if (isThere(locale, from) && isThere(locale, to)) return
          for (const place of [metaPath, textsPath, historyPath])
            locales.move(place(locale, from), place(locale, to))
        })
    },
    async remove(locale, id) {
      lock.hold(() => {
        // Meta goes last: by it the article is found again after a kill in between.
        for (const place of [historyPath, textsPath, metaPath]) locales.remove(place(locale, id))
      })
    },
    async *stems(locale) {
      yield* stemsIn(path.join(root, locale, 'articles'))
    },
  }
}

const foldersIn = (root: string): string[] =>
  existsSync(root)
    ? readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    : []

const isSame = (one: Revision, other: Revision): boolean =>
  one.hash === other.hash && one.metaHash === other.metaHash

interface Step {
  readonly file: string
  readonly text: string
  /** What stands there once it is written. */
  readonly to: Revision
}

function stepsOf(
  locale: string,
  id: string,
  { interimMeta, texts, meta }: LocaleFileChanges,
  { hash, metaHash }: Revision,
): Step[] {
  const steps: Step[] = []
  let at: Revision = { hash, metaHash }
  const add = (file: string, text: string | undefined, change: (hash: string) => Partial<Revision>) => {
    if (text === undefined) return
    at = { ...at, ...change(sha256(text)) }
    steps.push({ file, text, to: at })
  }
  add(metaPath(locale, id), interimMeta, (to) => ({ metaHash: to }))
  add(textsPath(locale, id), texts, (to) => ({ hash: to }))
  add(metaPath(locale, id), meta, (to) => ({ metaHash: to }))
  return steps
}

/** Paths are put together by hand, and meta is not read: of most editions of a night this is all that is asked. */
function isAsLeft(
  textsFile: string,
  metaFile: string,
  { hash, metaHash, metaStamp }: NotedRevision,
): boolean {
  try {
    if (hash === '' ? stamp(textsFile) !== '' : sha256(readFileSync(textsFile)) !== hash) return false
    const found = stamp(metaFile)
    if (found === '' || metaHash === '') return found === metaHash
    return metaHash === undefined || found === metaStamp || sha256(readFileSync(metaFile)) === metaHash
  } catch {
    return false
  }
}

/** Whoever saves the file changes it; empty where there is none. */
function stamp(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats === undefined ? '' : `${stats.mtimeMs} ${stats.size}`
}

/** Folder by folder: their paths without endings. */
function* stemsIn(folder: string, under = ''): Generator<string> {
  const at = path.join(folder, under)
  if (!existsSync(at)) return
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    const place = under === '' ? entry.name : `${under}/${entry.name}`
    if (entry.isDirectory()) yield* stemsIn(folder, place)
    else if (entry.isFile() && place.endsWith(META_ENDING)) yield place.slice(0, -META_ENDING.length)
  }
}
