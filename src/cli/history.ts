import { DragomanError } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import type { HistoryEntry } from '../review/history.ts'
import { save } from '../review/save.ts'
import type { Act } from '../review/saving/acts.ts'
import { told } from './decide.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { knownArticle } from './known-article.ts'
import { openToLook } from './night.ts'
import { articleNamed, oneTarget } from './one-edition.ts'
import { explain, printData, printJson, tell } from './output.ts'
import { personNamed } from './person.ts'

export interface HistoryOptions {
  readonly config: string
  readonly json?: boolean
  readonly locale?: string
  readonly key?: readonly string[]
  readonly restore?: string
  readonly before?: boolean
  readonly by?: string
}

interface Numbered extends HistoryEntry {
  /** From 1, the earliest; counted over the whole edition, whatever keys are asked for. */
  readonly number: number
}

/** `dragoman history`: what people did to an edition, and the words of any moment brought back. */
export async function history(named: string, options: HistoryOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const locale = oneTarget(project, options.locale)
  const by = options.restore === undefined ? '' : personNamed(options.by, process.env)
  const night = await openToLook(project)
  try {
    const id = await knownArticle(named, project, night.ports.publish.editions)
    const { entries, broken } = await night.saving.history.of(id, locale)
    for (const error of broken) tell(explain(error))
    const all = entries.map((entry, nth): Numbered => ({ number: nth + 1, ...entry }))
    if (options.restore === undefined) {
      const shown = all.filter(({ key }) => options.key === undefined || options.key.includes(key))
      if (options.json) printJson(shown)
      else for (const entry of shown) printData(lines(entry))
      if (shown.length === 0) tell(`Nobody has done anything to ${id} (${locale}) yet.`)
      return broken.length > 0 ? EXIT.incomplete : EXIT.done
    }
    const act = restoring(entryOf(options.restore, all), options.before ?? false)
    const article = await articleNamed(named, project, night)
    const person = { name: by, at: night.ports.publish.now() }
    const outcomes = await save(article, locale, () => [act], person, night.saving)
    if (options.json) printJson(outcomes.map(({ act: { key }, ...outcome }) => ({ key, ...outcome })))
    return told(outcomes, 'restore', `${id} (${locale})`)
  } finally {
    await night.close()
  }
}

function entryOf(restore: string, all: readonly Numbered[]): Numbered {
  const entry = all.find(({ number }) => String(number) === restore)
  if (entry !== undefined) return entry
  throw new DragomanError('USAGE', `The history has no entry ${restore}.`, {
    place: '--restore',
    fix:
      all.length === 0
        ? 'Nothing is to be restored.'
        : `Take a number from 1 to ${all.length}, as it lists them.`,
  })
}

/** The words that an act left, or those that it replaced. */
function restoring(entry: Numbered, isBefore: boolean): Act {
  const { number, key } = entry
  const words = isBefore ? entry.before : entry.text
  const engine = isBefore ? entry.beforeEngine : entry.engine
  const model = isBefore ? entry.beforeModel : entry.model
  if (words === undefined)
    throw new DragomanError('USAGE', `Entry ${number} of the history replaced no words.`, {
      place: isBefore ? '--before' : '--restore',
      fix: isBefore ? 'Leave out --before.' : 'Take an entry with words.',
    })
  return { kind: 'restore', key, text: words, machine: engine === undefined ? undefined : { engine, model } }
}

function lines({
  number,
  at,
  by,
  act,
  key,
  state,
  text,
  before,
  engine,
  beforeEngine,
  note,
}: Numbered): string {
  const head = `${number}. ${at.slice(0, 16).replace('T', ' ')} ${by || 'the article'}: ${act}${state ? ` → ${state}` : ''}`
  const of = (name: string | undefined) => (name === undefined ? '' : `   [${name}]`)
  return [
    head,
    ...(key === '' ? [] : [`   ${key}`]),
    ...(before === undefined ? [] : [`   - ${before}${of(beforeEngine)}`]),
    ...(text === undefined ? [] : [`   ${before === undefined ? ' ' : '+'} ${text}${of(engine)}`]),
    ...(note === undefined ? [] : [`   (${note})`]),
  ].join('\n')
}
