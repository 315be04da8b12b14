import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { type Answer, type Failure, type PostedRequest, postRequest } from '../jobs/inbox.ts'
import { fingerprintsOf } from '../publish/fingerprint.ts'
import { namedArticles } from '../sources/named.ts'
import { fileLock, type StateLock } from '../state/lock.ts'
import { processName, thisProcess } from '../state/process.ts'
import { log } from './log.ts'
import type { Progress } from './progress.ts'
import { stopOnce } from './stop.ts'

/** Articles that the run under way is asked to do ahead of its own. */
export interface UrgentArticles {
  readonly project: Project
  readonly files: readonly string[]
  readonly targets: readonly string[]
  readonly force: boolean
  readonly seen: Progress
  /** Absent: a signal withdraws the request. */
  readonly stopping?: AbortSignal | undefined
}

export type DoneAnswer = Extract<Answer, { kind: 'done' }>

/**
 * Waits until the run under way has done them. Undefined: the run has ended without.
 * @throws DragomanError STATE_LOCKED when it declines, STOPPED when the request was withdrawn, USAGE for files that are no
 * articles
 */
export async function handOver({
  project,
  files,
  targets,
  force,
  seen,
  ...rest
}: UrgentArticles): Promise<DoneAnswer | undefined> {
  const { articles, locales, output, state } = project
  // Complains of wrong names before the run is asked.
  for (const _ of namedArticles(project, files));
  const lock = fileLock(state)
  const stop = rest.stopping === undefined ? stopOnce() : undefined
  const posted = await postRequest(state, {
    asker: thisProcess(),
    folders: { articles, locales, output },
    fingerprints: fingerprintsOf(project, targets),
    files: files.map((file) => path.relative(articles, path.resolve(file)).split(path.sep).join('/')),
    force,
  })
  try {
    log('info', `Handed over to the run under way${await nameOfHolder(lock)}, ahead of its own articles.`)
    const answer = await answerTo(posted, lock, rest.stopping ?? stop!.signal)
    if (answer?.kind === 'declined') throw await declined(state, lock, answer.why)
    if (answer !== undefined) replay(answer, files.length, targets, seen)
    else log('warn', 'The run under way has ended without doing it.')
    return answer
  } finally {
    posted.remove()
    stop?.release()
  }
}

const LOOK_EVERY_MS = 100

async function answerTo(
  posted: PostedRequest,
  lock: StateLock,
  stopping: AbortSignal,
): Promise<Answer | undefined> {
  for (;;) {
    // Asked before the answer is looked for: a run that answers releases the lock after that.
    const holder = await lock.holder()
    const answer = posted.answer()
    if (answer !== undefined) return answer
    if (stopping.aborted) throw withdrawn()
    if (!posted.renew()) return { kind: 'declined', why: 'it could not be read or answered' }
    if (holder === undefined || holder.purpose === 'closed') return undefined
    await sleep(LOOK_EVERY_MS, undefined, { signal: stopping }).catch(() => {})
  }
}

/** Tells people what the run under way would have told them of articles of its own. */
function replay({ events }: DoneAnswer, articles: number, targets: readonly string[], seen: Progress): void {
  seen.start(articles, targets)
  for (const event of events) {
    if (event.kind === 'refused') seen.refused(event.path, errorOf(event.error))
    else {
      const errors = event.errors.map(({ key, error }) => ({ key, error: errorOf(error) }))
      seen.edition(event.path, event.locale, { kind: event.outcome, counts: undefined, findings: [], errors })
    }
  }
  seen.stop()
}

const errorOf = ({ code, message, fix, place }: Failure) => new DragomanError(code, message, { fix, place })

async function nameOfHolder(lock: StateLock): Promise<string> {
  const holder = await lock.holder()
  return holder === undefined ? '' : ` (${processName(holder)})`
}

const declined = async (state: string, lock: StateLock, why: string) =>
  new DragomanError(
    'STATE_LOCKED',
    `Another run is under way${await nameOfHolder(lock)}, and this cannot be handed over to it: ${why}.`,
    { place: path.join(state, 'lock'), fix: 'Wait until it has finished, or stop it.' },
  )

const withdrawn = () =>
  new DragomanError('STOPPED', 'Withdrawn from the run under way; what that had sent by then is kept.', {
    fix: 'Run again: it goes on where it stopped.',
  })
