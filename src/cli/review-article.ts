import Table from 'cli-table3'
import { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { humanKey } from '../memory/memory-key.ts'
import type { Match } from '../memory/search.ts'
import type { Night } from '../pipeline/open.ts'
import type { ReadArticle } from '../pipeline/read.ts'
import { SOMEBODY } from '../review/locale-file.ts'
import { type Overview, overview, type SegmentOverview } from '../review/overview.ts'
import { openSuggestions } from '../review/search-index.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openToLook } from './night.ts'
import { articleNamed } from './one-edition.ts'
import { explain, printData, tell } from './output.ts'

/** `--state`: a segment's, or that it has words of a person for an earlier sentence. */
export const SHOWN_STATES = ['machine', 'edited', 'approved', 'rejected', 'stale'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

export interface Shown {
  readonly state: ShownState | undefined
  readonly json: boolean
  /** With what was written for sentences like those that nobody has looked at. */
  readonly hasSimilar: boolean
}

/** A segment with sentences like it that were translated before, best first. */
interface ShownSegment extends SegmentOverview {
  readonly similar?: readonly Match[]
}

/** The segments of articles, in each of these languages, side by side with their sources. */
export async function reviewArticles(
  named: readonly string[],
  targets: readonly string[],
  { state, json, hasSimilar }: Shown,
  project: Project,
): Promise<ExitCode> {
  const night = await openToLook(project)
  let printed = 0
  let unreadable = 0
  try {
    for (const name of named) {
      const article = await articleNamed(name, project, night)
      for (const locale of targets) {
        if (locale === article.locale) continue
        const seen = await look(article, locale, project, night).catch(orTell)
        if (seen === undefined) {
          unreadable++
          continue
        }
        const shown = seen.segments.filter((segment) => state === undefined || isIn(segment, state))
        const segments = hasSimilar ? await withSimilar(shown, article, locale, project, night) : shown
        if (json)
          for (const segment of segments)
            printData(
              `${printed++ === 0 ? '[' : ','}\n${JSON.stringify({ article: article.id, locale, ...segment })}`,
            )
        else printData(page(article.id, locale, { ...seen, segments }, state))
      }
    }
  } finally {
    if (json) printData(printed === 0 ? '[]' : ']')
    await night.close()
  }
  return unreadable > 0 ? EXIT.incomplete : EXIT.done
}

/** Of each, suggestions at most. */
const MOST_SIMILAR = 3

async function withSimilar(
  segments: readonly SegmentOverview[],
  article: ReadArticle,
  locale: string,
  { state }: Project,
  { ports: { publish } }: Night,
): Promise<ShownSegment[]> {
  const { localeFiles, now } = publish
  const suggestions = await openSuggestions(state, locale, { localeFiles, now })
  const shown: ShownSegment[] = []
  try {
    for (const segment of segments) {
      const { key, source } = segment
      const wanted = { source, sourceLocale: article.locale, except: { article: article.id, key } }
      const isOpen = segment.state === 'machine' || segment.state === 'missing'
      shown.push(isOpen ? { ...segment, similar: await suggestions.similar(wanted, MOST_SIMILAR) } : segment)
    }
  } finally {
    await suggestions.close()
  }
  return shown
}

/** A broken file is named, and the others are shown. */
function orTell(error: unknown): undefined {
  if (!(error instanceof DragomanError)) throw error
  tell(explain(error))
}

async function look(
  article: ReadArticle,
  locale: string,
  project: Project,
  { ports }: Night,
): Promise<Overview> {
  const { publish, memory, translate } = ports
  const file = await publish.localeFiles.read(locale, article.id)
  const keys = article.segments.map(({ notation }) => humanKey(article.locale, notation))
  const { disputed } = await memory.of(locale).recallHuman(keys)
  const options = { locale, severities: project.config.checks, glossary: translate.glossary(locale) }
  return overview(article, file, { ...options, now: publish.now(), disputed })
}

const isIn = ({ state, suggestion }: SegmentOverview, wanted: ShownState): boolean =>
  wanted === 'stale' ? suggestion !== null : state === wanted

/** Room for a state and a key. */
const LAST_COLUMN = 26
const WIDTH_AT_LEAST = 80
const WIDTH_AT_MOST = 180
/** Of three columns: their borders. */
const BORDERS = 4

function page(
  article: string,
  locale: string,
  { segments, left }: Pick<Overview, 'left'> & { readonly segments: readonly ShownSegment[] },
  state: ShownState | undefined,
): string {
  const width = Math.min(WIDTH_AT_MOST, Math.max(WIDTH_AT_LEAST, process.stdout.columns ?? 120))
  const half = Math.floor((width - LAST_COLUMN - BORDERS) / 2)
  const table = new Table({
    head: ['original', locale, 'state'],
    colWidths: [half, half, LAST_COLUMN],
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [] },
  })
  for (const segment of segments) {
    table.push([segment.source, segment.target, stateOf(segment)])
    for (const note of notesOf(segment)) table.push([{ colSpan: 3, content: note }])
  }
  for (const { sourceText = '', text, by, state: was } of state === undefined || state === 'stale'
    ? left
    : [])
    table.push([sourceText, text, `left over: ${was}${by === '' ? '' : ` by ${by}`}`])
  return `${article} (${locale})\n${table}`
}

function stateOf({ state, by, review, key }: SegmentOverview): string {
  const who = by === SOMEBODY ? 'someone, in the file' : by
  const decided = review === null || state === 'machine' || state === 'edited' ? '' : ` by ${review.by}`
  return [`${state}${decided}`, who, key].filter((line) => line !== '').join('\n')
}

function notesOf({ findings, suggestion, similar = [] }: ShownSegment): string[] {
  const before =
    suggestion === null
      ? []
      : [
          `before: “${suggestion.sourceText}” → “${suggestion.text}”${suggestion.by === '' ? '' : ` (${suggestion.by})`}`,
        ]
  const like = similar.map(
    ({ score, source, target, article }) =>
      `${Math.round(score * 100)} % like “${source}” → “${target}” (${article})`,
  )
  const found = findings.map(({ check, severity, message }) => `${check} (${severity}): ${message}`)
  return [...found, ...before, ...like]
}
