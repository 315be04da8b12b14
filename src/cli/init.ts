import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { type Answers, type Flags, type Given, givenBy } from '../init/answers.ts'
import { configurationOf, printConfiguration } from '../init/configuration.ts'
import { countArticles, inWords, looseArticles } from '../init/folders.ts'
import { type Ignoring, ignoreState } from '../init/git-ignore.ts'
import { lookAround, type Suggestions, takeSuggestions } from '../init/suggestions.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printJson, tell } from './output.ts'

export interface InitOptions extends Flags {
  readonly config: string
  readonly json?: boolean
  readonly yes?: boolean
  readonly force?: boolean
}

/** `dragoman init`: writes a first configuration, from questions on a terminal and from options elsewhere. */
export async function init(options: InitOptions): Promise<ExitCode> {
  const file = path.resolve(options.config)
  const root = path.dirname(file)
  if (existsSync(file) && !options.force) throw thereAlready(options.config)
  const given = givenBy(options, root)
  const suggestions = lookAround(root, process.env)
  const answers = await answer(given, suggestions, { root, file: options.config }, options)
  const configuration = configurationOf(answers)
  write(file, printConfiguration(configuration), options)
  const articles = existsSync(path.join(root, answers.articles)) ? countArticles(root, answers.articles) : 0
  const report = {
    file: options.config,
    configuration,
    articles,
    gitignore: ignoreState(root),
    notes: notesOn(answers, suggestions, { articles, loose: looseArticles(root) }),
    next: nextSteps(options.config),
  }
  if (options.json) printJson(report)
  else tell(printReport(report, answers))
  return EXIT.done
}

async function answer(
  given: Given,
  suggestions: Suggestions,
  place: { readonly root: string; readonly file: string },
  { yes, json }: InitOptions,
): Promise<Answers> {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY
  if (!isTerminal || yes || json) return takeSuggestions(given, suggestions)
  const { ask } = await import('./init-questions.ts')
  // Some terminals (of containers, of `script`) say that they have no columns: every letter would get a line of its own.
  process.stderr.columns ||= 80
  process.stderr.rows ||= 24
  return ask(given, suggestions, place, { input: process.stdin, output: process.stderr })
}

function write(file: string, text: string, { config, force }: InitOptions): void {
  try {
    writeFileSync(file, text, { flag: force ? 'w' : 'wx' })
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'EEXIST'
      ? thereAlready(config)
      : new DragomanError('CONFIG_INVALID', `It cannot be written: ${messageOf(cause)}.`, {
          place: config,
          fix: 'Make its folder writable, or name another file with --config.',
          cause,
        })
  }
}

const thereAlready = (file: string) =>
  new DragomanError('USAGE', 'There is a configuration already, and it was left as it is.', {
    place: file,
    fix: 'Edit it (docs/configuration.md lists all keys), or let --force write it anew.',
  })

interface Report {
  readonly file: string
  readonly configuration: object
  /** How many there are. */
  readonly articles: number
  readonly gitignore: Ignoring
  /** What people should know before the first run. */
  readonly notes: readonly string[]
  readonly next: readonly string[]
}

function notesOn(
  { articles, locale, targets, provider }: Answers,
  suggestions: Suggestions,
  found: { readonly articles: number; readonly loose: readonly string[] },
): readonly string[] {
  const engine = suggestions.enginesFor(locale, targets).find(({ kind }) => kind === provider.kind)
  const isReady =
    engine?.found !== undefined || provider.apiKey !== undefined || provider.endpoint !== undefined
  const others = suggestions.folders
    .filter(({ path }) => path !== articles && !path.startsWith(`${articles}/`))
    .map(({ path, articles }) => `${path} (${articles})`)
  const notes = [
    found.articles === 0 &&
      found.loose.length === 0 &&
      `There are no articles in ${articles}/ yet: put them there.`,
    found.loose.length > 0 &&
      `Articles beside the configuration are not taken (${found.loose.slice(0, 3).join(', ')}): move them into ${articles}/ to have them translated.`,
    others.length > 0 &&
      `Other folders hold articles too: ${others.slice(0, 5).join(', ')}. --articles names another.`,
    !isReady && `${engine?.name} needs ${engine?.needs}: not found here yet.`,
  ]
  return notes.filter((note) => note !== false)
}

/** As the command was called: through npx where it is installed in the project only. */
function nextSteps(config: string): readonly string[] {
  const command = process.env['npm_command'] === 'exec' ? 'npx dragoman' : 'dragoman'
  const other = config === 'dragoman.config.json' ? '' : ` --config ${config}`
  return ['doctor', 'estimate', 'run'].map((name) => `${command} ${name}${other}`)
}

const WHAT_FOR = ['is everything there?', 'what would a run send and cost?', 'the first night']

function printReport({ file, articles, gitignore, notes, next }: Report, answers: Answers): string {
  const width = Math.max(...next.map((command) => command.length))
  return [
    `Wrote ${file}: ${answers.articles}/ (${inWords(articles)} in ${answers.locale}) into ${answers.targets.join(', ')} by ${answers.provider.kind}.`,
    ...(answers.frontMatter.length > 0
      ? [`Front matter translated beside the usual keys: ${answers.frontMatter.join(', ')}.`]
      : []),
    ...(gitignore === 'added'
      ? ['Added .dragoman/ to .gitignore: it holds this machine’s memory and ledger.']
      : []),
    ...notes.map((note) => `! ${note}`),
    '',
    'Next:',
    ...next.map((command, nth) => `  ${command.padEnd(width)}   ${WHAT_FOR[nth]}`),
  ].join('\n')
}
