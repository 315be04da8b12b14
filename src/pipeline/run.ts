import { articleError, DragomanError } from '../article/errors.ts'
import type { Job, JobEngine } from '../jobs/engine.ts'
import { standingIn, untilOf } from '../lifecycle/standing.ts'
import { findVanished, isSuspicious, type Vanished, withdrawVanished } from '../lifecycle/vanished.ts'
import { outputPath, type Settled, settledAs } from '../publish/current.ts'
import type { Found } from '../sources/folder.ts'
import type { Shelf } from '../sources/shelf.ts'
import { makeEdition, UNCHANGED } from './edition.ts'
import type { Ports, PublishPorts } from './ports.ts'
import type { ReadArticle } from './read.ts'
import type { EditionOutcome, Tally } from './summary.ts'

/** Told of everything as it happens; progress bars and log lines are made from it. */
export interface Watcher {
  edition(path: string, locale: string, outcome: EditionOutcome): void
  refused(path: string, error: DragomanError): void
  /** The file turned out to be of no format that is read: data of the newsroom's, and no failure. */
  passedOver(path: string): void
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
  /** The files were named: one of no format that is read is then refused, and not passed over. */
  readonly isNamed: boolean
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
  for (const locale of targets) asking.tally.expect(locale)
  const ended = await Promise.allSettled(
    targets.map(async (locale) => {
      // What readers see already comes first: a correction must not wait for a hundred new articles.
      const isNewLeft = await everyArticle(articles(), 'known', locale, ports, asking)
      if (isNewLeft) await everyArticle(articles(), 'new', locale, ports, asking)
    }),
  )
  for (const each of ended) if (each.status === 'rejected') throw each.reason
}

/**
 * One locale: each article whose edition is not settled becomes a job, as fast as the engine takes them.
 * @param turn whether those are meant that have a record of their edition, or those that have none
 * @returns whether there are articles of the other turn
 */
async function everyArticle(
  articles: Iterable<Found>,
  turn: 'known' | 'new',
  locale: string,
  ports: RunPorts,
  asking: Asking,
): Promise<boolean> {
  const jobs = jobsOf(locale, ports, asking, (found, edition) => tell(found, locale, edition, asking))
  let areOthersLeft = false
  for (const found of articles) {
    if (asking.isStopped()) break
    if ((await turnOf(found, locale, ports)) !== turn) {
      areOthersLeft = true
      continue
    }
    asking.tally.meet(locale)
    if (found.kind === 'refused') refuse(found.path, found.error, asking)
    else if (await needsEdition(found, locale, ports, asking)) await jobs.begin(found, asking.force)
  }
  await jobs.ended()
  return areOthersLeft
}

/** Jobs of one locale, so many at once. @param told of each that has ended, but for what could not be read */
function jobsOf(
  locale: string,
  { memory, jobs }: RunPorts,
  asking: Asking,
  told: (article: ArticleFile, edition: EditionOutcome) => void,
) {
  const underWay = new Set<Promise<void>>()
  return {
    /** Resolves when there is room for another one. */
    async begin(article: ArticleFile, force: boolean): Promise<void> {
      await memory.ready()
      const { id, path } = article
      const { outcome } = await jobs.enqueue({ article: id, path, locale, priority: asking.priority, force })
      const done = outcome.then(
        (edition) => told(article, edition),
        (thrown) => refuse(path, asError(thrown, path), asking),
      )
      underWay.add(done)
      void done.finally(() => underWay.delete(done))
      // A job that is enqueued can no longer be withdrawn.
      if (underWay.size >= EDITIONS_AT_ONCE) await Promise.race(underWay)
    },
    ended: async () => void (await Promise.all(underWay)),
  }
}

/**
 * Asked anew in each turn: what has got a record in the first one is not new in the second. An article that was renamed is new,
 * also when another locale has come to it first and moved the records of all.
 */
async function turnOf(found: Found, locale: string, { publish }: RunPorts): Promise<'known' | 'new'> {
  if (found.kind === 'refused') return 'known'
  const record = await publish.editions.get(found.id, locale)
  return record?.path === found.path ? 'known' : 'new'
}

/** An edition that is settled is told of at once, and so is a file that cannot be read. */
async function needsEdition(
  article: ArticleFile,
  locale: string,
  ports: RunPorts,
  asking: Asking,
): Promise<boolean> {
  try {
    const hash = await ports.shelf.hash(article)
    const settled = asking.force ? undefined : await settledAs({ ...article, hash }, locale, ports.publish)
    if (settled === undefined) return true
    if (settled === 'unchanged' && ports.publish.writes) await noticeOthers(article, locale, ports.publish)
    tell(article, locale, settledOutcome(settled), asking)
  } catch (thrown) {
    refuse(article.path, asError(thrown, article.path), asking)
  }
  return false
}

/** What others made of an edition that needs nothing otherwise. */
async function noticeOthers(
  { id }: ArticleFile,
  locale: string,
  { editions, others }: PublishPorts,
): Promise<void> {
  const record = await editions.get(id, locale)
  if (record !== undefined && record.output !== '')
    await others.notice({ article: id, locale, output: record.output }, record)
}

/** One job: the article as it is now, in one locale. The engine calls this here, or on another machine. */
export async function doJob(
  { article: id, path, locale, force }: Job,
  earlier: EditionOutcome | undefined,
  ports: RunPorts,
): Promise<EditionOutcome> {
  const article = await ports.shelf.read({ id, path })
  // The job that this one had to wait for may have made the edition meanwhile.
  const settled = force ? undefined : await settledNow(article, locale, ports.publish)
  if (settled !== undefined) return earlier ?? settledOutcome(settled)
  const superseded = await supersededBy(article, locale, ports.publish)
  if (superseded !== undefined) return superseded
  return makeEdition(article, locale, ports)
}

