import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import type { Night } from '../pipeline/open.ts'
import type { ReadArticle } from '../pipeline/read.ts'
import { type Found, findArticles } from '../sources/folder.ts'
import { readReports } from '../state/report.ts'
import { dateTime } from './date-time.ts'
import { type EditionStatus, editionStatus } from './edition-status.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { isOf, knownArticle } from './known-article.ts'
import { openToLook } from './night.ts'
import { explain, printJson, tell } from './output.ts'
import { counted } from './table.ts'

interface ArticleStatus {
  readonly article: string
  /** Under the articles folder; null: it is gone from there. */
  readonly path: string | null
  /** Why it cannot be read. */
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string }
  readonly locales: Readonly<Record<string, EditionStatus>>
}

/** `dragoman status ARTICLE`: how it stands in each locale, and what holds it back there. */
export async function statusOfArticle(
  named: string,
  { config, json = false }: { readonly config: string; readonly json?: boolean },
): Promise<ExitCode> {
  const project = loadProject(config)
  const night = await openToLook(project)
  try {
    const { publish } = night.ports
    const id = await knownArticle(named, project, publish.editions)
    const found = findNow(id, project)
    const article = found && (await readNow(found, night))
    const reports = [...readReports(project.state)]
    const locales: Record<string, EditionStatus> = {}
    for (const locale of project.config.targets)
      locales[locale] = await editionStatus({ id, article, locale, reports }, publish)
    const status: ArticleStatus = {
      article: id,
      path: found?.path ?? null,
      ...(article instanceof DragomanError && { error: errorParts(article) }),
      locales,
    }
    if (json) printJson(status)
    tell(found === undefined ? id : `${id} (${found.path})`)
    if (article instanceof DragomanError) tell(explain(article))
    for (const locale of project.config.targets)
      for (const line of linesOf(locale, locales[locale]!, project.config.source.timeZone)) tell(line)
    return EXIT.done
  } finally {
    await night.close()
  }
}

/** Undefined: it is gone from the articles folder. */
function findNow(id: string, project: Project): Found | undefined {
  for (const found of findArticles(project)) if (isOf(found.path, id)) return found
  return undefined
}

/** The article as it is now, or why it cannot be read. */
async function readNow(found: Found, { ports }: Night): Promise<ReadArticle | DragomanError> {
  if (found.kind === 'refused') return found.error
  try {
    return await ports.shelf.read(found)
  } catch (error) {
    if (error instanceof DragomanError) return error
    throw error
  }
}

const errorParts = ({ code, message, fix }: DragomanError) => ({ code, message, fix })

function* linesOf(
  locale: string,
  { state, why, until, changed, output, disclosed, date, segments, edited, findings }: EditionStatus,
  timeZone: string | undefined,
): Generator<string> {
  const when = (iso: string) => dateTime(Date.parse(iso), timeZone)
  const reason = why === '' ? '' : `: ${why}`
  yield `${locale}: ${state}${reason}${until === null ? '' : ` until ${when(until)}`}`
  const texts = segments === 0 ? [] : [`${counted(segments, 'segment')}, ${edited} by people`]
  const published =
    output === '' ? ['nothing is published'] : [output, ...(disclosed === null ? [] : [disclosed])]
  if (date !== null) yield `  ${[when(date), ...texts, ...published].join('; ')}`
  if (changed !== null)
    yield `  The original has changed since ${when(changed)}: what is not translated yet is shown as it is there.`
  for (const { severity, key, check, message } of findings)
    yield `  ${severity === 'block' ? '✗' : '!'} ${[check, key].filter(Boolean).join(' at ')}: ${message}`
}
