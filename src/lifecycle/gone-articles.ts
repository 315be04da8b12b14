import path from 'node:path'
import { once } from '../article/once-each.ts'
import type { Segment } from '../article/segment.ts'
import { type Editions, idNow, isOfGone } from '../publish/editions.ts'
import { wordsHash } from '../segment/key.ts'
import { isGone, recordedArticles } from './vanished.ts'

/** What an article is told by when it comes under another name. */
export interface ArticleWords {
  /** Under the articles folder. */
  readonly path: string
  /** SHA-256 of its bytes, hex. */
  readonly hash: string
  readonly segments: readonly Segment[]
}

/** Articles that the record of editions knows and whose files are gone. */
export interface GoneArticles {
  /** Of those that nobody has adopted, the one that says the same, or most of it. */
  nearest(article: ArticleWords): Promise<GoneArticle | undefined>
}

export interface GoneArticle {
  readonly id: string
  readonly path: string
  readonly locales: readonly string[]
  /** Is it another article by now? */
  isAdopted: boolean
}

export async function findGone(
  editions: Editions,
  isThere: (path: string) => boolean,
): Promise<GoneArticles> {
  const alive: GoneArticle[] = []
  const bySource = new Map<string, GoneArticle[]>()
  for await (const article of recordedArticles(editions)) {
    const own = article.editions.filter(({ record }) => idNow(record) === undefined)
    const [first] = own
    if (first === undefined || !isGone(article, isThere)) continue
    const locales = own.map(({ locale }) => locale)
    const gone = { id: article.id, path: first.record.path, locales, isAdopted: false }
    for (const source of new Set(own.map(({ record }) => record.source))) add(bySource, source, gone)
    // What has some words of an article that a run has withdrawn as deleted is rather another article.
    if (!own.every(({ record }) => isOfGone(record))) alive.push(gone)
  }
  const sentences = once(() => indexSentences(alive, editions))
  return {
    async nearest(article) {
      const same = bySource.get(article.hash) ?? []
      return namesake(same, article) ?? namesake(mostAlike(article, await sentences()), article)
    },
  }
}

/** Which of the articles that are gone held a sentence, by its words hash, and how many sentences each held. */
interface SentenceIndex {
  readonly holders: ReadonlyMap<string, readonly GoneArticle[]>
  readonly counts: ReadonlyMap<GoneArticle, number>
}

/** Looked for only when an article says the same as none: a folder that was renamed costs nothing of it. */
async function indexSentences(articles: readonly GoneArticle[], editions: Editions): Promise<SentenceIndex> {
  const holders = new Map<string, GoneArticle[]>()
  const counts = new Map<GoneArticle, number>()
  for (const article of articles) {
    const sentences = new Set(await editions.sentencesOf(article.id))
    counts.set(article, sentences.size)
    for (const sentence of sentences) add(holders, sentence, article)
  }
  return { holders, counts }
}

function add<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Sentences in common, of all that two articles have (Dice's coefficient), from which they are the same article. */
const ALIKE = 0.5

function mostAlike({ segments }: ArticleWords, { holders, counts }: SentenceIndex): readonly GoneArticle[] {
  const sentences = new Set(segments.map(({ key }) => wordsHash(key)))
  const shared = new Map<GoneArticle, number>()
  for (const sentence of sentences)
    for (const gone of holders.get(sentence) ?? [])
      if (!gone.isAdopted) shared.set(gone, (shared.get(gone) ?? 0) + 1)
  const likeness = ([gone, count]: [GoneArticle, number]) =>
    (2 * count) / (sentences.size + counts.get(gone)!)
  const alike = [...shared].filter((each) => likeness(each) >= ALIKE)
  const most = Math.max(...alike.map(([, count]) => count))
  return alike.filter(([, count]) => count === most).map(([gone]) => gone)
}

/** Of several that are equally alike, rather one whose file was called the same. */
function namesake(equals: readonly GoneArticle[], { path: file }: ArticleWords): GoneArticle | undefined {
  const left = equals.filter(({ isAdopted }) => !isAdopted)
  const name = path.posix.basename(file)
  return left.find((gone) => path.posix.basename(gone.path) === name) ?? left[0]
}
