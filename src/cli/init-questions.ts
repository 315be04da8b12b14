import type { Readable, Writable } from 'node:stream'
import { confirm, intro, isCancel, log, multiselect, note, outro, select, text } from '@clack/prompts'
import { DragomanError } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import {
  type Answers,
  articlesAt,
  type Chosen,
  checkProvider,
  checkTargets,
  type Given,
  parseTargets,
} from '../init/answers.ts'
import { configurationOf, printConfiguration } from '../init/configuration.ts'
import type { Engine, Question } from '../init/engines.ts'
import { inWords, looseArticles } from '../init/folders.ts'
import type { LikelyKey } from '../init/habits.ts'
import { DEFAULTS, type Suggestions } from '../init/suggestions.ts'

/** The terminal. */
export interface Streams {
  readonly input: Readable
  readonly output: Writable
}

/**
 * Asks for what the options leave open, with the suggestions filled in.
 * @throws DragomanError STOPPED when the questions are left
 */
export async function ask(
  given: Given,
  suggestions: Suggestions,
  { root, file }: { readonly root: string; readonly file: string },
  streams: Streams,
): Promise<Answers> {
  intro(`${file}: a few questions; Ctrl+C leaves everything as it is`, streams)
  const articles = given.articles ?? (await askArticles(suggestions, root, streams))
  const { language, keys } = suggestions.habitsOf(articles)
  const locale = given.locale ?? (await askLocale(language?.locale ?? DEFAULTS.locale, streams))
  const targets = given.targets ? checkTargets(given.targets, locale) : await askTargets(locale, streams)
  const engines = suggestions.enginesFor(locale, targets)
  const kind = given.kind ?? (await askEngine(engines, streams))
  const provider = await askSettings(engines, { kind, ...given.settings }, streams)
  const frontMatter = await askKeys(keys, streams)
  const answers = { articles, locale, targets, provider, frontMatter }
  note(printConfiguration(configurationOf(answers)).trim(), file, { ...streams, format: (line) => line })
  if (!(await answered(confirm({ message: 'Write this?', ...streams })))) throw stopped()
  outro('Thank you.', streams)
  return answers
}

async function askArticles({ folders }: Suggestions, root: string, streams: Streams): Promise<string> {
  if (folders.length === 0) {
    if (looseArticles(root).length > 0) log.warn(LOOSE, streams)
    return askFolder('No folder with articles was found. Which one will hold them?', root, streams)
  }
  const options = folders.map(({ path, articles }) => ({ value: path, label: path, hint: inWords(articles) }))
  const other = { value: '', label: 'another folder' }
  const chosen = await answered(
    select({
      message: 'Which folder holds the articles?',
      options: [...options, other],
      maxItems: 10,
      ...streams,
    }),
  )
  return chosen === '' ? askFolder('Which one? Its path from here', root, streams) : chosen
}

const LOOSE =
  'There are articles in this folder itself. Editions and locale files are written here too, so articles need a folder of their own: move them there afterwards.'

/** The usual folder need not be there yet. */
async function askFolder(message: string, root: string, streams: Streams): Promise<string> {
  const check = (folder: string) => (folder === DEFAULTS.articles ? folder : articlesAt(folder, root))
  const typed = await answered(
    text({
      message,
      defaultValue: DEFAULTS.articles,
      placeholder: DEFAULTS.articles,
      validate: (folder) => problemOf(() => check(folder || DEFAULTS.articles)),
      ...streams,
    }),
  )
  return check(typed)
}

async function askLocale(suggested: string, streams: Streams): Promise<string> {
  const typed = await answered(
    text({
      message: 'What language are they in, where they do not say their own?',
      initialValue: suggested,
      validate: (tag = '') => problemOf(() => parseLocale(tag.trim())),
      ...streams,
    }),
  )
  return parseLocale(typed.trim())
}

async function askTargets(locale: string, streams: Streams): Promise<readonly string[]> {
  const typed = await answered(
    text({
      message: 'Into which languages? Tags, with spaces between them',
      placeholder: 'es pt-BR zh-Hans',
      validate: (tags = '') => problemOf(() => checkTargets(parseTargets([tags]), locale)),
      ...streams,
    }),
  )
  return parseTargets([typed])
}

async function askEngine(engines: readonly Engine[], streams: Streams): Promise<Engine['kind']> {
  const options = engines.map(({ kind, name, found, needs }) => ({
    value: kind,
    label: found === undefined ? name : `${name} (${found})`,
    ...(found === undefined && { hint: `needs ${needs}` }),
  }))
  return answered(select({ message: 'Who translates?', options, ...streams }))
}

async function askSettings(engines: readonly Engine[], given: Chosen, streams: Streams): Promise<Chosen> {
  const engine = engines.find(({ kind }) => kind === given.kind)
  let provider: Chosen = { ...engine?.settings, ...given }
  for (const question of engine?.questions ?? []) {
    if (provider[question.setting] !== undefined) continue
    const answer = await askSetting(question, provider, streams)
    if (answer !== '') provider = { ...provider, [question.setting]: answer }
  }
  return checkProvider(provider)
}

async function askSetting(question: Question, provider: Chosen, streams: Streams): Promise<string> {
  const { setting, message, example, needed } = question
  const typed = await answered(
    text({
      message,
      placeholder: example,
      validate: (value = '') =>
        value.trim() === '' && !needed
          ? undefined
          : problemOf(() => checkProvider({ ...provider, [setting]: value.trim() })),
      ...streams,
    }),
  )
  return (typed ?? '').trim()
}

async function askKeys(keys: readonly LikelyKey[], streams: Streams): Promise<readonly string[]> {
  if (keys.length === 0) return []
  return answered(
    multiselect({
      message: 'Front matter that is not translated by itself: which of it do readers see? (space toggles)',
      options: keys.map(({ key, example }) => ({ value: key, label: key, hint: shortened(example) })),
      initialValues: keys.map(({ key }) => key),
      required: false,
      ...streams,
    }),
  )
}

const shortened = (words: string) => (words.length > 50 ? `${words.slice(0, 49)}…` : words)

/** What a check refuses, as the line under a question; undefined where it is content. */
function problemOf(check: () => unknown): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof DragomanError) return `${error.message} ${error.fix}`
    throw error
  }
}

async function answered<T>(prompt: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await prompt
  if (isCancel(answer)) throw stopped()
  return answer as Exclude<T, symbol>
}

const stopped = () =>
  new DragomanError('STOPPED', 'Nothing was written.', { fix: 'Call dragoman init again when you like.' })
