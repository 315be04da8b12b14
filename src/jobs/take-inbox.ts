import path from 'node:path'
import { type DragomanError, messageOf } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { currencyOf } from '../config/prices.ts'
import { openHands } from '../pipeline/hands.ts'
import type { Night } from '../pipeline/open.ts'
import { run, type Watcher } from '../pipeline/run.ts'
import { Tally } from '../pipeline/summary.ts'
import { type Found, namedArticles } from '../sources/folder.ts'
import { totalBill } from '../translate/bills.ts'
import {
  type Answer,
  type Event,
  type Failure,
  isPosted,
  pending,
  type Request,
  refuse,
  reply,
} from './inbox.ts'

/**
 * Takes over errands while a run is under way: the articles that another command names go ahead of the run's own, inside
 * its quota, budget and ledger, and their outcome goes back to who asked.
 */
export interface ErrandTaker {
  /** Takes no more; resolves when those that were taken are answered. */
  close(): Promise<void>
}

const LOOK_EVERY_MS = 200

export function takeErrands(
  project: Project,
  night: Night,
  onTaken: (request: Request) => void,
): ErrandTaker {
  const { state } = project
  const taken = new Map<string, Promise<void>>()

  const take = async (id: string, request: Request): Promise<void> => {
    const found = articlesOf(project, request)
    if (found === undefined) return refuse(state, id)
    const why = whyNot(project, night, request)
    if (why !== undefined) return reply(state, id, { kind: 'declined', why })
    onTaken(request)
    const answer = await carryOut(project, night, request, found, () => isPosted(state, id))
    // The run was stopped and the asker was not: it does the work itself, once the lock is free.
    if (!night.translator.stopped) await reply(state, id, answer)
  }

  const look = () => {
    if (night.translator.stopped) return
    for (const [id, request] of pending(state)) {
      if (taken.has(id)) continue
      const decline = (error: unknown) => reply(state, id, { kind: 'declined', why: messageOf(error) })
      const over = take(id, request).catch(decline)
      // Where not even that can be written, whoever asked sees the request gone.
      taken.set(
        id,
        over.catch(() => refuse(state, id)),
      )
    }
  }

  const looking = setInterval(look, LOOK_EVERY_MS)
  looking.unref()
  look()
  return {
    async close() {
      clearInterval(looking)
      await Promise.all(taken.values())
    },
  }
}

/** Undefined for files that no asker of ours names. */
function articlesOf({ articles }: Project, { files }: Request): readonly Found[] | undefined {
  try {
    return [
      ...namedArticles(
        articles,
        files.map((file) => path.join(articles, file)),
      ),
    ]
  } catch {
    return undefined
  }
}

/** An edition that this run would make otherwise than the asker must not be made here. */
function whyNot(project: Project, night: Night, { folders, fingerprints }: Request): string | undefined {
  const { articles, locales, output, config } = project
  if (folders.articles !== articles || folders.locales !== locales || folders.output !== output)
    return 'its folders are others'
  for (const [locale, fingerprint] of Object.entries(fingerprints)) {
    if (!config.targets.includes(locale)) return `${locale} is not among its targets`
    if (night.ports.fingerprint(locale) !== fingerprint)
      return `its configuration, glossary or strings for ${locale} are others`
  }
  return undefined
}

async function carryOut(
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
  const errand = night.translator.hasten(ids)
  night.ports.writers.takeOver(ids)
  try {
    await run(found, Object.keys(fingerprints), {
      ...night.ports,
      tally,
      watcher: recorder(events),
      force,
      // Whether more is coming is for the run to say.
      hands: openHands(() => {}),
      stopped: () => night.translator.stopped || !isWanted(),
    })
  } finally {
    errand.end()
  }
  const bill = totalBill(errand.bills, currencyOf(project.config))
  const { locales, refused } = tally
  const summary = tally.summary(bill, performance.now() - started)
  return { kind: 'done', summary, locales: [...locales], refused, events }
}

const recorder = (events: Event[]): Watcher => ({
  edition(path, locale, outcome) {
    const errors = 'errors' in outcome ? outcome.errors : []
    const told = errors.map(({ key, error }) => ({ key, error: failureOf(error) }))
    events.push({ kind: 'edition', path, locale, outcome: outcome.kind, errors: told })
  },
  refused(path, error) {
    events.push({ kind: 'refused', path, error: failureOf(error) })
  },
})

const failureOf = ({ code, message, fix, place }: DragomanError): Failure => ({ code, message, fix, place })
