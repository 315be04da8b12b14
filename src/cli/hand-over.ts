import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { type Answer, type Failure, type Posted, post } from '../jobs/inbox.ts'
import { fingerprintsOf } from '../pipeline/fingerprint.ts'
import { namedArticles } from '../sources/folder.ts'
import { holder } from '../state/lock.ts'
import { thisProcess } from '../state/process.ts'
import { log } from './log.ts'
import type { Progress } from './progress.ts'
import { stopOnce } from './stop.ts'

/** What is handed over to the run under way: articles that go ahead of its own. */
export interface Errand {
  readonly project: Project
  readonly files: readonly string[]
  readonly targets: readonly string[]
  readonly force: boolean
  readonly seen: Progress
  /** Absent: a signal withdraws it. */
  readonly stopping?: AbortSignal | undefined
}

export type Outcome = Extract<Answer, { kind: 'done' }>

/**
 * Waits until the run under way has done it. Undefined: that has ended without.
 * @throws DragomanError STATE_LOCKED when it declines, STOPPED when the errand was withdrawn, USAGE for files that are no
 * articles
 */
export async function handOver({
  project,
  files,
  targets,
  force,
  seen,
  ...rest
}: Errand): Promise<Outcome | undefined> {
  const { articles, locales, output, state } = project
  // Complains of wrong names before anybody is bothered with them.
  for (const _ of namedArticles(articles, files));
  const stop = rest.stopping === undefined ? stopOnce() : undefined
  const posted = await post(state, {
    asker: thisProcess(),
    folders: { articles, locales, output },
    fingerprints: fingerprintsOf(project, targets),
    files: files.map((file) => path.relative(articles, path.resolve(file)).split(path.sep).join('/')),
    force,
  })
  try {
    log('info', `Handed over to the run under way${processName(state)}, ahead of its own articles.`)
    const answer = await answerTo(posted, state, rest.stopping ?? stop!.signal)
    if (answer?.kind === 'declined') throw declined(state, answer.why)
    if (answer !== undefined) replay(answer, files.length, targets, seen)
    else log('warn', 'The run under way has ended without doing it.')
    return answer
  } finally {
    posted.remove()
    stop?.release()
  }
}

const LOOK_EVERY_MS = 100

async function answerTo(posted: Posted, state: string, stopping: AbortSignal): Promise<Answer | undefined> {
  for (;;) {
    // Whoever answers releases the lock after it.
    const work = holder(state)?.work
    const answer = posted.answer()
    if (answer !== undefined) return answer
    if (stopping.aborted) throw withdrawn()
    if (!posted.isThere()) return { kind: 'declined', why: 'it could not be read or answered' }
    if (work === undefined || work === 'closed') return undefined
    await sleep(LOOK_EVERY_MS, undefined, { signal: stopping }).catch(() => {})
  }
}

/** Tells people what the run under way would have told them, had it been theirs. */
function replay({ events }: Outcome, articles: number, targets: readonly string[], seen: Progress): void {
  seen.start(articles, targets)
  for (const event of events) {
    if (event.kind === 'refused') seen.refused(event.path, errorOf(event.error))
    else {
      const errors = event.errors.map(({ key, error }) => ({ key, error: errorOf(error) }))
      seen.edition(event.path, event.locale, { kind: event.outcome, draft: undefined, errors })
    }
  }
  seen.stop()
}

const errorOf = ({ code, message, fix, place }: Failure) => new DragomanError(code, message, { fix, place })

function processName(state: string): string {
  const pid = holder(state)?.pid
  return pid === undefined ? '' : ` (process ${pid})`
}

const declined = (state: string, why: string) =>
  new DragomanError(
    'STATE_LOCKED',
    `Another run is under way${processName(state)}, and this cannot be handed over to it: ${why}.`,
    { place: path.join(state, 'lock'), fix: 'Wait until it has finished, or stop it.' },
  )

const withdrawn = () =>
  new DragomanError('STOPPED', 'Withdrawn from the run under way; what that had sent by then is kept.', {
    fix: 'Run again: it goes on where it stopped.',
  })
