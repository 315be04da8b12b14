import { setImmediate } from 'node:timers/promises'
import PQueue from 'p-queue'
import { DragomanError, messageOf } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import type { Found } from '../sources/folder.ts'
import { readBytes } from './bytes.ts'
import { type EditionPorts, isCurrent, makeEdition, writeSourceFile } from './edition.ts'
import { openPace, type Pace } from './pace.ts'
import type { ReadSettings, Source } from './read.ts'
import type { EditionOutcome, Tally } from './summary.ts'
import type { Writers } from './writers.ts'

/** Told of everything as it happens; progress bars and log lines are made from it. */
export interface Watcher {
  edition(path: string, locale: string, outcome: EditionOutcome): void
  refused(path: string, error: DragomanError): void
}

export interface RunPorts extends EditionPorts {
  /** Called at the first article that is not current; nothing is written before it is done. @throws DragomanError STATE_UNREADABLE */
  readonly ready: () => Promise<unknown>
  readonly read: () => Promise<ReadSettings>
  readonly stopped: () => boolean
  readonly writers: Writers
  readonly tally: Tally
  readonly watcher: Watcher
  /** Whatever the hashes say, everything is made again (never bought again). */
  readonly force: boolean
}

/**
 * Articles on their way at once. Enough that their gaps fill every request a provider takes at once; it bounds
 * memory, however many articles there are.
 */
const ARTICLES_AT_ONCE = 64

/** The night: every article that changed, into every target. */
export async function run(
  found: Iterable<Found>,
  targets: readonly string[],
  ports: RunPorts,
): Promise<void> {
  const pace = openPace()
  let left: Iterable<Wanted> = everything(found, targets, ports)
  for (;;) {
    const later = await pass(left, pace, ports)
    if (later.length === 0 || ports.stopped()) break
    await pace.room(new Set(later.flatMap(({ locales }) => locales)))
    left = later
  }
  await pace.idle()
}

/** One article, and the locales it is wanted in. */
interface Wanted {
  readonly entry: Found & { readonly kind: 'article' }
  readonly locales: readonly string[]
}

function* everything(found: Iterable<Found>, locales: readonly string[], ports: RunPorts): Generator<Wanted> {
  for (const entry of found) {
    if (ports.stopped()) return
    ports.tally.articles++
    if (entry.kind === 'refused') refuse(entry.path, entry.error, ports)
    else yield { entry, locales }
  }
}

/**
 * @returns what was left out for now, since its locale is too far behind the others: names only, so that what grows
 * with the number of articles is small, and only in a night that is held up. Editions may still be under way.
 */
async function pass(wanted: Iterable<Wanted>, pace: Pace, ports: RunPorts): Promise<readonly Wanted[]> {
  const working = new PQueue({ concurrency: ARTICLES_AT_ONCE })
  const turn = oneATurn()
  const later: Wanted[] = []
  let opening: Opening | undefined
  ports.hands.expectMore(true)
  for (const { entry, locales } of wanted) {
    if (ports.stopped()) break
    // Not even read, since it may be met again and again.
    if (!locales.some(pace.hasRoom)) {
      later.push({ entry, locales })
      continue
    }
    const bytes = bytesOf(entry, ports)
    if (bytes === undefined) continue
    const article = { id: entry.id, path: entry.path, hash: sha256(bytes), readAt: performance.now() }
    const stale: string[] = []
    for (const locale of locales)
      if (ports.force || !(await isKnownCurrent(article, locale, ports))) stale.push(locale)
    for (const locale of locales)
      if (!stale.includes(locale)) settle(article, locale, { kind: 'unchanged', draft: undefined }, ports)
    if (stale.length === 0) continue
    opening ??= await begin(ports)
    if (opening.hasFailed) break
    const now = stale.filter(pace.hasRoom)
    const leaveOut = () => {
      if (now.length < stale.length)
        later.push({ entry, locales: stale.filter((locale) => !now.includes(locale)) })
    }
    if (now.length === 0) {
      leaveOut()
      continue
    }
    void working.add(async () => {
      // One that cannot be read is told of once.
      if (await oneArticle(article, bytes, now, pace, turn, ports)) leaveOut()
    })
    if (working.size > 0) await begun(working)
  }
  ports.hands.expectMore(false)
  await working.onIdle()
  // Why it has failed.
  if (opening !== undefined) await ports.ready()
  return later
}

