import type { Memory } from '../memory/memory.ts'
import { type Editions, isOfGone } from '../publish/editions.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { type ArticleWords, findGone, type GoneArticle, type GoneArticles } from './gone-articles.ts'
import { moveWithdrawals, type WithdrawalPorts } from './withdrawals.ts'

/**
 * Articles that were renamed or moved. What people wrote and decided, and where the edition stands, is kept by the article's id,
 * which is its path; so an article that nothing is known of takes over what is known of one whose file is gone, if it says the
 * same, or at least half of it. Whether its text was edited in the same go, and whether its locale files were moved along, makes
 * no difference.
 */
export interface Moved {
  /**
   * Before anything is written of an article: if it is another's under a new name, that one's locale files, what was taken down
   * of it, its people's texts and its records become this one's. The records go last: after a kill in between, this is done again.
   * @throws DragomanError LOCALE_FILE_INVALID, OUTPUT_UNWRITABLE, STATE_LOCKED, STATE_UNREADABLE
   */
  adopt(article: ArticleWords & { readonly id: string }): Promise<void>
}

export interface MovedPorts extends WithdrawalPorts {
  readonly targets: readonly string[]
  /** Is this path, under the articles folder, an article's? */
  readonly isThere: (path: string) => boolean
  readonly editions: Editions
  readonly localeFiles: LocaleFiles
  readonly memory: {
    readonly of: (locale: string) => Pick<Memory, 'moveHuman'>
    readonly ready: () => Promise<void>
  }
  readonly now: () => Date
}

/** What is gone is looked for once, with the first article that nothing is known of. */
export function openMoved(ports: MovedPorts): Moved {
  let gone: Promise<GoneArticles> | undefined
  const adoptNext: Moved['adopt'] = async (article) => {
    if (await isKnown(article.id, ports)) return
    gone ??= findGone(ports.editions, ports.isThere)
    const former = await (await gone).nearest(article)
    // Its file may be back meanwhile.
    if (former === undefined || ports.isThere(former.path)) return
    await takeOver(former, article.id, ports)
    former.isAdopted = true
  }
  let last: Promise<void> = Promise.resolve()
  return {
    adopt(article) {
      // One after the other: an article is adopted once, and by one alone.
      const mine = last.then(() => adoptNext(article))
      last = mine.catch(() => {})
      return mine
    },
  }
}

/** Is there a record of it in any locale, other than that it was gone? */
async function isKnown(id: string, { targets, editions }: MovedPorts): Promise<boolean> {
  for (const locale of targets) {
    const record = await editions.get(id, locale)
    if (record !== undefined && !isOfGone(record)) return true
  }
  return false
}

async function takeOver({ id: from, locales }: GoneArticle, to: string, ports: MovedPorts): Promise<void> {
  const { targets, localeFiles, editions, memory, now } = ports
  await memory.ready()
  await localeFiles.move(from, to)
  await moveWithdrawals(ports, from, to)
  for (const locale of new Set([...targets, ...locales])) await memory.of(locale).moveHuman(from, to)
  await editions.move(from, to, now().getTime())
}
