import { DragomanError } from '../article/errors.ts'
import { author } from '../article/origin.ts'
import { loadProject } from '../config/load.ts'
import { type Match, type Passage, SIDES, type Side } from '../memory/search.ts'
import { openSuggestions } from '../review/search-index.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { localeFilesOf, openLines } from './memories.ts'
import { explain, printData, printJson, tell } from './output.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

export interface MemorySearchOptions extends TargetOptions {
  readonly in: string
  readonly limit: string
  readonly similar?: boolean
}

/** One finding, as `--json` prints it. The shape is part of the outside face. */
type Found = Passage & { readonly locale: string; readonly score?: number }

/** `dragoman memory search`: the concordance, or with `--similar` what was written for sentences like this one. */
export async function memorySearch(words: string, options: MemorySearchOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const side = sideNamed(options.in)
  const limit = countIn(options.limit)
  if (words.trim() === '')
    throw new DragomanError('USAGE', 'There is nothing to look for.', {
      place: 'WORDS',
      fix: 'Give some words.',
    })
  const localeFiles = localeFilesOf(project)
  const line = openLines()
  const found: Found[] = []
  for (const locale of chooseTargets(project, options.locale)) {
    const suggestions = await openSuggestions(project.state, locale, {
      localeFiles,
      now: () => new Date(),
      onProgress: (read, of) => line(() => `[${locale}] ${read} of ${of} changed locale files read`),
      onProblem: (error) => tell(explain(error)),
    })
    try {
      const passages: readonly (Passage | Match)[] = options.similar
        ? await suggestions.similar({ source: words, sourceLocale: project.config.source.locale }, limit)
        : await suggestions.search(words, side, limit)
      found.push(...passages.map((passage) => ({ locale, ...passage })))
    } finally {
      await suggestions.close()
    }
  }
  if (options.json) printJson(found.map(asJson))
  else for (const each of found) printData(blockOf(each))
  if (found.length === 0) tell('Nothing was found in the locale files.')
  return EXIT.done
}

const asJson = ({ date, ...found }: Found) => ({ ...found, date: new Date(date).toISOString() })

/** `es world/ferry paragraph.1f… 80 % (edited by Ana Ruiz)` and both texts under it. */
function blockOf({ locale, article, key, source, target, score, ...passage }: Found): string {
  const alike = score === undefined ? '' : ` ${Math.floor(score * 100)} %`
  return `${locale} ${article} ${key}${alike} (${whose(passage)})\n  source: ${source}\n  target: ${target}`
}

function whose({ origin, state }: Pick<Passage, 'origin' | 'state'>): string {
  const by = author(origin)
  const name = by.kind === 'human' ? by.editor : `${by.provider} ${by.model}`.trim()
  return state === 'machine' ? name : `${state}, ${name}`
}

function sideNamed(name: string): Side {
  const side = SIDES.find((each) => each === name)
  if (side !== undefined) return side
  throw new DragomanError('USAGE', `There is no side “${name}”.`, {
    place: '--in',
    fix: `Use ${SIDES.join(', ')}.`,
  })
}

/** So many from each locale. */
function countIn(limit: string): number {
  const count = Number(limit)
  if (Number.isInteger(count) && count > 0 && count <= 1_000) return count
  throw new DragomanError('USAGE', `“${limit}” is no number of findings.`, {
    place: '--limit',
    fix: 'Give a number from 1 to 1000.',
  })
}
