import { DragomanError } from '../article/errors.ts'
import { ENDINGS } from '../formats/signs.ts'
import { isOtherFile } from './entries.ts'
import { findFiles, type Source } from './folder.ts'

/** What stands in an articles folder, counted. */
export interface Survey {
  /** Those refused among them, and JSON that turns out to be no article when it is read. */
  readonly articles: number
  /** Of these, JSON that is known to be no article: contents are looked at until the first one is. */
  readonly others: Passed
  readonly unread: Passed
}

/** Files that no format reads: how many, and one of them, for people to know what is meant. */
export interface Passed {
  readonly count: number
  /** Under the articles folder; empty when there is none. */
  readonly first: string
}

export const NONE_PASSED: Passed = { count: 0, first: '' }

/** @throws DragomanError CONFIG_INVALID when the articles folder cannot be listed */
export function survey(source: Source): Survey {
  let articles = 0
  let others = NONE_PASSED
  let unread = NONE_PASSED
  for (const found of findFiles(source)) {
    if (found.kind === 'unread') {
      unread = passedAlso(unread, found.path)
      continue
    }
    const isFirst = articles === others.count
    articles++
    if (isFirst && found.kind === 'article' && isOtherFile(found.file, found.path))
      others = passedAlso(others, found.path)
  }
  return { articles, others, unread }
}

/**
 * A folder in which nothing is an article is the wrong one, or what was mounted there is gone.
 * @throws DragomanError NO_ARTICLES
 */
export function refuseEmpty({ articles: folder }: Source, { articles, others, unread }: Survey): void {
  if (articles > others.count) return
  const passed = {
    count: unread.count + others.count,
    first: unread.first === '' ? others.first : unread.first,
  }
  throw new DragomanError(
    'NO_ARTICLES',
    ['There is no article in this folder.', ...passedLines(passed)].join(' '),
    {
      place: folder,
      fix: `Put articles there (${ENDINGS.join(' ')}), or correct source.articles or source.ignore in the configuration; or, if all were deleted, dragoman run --confirm-withdrawals.`,
    },
  )
}

export const passedAlso = ({ count, first }: Passed, ...more: readonly string[]): Passed => ({
  count: count + more.length,
  first: first === '' ? (more[0] ?? '') : first,
})

/** “3 files are of no format that is read, and were passed over: data/x.csv and 2 more.” No line where there are none. */
export function passedLines({ count, first }: Passed): string[] {
  if (count === 0) return []
  if (count === 1) return [`1 file is of no format that is read, and was passed over: ${first}.`]
  return [
    `${count} files are of no format that is read, and were passed over: ${first} and ${count - 1} more.`,
  ]
}
