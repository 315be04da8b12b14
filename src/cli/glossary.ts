import path from 'node:path'
import { messageOf } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import { loadGlossary } from '../glossary/files.ts'
import { matches } from '../glossary/matches.ts'
import { violations } from '../glossary/violations.ts'
import { type ReadArticle, readArticleFile } from '../pipeline/read.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { readLocaleFileOf } from '../review/read-locale-file.ts'
import { fromNotation } from '../segment/notation.ts'
import { findArticles } from '../sources/folder.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openToLook } from './night.ts'
import { printData, printJson, tell } from './output.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

interface Violation {
  readonly file: string
  readonly locale: string
  readonly key: string
  readonly message: string
  readonly source: string
  readonly target: string
}

/** `dragoman glossary check`: where locale files leave their glossary. */
export async function glossaryCheck(options: TargetOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const targets = chooseTargets(project, options.locale)
  const night = await openToLook(project)
  const all: Violation[] = []
  const terms = new Map(targets.map((locale) => [locale, loadGlossary(project.locales, locale)]))
  try {
    const settings = await night.ports.read.settings()
    for (const found of findArticles(project)) {
      if (found.kind === 'refused') continue
      const source = open(() => readArticleFile(found, settings))
      if (source === undefined) continue
      for (const [locale, glossary] of terms) {
        if (glossary.terms.length === 0) continue
        const read = () => readLocaleFileOf(project.locales, locale, found.id)
        for (const violation of open(() => inFile(read(), source, locale, glossary)) ?? []) {
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
  { path: file, texts }: LocaleFile,
  source: ReadArticle,
  locale: string,
  glossary: ReturnType<typeof loadGlossary>,
): Violation[] {
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
function open<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    tell(messageOf(error))
    return undefined
  }
}

const print = ({ file, key, message, source, target }: Violation) =>
  `${file}: ${key}: ${message}\n  ${source}\n  ${target}\n`
