import { articleError, type DragomanError } from '../article/errors.ts'
import type { Job, JobEngine } from '../jobs/engine.ts'
import type { Found } from '../sources/folder.ts'
import type { Shelf } from '../sources/shelf.ts'
import { isCurrent, makeEdition, UNCHANGED } from './edition.ts'
import type { Ports } from './ports.ts'
import type { ReadArticle } from './read.ts'
import type { EditionOutcome, Tally } from './summary.ts'

/** Told of everything as it happens; progress bars and log lines are made from it. */
export interface Watcher {
  edition(path: string, locale: string, outcome: EditionOutcome): void
  refused(path: string, error: DragomanError): void
}

/** What a run needs beside the ports of its editions. */
export interface RunPorts extends Ports {
  readonly jobs: JobEngine<EditionOutcome>
  readonly shelf: Shelf<ArticleFile, ReadArticle>
}

export interface ArticleFile {
  /** Id of the article. */
  readonly id: string
  /** Under the articles folder, `/`-separated. */
  readonly path: string
}

/** Who asks for editions: how urgently, and who is told what came of them. */
export interface Asking {
  readonly priority: Job['priority']
  /** Whatever the hashes say, every edition is made again (never bought again). */
  readonly force: boolean
  readonly tally: Tally
  readonly watcher: Watcher
  readonly isStopped: () => boolean
}

/**
 * Of each locale, editions under way at once. Enough that their gaps fill all the requests that a provider takes at once; and
 * memory does not grow with the number of articles.
 */
export const EDITIONS_AT_ONCE = 64

/** Each article into each locale, every locale at its own pace. */
export async function run(
  articles: () => Iterable<Found>,
  targets: readonly string[],
  ports: RunPorts,
  asking: Asking,
): Promise<void> {
  const ended = await Promise.allSettled(
    targets.map((locale) => everyArticle(articles(), locale, ports, asking)),
  )
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}

/** One locale: each article whose edition is not current becomes a job, as fast as the engine takes them. */
async function everyArticle(
  articles: Iterable<Found>,
  locale: string,
  ports: RunPorts,
  asking: Asking,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  for (const found of articles) {
    if (asking.isStopped()) break
    asking.tally.meet(locale)
    if (found.kind === 'refused') refuse(found.path, found.error, asking)
    else if (await needsEdition(found, locale, ports, asking)) {
      await ports.memory.ready()
      const { id, path } = found
      const { priority, force } = asking
      const { outcome } = await ports.jobs.enqueue({ article: id, path, locale, priority, force })
      const told = outcome.then(
        (edition) => tell(found, locale, edition, asking),
        (thrown) => refuse(path, asError(thrown), asking),
      )
      underWay.add(told)
      void told.finally(() => underWay.delete(told))
      // A job that is enqueued can no longer be withdrawn.
      if (underWay.size >= EDITIONS_AT_ONCE) await Promise.race(underWay)
    }
  }
  await Promise.all(underWay)
}

/** An edition that is current is told of at once, and so is a file that cannot be read. */
async function needsEdition(
  article: ArticleFile,
  locale: string,
  ports: RunPorts,
  asking: Asking,
): Promise<boolean> {
  try {
    const hash = await ports.shelf.hash(article)
    if (asking.force || !(await isCurrent({ ...article, hash }, locale, ports.publish))) return true
    tell(article, locale, UNCHANGED, asking)
  } catch (thrown) {
    refuse(article.path, asError(thrown), asking)
  }
  return false
}

/** One job: the article as it is now, in one locale. The engine calls this here, or on another machine. */
export async function doJob(
  { article: id, path, locale, force }: Job,
  earlier: EditionOutcome | undefined,
  ports: RunPorts,
): Promise<EditionOutcome> {
  const article = await ports.shelf.read({ id, path })
  // The job that this one had to wait for may have made the edition meanwhile.
  if (!force && (await isCurrent(article, locale, ports.publish))) return earlier ?? UNCHANGED
  return makeEdition(article, locale, ports)
}

function tell({ id, path }: ArticleFile, locale: string, outcome: EditionOutcome, asking: Asking): void {
  asking.tally.edition(id, locale, outcome)
  asking.watcher.edition(path, locale, outcome)
}

/** Told once, though every locale meets the file. */
function refuse(path: string, error: DragomanError, { tally, watcher }: Asking): void {
  if (error.code !== 'STOPPED' && tally.refuse(path, error)) watcher.refused(path, error)
}

/** Any file may be broken in a way that no check foresees: it is reported by name, and the night goes on. */
const asError = (thrown: unknown): DragomanError => articleError('The article could not be read', thrown)
