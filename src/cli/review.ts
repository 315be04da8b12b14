import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import { URGENCIES, type Urgency, type WaitingEdition } from '../publish/editions.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openToLook } from './night.ts'
import { printData, tell } from './output.ts'
import { reviewArticles, SHOWN_STATES, type ShownState } from './review-article.ts'
import { counted, plainTable } from './table.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

export interface ReviewOptions extends TargetOptions {
  readonly state?: string
  readonly similar?: boolean
}

/** `dragoman review`: what waits for an editor, most urgent first; of named articles their segments, side by side. */
export async function review(named: readonly string[], options: ReviewOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  const state = stateNamed(options.state)
  const { json = false, similar: hasSimilar = false } = options
  if (named.length > 0) return reviewArticles(named, targets, { state, json, hasSimilar }, project)
  return morning(targets, state, project, json)
}

function stateNamed(state: string | undefined): ShownState | undefined {
  if (state === undefined) return undefined
  const known = SHOWN_STATES.find((each) => each === state)
  if (known !== undefined) return known
  throw new DragomanError('USAGE', `There is no state “${state}”.`, {
    place: '--state',
    fix: `Use one of: ${SHOWN_STATES.join(', ')}.`,
  })
}

const WHAT: Readonly<Record<Urgency, string>> = {
  corrected: 'the original has changed',
  blocked: 'a text must not be published as it is',
  rejected: 'words were rejected, and there are no others',
  disagreeing: 'people wrote different words for one sentence',
  new: 'nobody has looked at it yet',
}

/** An edition a line, as it comes from the record of editions: no list of all is ever held. */
async function morning(
  targets: readonly string[],
  state: ShownState | undefined,
  project: Project,
  json: boolean,
): Promise<ExitCode> {
  const night = await openToLook(project)
  const out = json ? jsonLines() : textLines()
  const totals = new Map(targets.map((locale) => [locale, zero()]))
  try {
    const { editions } = night.ports.publish
    for (const urgency of URGENCIES)
      for await (const edition of editions.waiting(urgency)) {
        const { locale } = edition
        const total = totals.get(locale)
        if (total === undefined || (state !== undefined && countOf(edition, state) === 0)) continue
        total[urgency]++
        out.add(edition, urgency)
      }
  } finally {
    out.end()
    await night.close()
  }
  tell(summary(totals))
  return EXIT.done
}

const zero = (): Record<Urgency, number> => ({
  corrected: 0,
  blocked: 0,
  rejected: 0,
  disagreeing: 0,
  new: 0,
})

function countOf(edition: WaitingEdition, state: ShownState): number {
  return state === 'machine' ? edition.unreviewed : edition[state]
}

function summary(totals: ReadonlyMap<string, Record<Urgency, number>>): string {
  const table = plainTable(['locale', ...URGENCIES])
  for (const [locale, of] of totals) table.push([locale, ...URGENCIES.map((urgency) => of[urgency])])
  const all = [...totals.values()].flatMap((of) => Object.values(of)).reduce((sum, count) => sum + count, 0)
  if (all === 0) return 'Nothing waits for an editor.'
  return `${table}\n${counted(all, 'edition')} to look at. One of them: dragoman review ARTICLE --locale TAG`
}

interface Lines {
  add(edition: WaitingEdition, urgency: Urgency): void
  end(): void
}

/** Under a heading for each urgency. */
function textLines(): Lines {
  let heading: Urgency | undefined
  return {
    add(edition, urgency) {
      if (urgency !== heading) printData(`${heading === undefined ? '' : '\n'}${urgency}: ${WHAT[urgency]}`)
      heading = urgency
      printData(`  ${edition.locale.padEnd(7)} ${edition.article}  (${countsOf(edition)})`)
    },
    end() {},
  }
}

function countsOf(edition: WaitingEdition): string {
  const { changed, segments, findings } = edition
  const parts = changed === null ? [] : [`changed ${new Date(changed).toISOString().slice(0, 10)}`]
  for (const what of COUNTED) if (edition[what] > 0) parts.push(`${edition[what]} ${what}`)
  if (findings > 0) parts.push(counted(findings, 'finding'))
  return `${parts.join(', ')}, of ${counted(segments, 'segment')}`
}

const COUNTED = ['stale', 'blocked', 'rejected', 'disputed', 'unreviewed'] as const

/** One array, an edition a line. The shape is part of the outside face. */
function jsonLines(): Lines {
  let printed = 0
  return {
    add({ article, locale, status, changed, ...counts }, urgency) {
      const since = changed === null ? null : new Date(changed).toISOString()
      const line = { article, locale, urgency, status, changed: since, ...counts }
      printData(`${printed++ === 0 ? '[' : ','}\n${JSON.stringify(line)}`)
    },
    end: () => printData(printed === 0 ? '[]' : ']'),
  }
}
