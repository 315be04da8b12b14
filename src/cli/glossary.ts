import path from 'node:path'
import { messageOf } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import { loadGlossary } from '../glossary/files.ts'
import { matches } from '../glossary/matches.ts'
import { violations } from '../glossary/violations.ts'
import { openNight } from '../pipeline/open.ts'
import { type ReadArticle, readArticle } from '../pipeline/read.ts'
import { readLocaleFile } from '../review/locale-file.ts'
import { fromNotation } from '../segment/notation.ts'
import { readBytes } from '../sources/bytes.ts'
import { findArticles } from '../sources/folder.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printData, printJson, tell } from './output.ts'
import { chooseTargets } from './run.ts'

interface Violation {
  readonly file: string
  readonly locale: string
  readonly key: string
  readonly message: string
  readonly source: string
  readonly target: string
}

/** `dragoman glossary check`: where locale files leave their glossary. */
export async function glossaryCheck(options: {
  config: string
  json?: boolean
  locale?: readonly string[]
}): Promise<ExitCode> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  const silent = { edition() {}, refused() {} }
  const night = await openNight(project, { buying: 'estimate', environment: process.env, watcher: silent })
  const all: Violation[] = []
  const terms = new Map(targets.map((locale) => [locale, loadGlossary(project.locales, locale)]))
  try {
    const settings = await night.ports.read.settings()
    for (const found of findArticles(project.articles)) {
      if (found.kind === 'refused') continue
      const source = open(() =>
        readArticle(found.id, found.path, readBytes(found.file, found.path), settings),
      )
      if (source === undefined) continue
      for (const [locale, glossary] of terms) {
        if (glossary.terms.length === 0) continue
        const file = path.join(project.locales, locale, 'articles', `${found.id}.json`)
        for (const violation of open(() => inFile(file, source, locale, glossary)) ?? []) {
          if (options.json) all.push(violation)
          else printData(print(violation))
        }
      }
    }
  } finally {
    await night.close()
  }
  if (options.json) printJson(all)
  return EXIT.done
}

function inFile(
  file: string,
  source: ReadArticle,
  locale: string,
  glossary: ReturnType<typeof loadGlossary>,
): Violation[] {
  const { texts } = readLocaleFile(file, file.replace(/\.json$/, '.meta.json'))
  const unique = new Map(source.segments.map((segment) => [segment.key, segment]))
  return [...unique.values()].flatMap((segment) => {
    const text = texts.get(segment.key)
    const terms = matches(glossary, segment.source.text, source.locale)
    if (text === undefined || terms.length === 0) return []
    const target = fromNotation(text, segment.source.codes)
    if (!target.ok) return []
    const relative = path.relative(process.cwd(), file)
    const place = { file: relative, locale, key: segment.key, source: segment.notation, target: text }
    return violations(segment.source, target.content, terms, locale).map((message) => ({ ...place, message }))
  })
}

/** A broken article or locale file is the run's to report; here the others are looked at. */
function open<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    tell(messageOf(error))
    return undefined
  }
}

const print = ({ file, key, message, source, target }: Violation) =>
  `${file}: ${key}: ${message}\n  ${source}\n  ${target}\n`