/** Of what articles are looked up in, while the first of them are being read. */
interface Opening {
  readonly hasFailed: boolean
}

async function begin(ports: RunPorts): Promise<Opening> {
  const opening = { hasFailed: false }
  ports.ready().catch(() => {
    opening.hasFailed = true
  })
  await setImmediate()
  await loadReader(ports)
  return opening
}

/** The next article that waits has its place. (Of its own the queue would make an error each time, to stop listening.) */
const begun = (working: PQueue) =>
  new Promise<void>((resolve) => working.addEventListener('active', () => resolve(), { once: true }))

function bytesOf(
  { file, path }: { readonly file: string; readonly path: string },
  ports: RunPorts,
): Buffer | undefined {
  try {
    return readBytes(file, path)
  } catch (thrown) {
    refuse(path, asError(thrown), ports)
    return undefined
  }
}

/** What cannot be told (a broken glossary, a damaged record) is looked at again, and reported with its edition. */
async function isKnownCurrent(
  article: Parameters<typeof isCurrent>[0],
  locale: string,
  ports: RunPorts,
): Promise<boolean> {
  try {
    return await isCurrent(article, locale, ports)
  } catch {
    return false
  }
}

/** Articles are read one a turn of the event loop: else all would be, before anything is heard of the first. */
function oneATurn(): () => Promise<void> {
  let last = Promise.resolve()
  return () => (last = last.then(() => setImmediate()))
}

/** The formats are loaded for the first article that changed: an unchanged night does without them. */
async function loadReader(ports: RunPorts) {
  const [{ readSource }, settings] = await Promise.all([import('./read.ts'), ports.read()])
  return { readSource, settings }
}

/** One article, read once, into each locale that needs it. @returns whether it could be read */
async function oneArticle(
  article: { id: string; path: string; readAt: number },
  bytes: Buffer,
  locales: readonly string[],
  pace: Pace,
  turn: () => Promise<void>,
  ports: RunPorts,
): Promise<boolean> {
  const { hands, writers } = ports
  const source = await hands.work(async () => {
    const { readSource, settings } = await loadReader(ports)
    await turn()
    const read = () => readSource(article.id, article.path, bytes, settings)
    return openSource(read, ports).catch((thrown) => refuse(article.path, asError(thrown), ports))
  })
  if (source === undefined) return false
  const edition = async (locale: string) => {
    // Whoever waits for another writer of the edition is not at work: that one may wait for what was asked to be bought.
    const make = () => hands.work(() => makeEdition(source, locale, ports))
    settle(article, locale, await writers.write(article, locale, make), ports)
  }
  await pace.follow(new Map(locales.map((locale) => [locale, edition(locale)])))
  return true
}

const isReady = (ports: RunPorts): Promise<boolean> =>
  ports.ready().then(
    () => true,
    () => false,
  )

/** @returns undefined when the run is over before it has begun */
async function openSource(read: () => Source, ports: RunPorts): Promise<Source | undefined> {
  const source = read()
  // A memory that begins anew is filled from the sources' own files as the last run left them.
  if (!(await isReady(ports))) return undefined
  if (ports.writes) await writeSourceFile(source, ports)
  return source
}

function settle(
  article: { id: string; path: string },
  locale: string,
  outcome: EditionOutcome,
  ports: RunPorts,
): void {
  ports.tally.edition(article.id, locale, outcome)
  ports.watcher.edition(article.path, locale, outcome)
}

function refuse(path: string, error: DragomanError, ports: RunPorts): void {
  ports.tally.refuse(path, error)
  ports.watcher.refused(path, error)
}

/** Any file may be broken in a way nobody thought of: it is reported by name and the night goes on. */
const asError = (thrown: unknown): DragomanError =>
  thrown instanceof DragomanError
    ? thrown
    : new DragomanError('ARTICLE_INVALID', `The article could not be read: ${messageOf(thrown)}`, {
        fix: 'This is a fault of ours: please report it with the article.',
        cause: thrown,
      })
