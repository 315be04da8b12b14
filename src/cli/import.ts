import path from 'node:path'
import type { Article } from '../article/article.ts'
import { DragomanError } from '../article/errors.ts'
import type { Target } from '../article/target.ts'
import { disclose } from '../assemble/disclosure.ts'
import { siteStrings } from '../assemble/site-strings.ts'
import { loadProject, type Project } from '../config/load.ts'
import { importEdition } from '../exchange/import-edition.ts'
import type { Night } from '../pipeline/open.ts'
import { readArticleFile } from '../pipeline/read.ts'
import { isRuleBased, providerName } from '../providers/registry.ts'
import type { EditionRecord } from '../publish/editions.ts'
import { folder } from '../publish/files.ts'
import { keepOthers, keptFolder, keptMeta } from '../publish/others.ts'
import { readBytes } from '../sources/bytes.ts'
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts'
import { exchangeFile, importExchange } from './import-exchange.ts'
import { type GivenTarget, givenTarget, type ImportTarget, importTarget } from './import-target.ts'
import { failedImport, type Imported, type ImportedWords, tellImported } from './imported.ts'
import { openToLook } from './night.ts'
import { printJson, tell } from './output.ts'
import { personNamed } from './person.ts'

export interface ImportOptions {
  readonly config: string
  readonly by?: string
  readonly locale?: string
  readonly article?: string
  readonly json?: boolean
}

/** `dragoman import`: a named person's words, out of files that were changed outside. */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const by = personNamed(options.by, process.env)
  const given = givenTarget(options, files, project)
  const night = await openToLook(project)
  const reports: (Imported & { readonly file: string })[] = []
  try {
    for (const file of files) {
      for await (const imported of importedFrom(file, given, by, project, night)) {
        tellImported(file, imported)
        reports.push({ file, ...imported })
      }
    }
  } finally {
    await night.close()
  }
  const words = reports.filter((report) => 'taken' in report)
  const sum = (count: (report: ImportedWords) => number) =>
    words.reduce((total, each) => total + count(each), 0)
  const counts = {
    taken: sum(({ taken }) => taken.length),
    unchanged: sum(({ unchanged }) => unchanged),
    refused: sum(({ refused }) => refused.length),
  }
  if (options.json) printJson({ ...counts, files: reports })
  if (counts.taken > 0) tell('The next run publishes what was taken: dragoman run')
  const [report] = reports
  // One file alone that is no edition is a command that was mistyped.
  if (reports.length === 1 && report !== undefined && 'error' in report) return exitCodeOf(report.error)
  return counts.refused > 0 || words.length < reports.length ? EXIT.incomplete : EXIT.done
}

/** By what it is: a file of an outside tool, which may hold many articles, or an edition. */
async function* importedFrom(
  name: string,
  given: GivenTarget | undefined,
  by: string,
  project: Project,
  night: Night,
): AsyncGenerator<Imported> {
  try {
    const exchanged = await exchangeFile(name, given, project, night)
    const file = path.resolve(name)
    if (exchanged !== undefined) yield* importExchange(exchanged, by, project, night)
    else yield await importFile(file, importTarget(file, given, project), by, project, night)
  } catch (thrown) {
    yield failedImport(name, thrown)
  }
}

async function importFile(
  file: string,
  target: ImportTarget,
  by: string,
  project: Project,
  { ports, saving }: Night,
): Promise<ImportedWords> {
  const { locale, from, output } = target
  const { editions, now } = ports.publish
  const settings = await ports.read.settings()
  const article = readArticleFile(target.article, settings)
  const bytes = readBytes(file, file)
  const { meta } = await ports.publish.localeFiles.read(locale, article.id)
  const record = await editions.get(article.id, locale)
  if (from === 'output' && record !== undefined && isOlder(record, meta.sourceHash)) throw older(file)
  const keptRoot = keptFolder(project.state)
  const folders = {
    locales: ports.publish.locales,
    output: folder(project.output, 'power-cut'),
    kept: folder(keptRoot, 'power-cut'),
  }
  const isOurs = (hash: string) => hash === record?.outputHash
  // The next run replaces it, with what was refused.
  const kept =
    from === 'output' ? await keepOthers({ article: article.id, locale, output }, isOurs, folders) : undefined
  const published = from === 'kept' ? keptMeta(keptRoot, file) : undefined
  const words = await importEdition({ article, locale, bytes, place: file, published }, by, {
    ...saving,
    settings,
    now,
    disclose: disclosure(project, locale),
  })
  return {
    article: article.id,
    locale,
    taken: words.taken.map(({ segment, text }) => ({ key: segment.key, text })),
    unchanged: words.unchanged,
    refused: words.refused,
    ...(kept && { kept }),
  }
}

/** What an edition would say of itself: an edition is read beside one that was made for it. */
function disclosure({ config, locales }: Project, locale: string) {
  const strings = siteStrings(locales)
  const [usualProvider = ''] = config.providers.map(({ kind }) => kind)
  const { baseUrl } = config.publish
  return (article: Article, targets: Iterable<Target>) =>
    disclose(article, { targets }, { locale, strings, providerName, isRuleBased, usualProvider, baseUrl })
}

/** Was the locale file written without an edition being made of it? Then what stands there is from before. */
const isOlder = ({ status, source }: EditionRecord, sourceOfLocaleFile: string): boolean =>
  status === 'withheld' && source === sourceOfLocaleFile

const older = (file: string) =>
  new DragomanError(
    'USAGE',
    'This edition is older than its locale file: people’s words cannot be told from ours.',
    {
      place: file,
      fix: 'Write the words into the locale file, or import after a run has published the edition.',
    },
  )
