import type { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { currencyOf } from '../config/prices.ts'
import type { Night } from '../pipeline/open.ts'
import { run, type Watcher } from '../pipeline/run.ts'
import { Tally } from '../pipeline/summary.ts'
import type { Found } from '../sources/folder.ts'
import { totalBill } from '../translate/bills.ts'
import type { Answer, Event, Failure, Request } from './inbox.ts'

/**
 * Makes the articles of a request ahead of the run's own, and tells the asker what came of them.
 * @param isWanted false once the asker has withdrawn the request: then no more editions are begun
 */
export async function makeUrgent(
  project: Project,
  night: Night,
  { fingerprints, force }: Request,
  found: readonly Found[],
  isWanted: () => boolean,
): Promise<Answer> {
  const started = performance.now()
  const ids = found.flatMap((one) => (one.kind === 'article' ? [one.id] : []))
  const tally = new Tally()
  const events: Event[] = []
  const urgent = night.translator.hasten(ids)
  for (const { path } of found) night.ports.shelf.drop(path)
  try {
    await run(() => found, Object.keys(fingerprints), night.ports, {
      priority: 'urgent',
      force,
      isNamed: true,
      tally,
      watcher: recorder(events),
      isStopped: () => night.translator.stopped || !isWanted(),
    })
  } finally {
    urgent.end()
  }
  const bill = totalBill(urgent.bills, currencyOf(project.config))
  const summary = tally.summary(bill, performance.now() - started)
  return { kind: 'done', summary, refused: tally.refused, events }
}

const recorder = (events: Event[]): Watcher => ({
  edition(path, locale, outcome) {
    const told = outcome.errors.map(({ key, error }) => ({ key, error: failureOf(error) }))
    events.push({ kind: 'edition', path, locale, outcome: outcome.kind, errors: told })
  },
  refused(path, error) {
    events.push({ kind: 'refused', path, error: failureOf(error) })
  },
  passedOver() {},
})

const failureOf = ({ code, message, fix, place }: DragomanError): Failure => ({ code, message, fix, place })