/** Also where nothing but the rules has changed, and the edition is wanted under the new ones as well. */
async function settledNow(
  article: ReadArticle,
  locale: string,
  ports: PublishPorts,
): Promise<Settled | undefined> {
  const settled = await settledAs(article, locale, ports)
  if (settled !== undefined) return settled
  const record = await ports.editions.get(article.id, locale)
  if (record?.status !== 'current' || record.rules === ports.rules) return undefined
  const standing = standingIn(article, locale, ports)
  if (standing.kind !== 'usable') return undefined
  const unchanged = await settledAs(article, locale, { ...ports, rules: record.rules })
  if (unchanged !== undefined && ports.writes)
    await ports.editions.amend(article.id, locale, { rules: ports.rules, until: untilOf(standing) })
  return unchanged
}

/**
 * After all articles: what a person wrote in one of them goes into the editions whose turn had passed by then, in the same run.
 * They cost nothing. What outdates others in turn is for the next run. Whose article has changed or is gone has had its turn.
 */
export async function renewOutdated(
  isThere: (path: string) => boolean,
  targets: readonly string[],
  ports: RunPorts,
  asking: Asking,
): Promise<void> {
  const { publish, shelf } = ports
  if (!publish.writes) return
  const isWritten = new Set(asking.tally.written)
  const jobs = new Map(
    targets.map((locale) => [
      locale,
      jobsOf(locale, ports, asking, ({ id, path }, edition) => {
        const before = isWritten.has(outputPath(locale, path)) ? 'written' : 'unchanged'
        asking.tally.again(id, locale, edition, before)
        if (edition.kind !== 'written' && edition.kind !== 'unchanged')
          asking.watcher.edition(path, locale, edition)
      }),
    ]),
  )
  for await (const { article: id, locale, record } of publish.editions.outdated()) {
    if (asking.isStopped()) break
    const { path, source } = record
    const its = jobs.get(locale)
    if (its === undefined || !isThere(path) || asking.tally.isRefused(path)) continue
    const hash = await shelf.hash({ id, path }).catch(() => undefined)
    if (hash === source) await its.begin({ id, path }, false)
  }
  await Promise.all([...jobs.values()].map(({ ended }) => ended()))
}

/** What to do about articles that are gone from the articles folder. */
export interface Deletions {
  /** Is this path, under the articles folder, an article's? */
  readonly isThere: (path: string) => boolean
  readonly onDeleted: 'withdraw' | 'keep'
  /** A person says that so many were deleted indeed. */
  readonly isConfirmed: boolean
}

/** After all articles: what is published of those that are gone is taken down. @returns why it was not, if so many are gone */
export async function withdrawDeleted(
  { isThere, onDeleted, isConfirmed }: Deletions,
  targets: readonly string[],
  { publish, memory }: RunPorts,
  asking: Asking,
): Promise<DragomanError | undefined> {
  if (onDeleted === 'keep') return undefined
  const vanished = await findVanished(publish.editions, isThere)
  if (!isConfirmed && isSuspicious(vanished)) return tooManyGone(vanished)
  if (vanished.gone.length > 0) await memory.ready()
  await withdrawVanished(vanished, targets, { ...publish, memory: memory.of }, (article, locale, withdrawn) =>
    tell(article, locale, { ...UNCHANGED, kind: 'withdrawn', why: 'deleted', withdrawn }, asking),
  )
  return undefined
}

const tooManyGone = ({ known, gone }: Vanished) =>
  new DragomanError(
    'ARTICLES_VANISHED',
    `${gone.length} of ${known} known articles are gone, such as ${gone[0]!.path}; none of their editions was withdrawn.`,
    {
      fix: 'Bring the files back (is the folder mounted?); or, if they were deleted, dragoman run --confirm-withdrawals.',
    },
  )

/** An older version of an article than the one that was published is passed over, and told of. */
async function supersededBy(
  { id, path, lifecycle: { version } }: ReadArticle,
  locale: string,
  { editions }: PublishPorts,
): Promise<EditionOutcome | undefined> {
  const known = (await editions.get(id, locale))?.version ?? ''
  if (version === undefined || known === '' || !(Number(version) < Number(known))) return undefined
  const message = `${path} is version ${version}, and version ${known} is published: it was passed over. Deliver a later one, or withdraw the article.`
  return { ...UNCHANGED, findings: [{ key: '', check: 'VERSION_OLD', severity: 'warn', message }] }
}

const settledOutcome = (kind: Settled): EditionOutcome => ({ ...UNCHANGED, kind })

function tell({ id, path }: ArticleFile, locale: string, outcome: EditionOutcome, asking: Asking): void {
  asking.tally.edition(id, locale, outcome)
  asking.watcher.edition(path, locale, outcome)
}

/** Told once, though every locale meets the file. */
function refuse(path: string, error: DragomanError, { tally, watcher, isNamed }: Asking): void {
  if (error.code === 'STOPPED') return
  if (error.code === 'FORMAT_UNKNOWN' && !isNamed) {
    if (tally.passOver(path)) watcher.passedOver(path)
  } else if (tally.refuse(path, error)) watcher.refused(path, error)
}

/** Any file may be broken in a way that no check foresees: it is reported by name, and the night goes on. */
const asError = (thrown: unknown, path: string): DragomanError =>
  articleError('The article could not be read', thrown, path)
