import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Found, Source } from '../../src/sources/folder.ts'
import { temporaryFolder, writeFiles } from './folder.ts'

/** An articles folder at `root`, as a project names it. */
export const sourceAt = (root: string, ...ignore: readonly string[]): Source => ({
  articles: root,
  config: { source: { ignore } },
})

/** A new articles folder: paths alone, each a file that says hello, or paths with what they hold. */
export function articles(...paths: readonly (string | readonly [path: string, text: string])[]): string {
  const root = path.join(temporaryFolder(), 'articles')
  mkdirSync(root)
  const files = paths.map((each) => (typeof each === 'string' ? [each, 'Hello.\n'] : each))
  writeFiles(root, Object.fromEntries(files))
  return root
}

/** What was found, as `id` or `CODE path`. */
export const brief = (found: Iterable<Found>): string[] =>
  [...found].map((one) => (one.kind === 'article' ? one.id : `${one.error.code} ${one.path}`))
