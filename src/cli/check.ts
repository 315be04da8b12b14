import { existsSync } from 'node:fs'
import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import type { Night } from '../pipeline/open.ts'
import { type ReadArticle, readArticleFile } from '../pipeline/read.ts'
import { textsPath } from '../review/locale-file.ts'
import { readLocaleFileOf } from '../review/read-locale-file.ts'
import { recheck, type TextFinding } from '../review/recheck.ts'
import { type Found, findArticles } from '../sources/folder.ts'
import { namedArticles } from '../sources/named.ts'
import { refuseEmpty, survey } from '../sources/survey.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openToLook } from './night.ts'
import { explain, printData, tell } from './output.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

/** One finding, as `--json` prints it. The shape is part of the outside face. */
interface FileFinding extends TextFinding {
  /** From the working directory: the locale file; or the article itself, where locale, key and texts are ''. */
  readonly file: string
  readonly article: string
  readonly locale: string
}

/** `dragoman check`: all checks over the locale files that there are; sends and writes nothing. */
export async function check(files: readonly string[], options: TargetOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  if (files.length === 0) refuseEmpty(project, survey(project))
  const night = await openToLook(project)
  const counts = { block: 0, warn: 0, unreadable: 0 }
  const out = options.json ? jsonPrinter() : blockPrinter()
  try {
    for await (const finding of findings(files, targets, project, night)) {
      if (finding instanceof DragomanError) {
        counts.unreadable++
        tell(explain(finding))
        continue
      }
      counts[finding.severity]++
      out.add(finding)
    }
  } finally {
    out.end()
    await night.close()
  }
  const { block, warn, unreadable } = counts
  tell(
    `${block} blocking, ${warn} warnings${unreadable > 0 ? `; ${unreadable} files could not be read` : ''}`,
  )
  return block + unreadable > 0 ? EXIT.incomplete : EXIT.done
}

/** Article by article, so that no list of all findings is ever held. */
async function* findings(
  files: readonly string[],
  targets: readonly string[],
  project: Project,
  { ports }: Night,
): AsyncGenerator<FileFinding | DragomanError> {
  const settings = await ports.read.settings()
  const found: Iterable<Found> = files.length > 0 ? namedArticles(project, files) : findArticles(project)
  for (const entry of found) {
    if (entry.kind === 'refused') {
      yield entry.error
      continue
    }
    const { id } = entry
    const existing = targets.filter((locale) => existsSync(path.join(project.locales, textsPath(locale, id))))
    if (existing.length === 0) continue
    try {
      const source = readArticleFile(entry, settings)
      yield* ofSource(source, entry.file)
      for (const locale of existing) yield* findingsIn(source, locale, project, ports)
    } catch (error) {
      if (!(error instanceof DragomanError)) throw error
      yield error
    }
  }
}

const ofSource = ({ id, findings }: ReadArticle, file: string): FileFinding[] =>
  findings.map((finding) => ({
    ...finding,
    file: path.relative(process.cwd(), file),
    article: id,
    locale: '',
    key: '',
    source: '',
    target: '',
  }))

function* findingsIn(
  source: ReadArticle,
  locale: string,
  project: Project,
  { translate: { glossary } }: Night['ports'],
): Generator<FileFinding | DragomanError> {
  const { id, locale: sourceLocale } = source
  if (locale === sourceLocale) return
  try {
    const file = readLocaleFileOf(project.locales, locale, id)
    const options = { locale, severities: project.config.checks, glossary: glossary(locale) }
    const at = { file: path.relative(process.cwd(), file.path), article: id, locale }
    for (const finding of recheck(source, file, options)) yield { ...finding, ...at }
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    yield error
  }
}

interface Printer {
  add(finding: FileFinding): void
  end(): void
}

function blockPrinter(): Printer {
  return {
    add({ file, line, key, check: rule, severity, message, source, target }) {
      const head = `${file}:${line}: ${key === '' ? '' : `${key}: `}${rule} (${severity})\n  ${message}`
      printData(key === '' ? head : `${head}\n  source: ${source}\n  target: ${target}`)
    },
    end() {},
  }
}

/** One array, a finding a line. */
function jsonPrinter(): Printer {
  let printed = 0
  return {
    add({ file, line, article, locale, key, check: rule, severity, message, source, target }) {
      const finding = { file, line, article, locale, key, check: rule, severity, message, source, target }
      printData(`${printed++ === 0 ? '[' : ','}\n${JSON.stringify(finding)}`)
    },
    end: () => printData(printed === 0 ? '[]' : ']'),
  }
}
