import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { articleId } from '../article/id.ts'
import { parseLocale } from '../article/locale.ts'
import { loadProject } from '../config/load.ts'
import { formatNamed } from '../formats/registry.ts'
import { localise } from '../pipeline/localise.ts'
import { openNight } from '../pipeline/open.ts'
import { readArticle } from '../pipeline/read.ts'
import { readLocaleFileOf } from '../review/read-locale-file.ts'
import { fileLock } from '../state/lock.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { toldTo } from './night.ts'
import { explain, printJson, tell } from './output.ts'
import { progress } from './progress.ts'
import { readInput } from './segment.ts'
import { stopOnSignals } from './stop.ts'
import { waitForLock } from './wait-for-lock.ts'

export interface TranslateOptions {
  readonly config: string
  readonly to: string
  readonly format?: string
  readonly json?: boolean
}

/** `dragoman translate`: one article to stdout; bought text is remembered, no file is written. */
export async function translate(file: string, options: TranslateOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const locale = parseLocale(options.to, '--to')
  const held = await waitForLock({ lock: fileLock(project.state), purpose: 'closed', waitsFor: 'rounds' })
  const seen = await progress()
  const night = await openNight(project, {
    ...toldTo(seen),
    targets: [locale],
    buying: 'buy',
    tellsEvents: false,
  })
  const release = stopOnSignals(night, seen)
  try {
    const { id, place } = placeOf(project.articles, file)
    const format = options.format === undefined ? undefined : formatNamed(options.format)
    const source = readArticle(id, place, readInput(file), await night.ports.read.settings(), format)
    const known = readLocaleFileOf(project.locales, locale, id)
    const draft = await localise(source, known, locale, night.ports)
    for (const { message, check, key } of draft.findings)
      seen.note([key, check, message].filter((part) => part !== '').join(': '))
    const { reason } = night.asking.tally
    if (reason !== undefined) throw reason
    const [problem] = draft.problems
    if (problem !== undefined) {
      for (const { error } of draft.problems) tell(explain(error))
      return exitCodeOf(problem.error)
    }
    const { fills, disclosure } = draft.edition(undefined)
    const text = source.write(fills, disclosure)
    if (options.json)
      printJson({ article: id, locale, text, segments: draft.counts, findings: draft.findings })
    else process.stdout.write(text)
    return EXIT.done
  } finally {
    release()
    seen.stop()
    await night.close()
    await held.release()
  }
}

/** An article under the articles folder keeps its id there; any other file goes by its name. */
function placeOf(articles: string, file: string): { id: string; place: string } {
  if (file === '-') return { id: 'stdin', place: 'stdin' }
  const relative = path.relative(articles, path.resolve(file)).split(path.sep).join('/')
  const place = relative.startsWith('../') || path.isAbsolute(relative) ? path.basename(file) : relative
  if (place === '')
    throw new DragomanError('USAGE', 'This is a folder, not an article.', {
      place: file,
      fix: 'Name a file.',
    })
  return { id: articleId(place), place }
}
