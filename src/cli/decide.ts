import { DragomanError } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { save } from '../review/save.ts'
import type { Act, ActOutcome, ReviewedArticle } from '../review/saving/acts.ts'
import { standingAt } from '../review/saving/standing.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openToLook } from './night.ts'
import { articleNamed, oneTarget } from './one-edition.ts'
import { printJson, tell } from './output.ts'
import { personNamed } from './person.ts'
import { counted } from './table.ts'

export interface DecideOptions {
  readonly config: string
  readonly json?: boolean
  readonly locale?: string
  readonly by?: string
  readonly key?: readonly string[]
}

export type Decision = 'approve' | 'unapprove' | 'reject'

/** `dragoman approve`, `unapprove`, `reject`: a named person decides about segments of one edition. No run is waited for. */
export async function decideOn(decision: Decision, named: string, options: DecideOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const by = personNamed(options.by, process.env)
  const locale = oneTarget(project, options.locale)
  const keys = options.key ?? []
  if (decision === 'reject' && keys.length === 0) throw keyless()
  const night = await openToLook(project)
  try {
    const article = await articleNamed(named, project, night)
    const at = night.ports.publish.now()
    const acts = (file: LocaleFile): Act[] =>
      (keys.length > 0 ? [...new Set(keys)] : keysFor(decision, article, file, at)).map((key) => ({
        kind: decision,
        key,
      }))
    const outcomes = await save(article, locale, acts, { name: by, at }, night.saving)
    if (options.json) printJson({ article: article.id, locale, by, ...asJson(outcomes) })
    return told(outcomes, decision, `${article.id} (${locale})`)
  } finally {
    await night.close()
  }
}

const keyless = () =>
  new DragomanError('USAGE', 'Words are rejected one by one.', {
    place: '--key',
    fix: 'Name the segments, as in --key paragraph.1f0c9a2b33aa; dragoman review ARTICLE lists them.',
  })

/** Without keys an approval is meant for all that has words, and taking it back for all that is approved. */
function keysFor(decision: Decision, { segments }: ReviewedArticle, file: LocaleFile, now: Date): string[] {
  const standing = segments.flatMap((segment) => {
    const found = standingAt(segment, file, now)
    if (found === undefined) return []
    return decision === 'unapprove' && (found === 'outdated' || found.state !== 'approved')
      ? []
      : [segment.key]
  })
  return [...new Set(standing)]
}

/** As `--json` prints it. The shape is part of the outside face. */
function asJson(outcomes: readonly ActOutcome[]) {
  const of = (kind: ActOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind)
  return {
    done: of('done').map(({ act: { key } }) => key),
    unchanged: of('unchanged').map(({ act: { key } }) => key),
    refused: outcomes.flatMap((outcome) =>
      outcome.kind === 'refused' ? [{ key: outcome.act.key, why: outcome.why, fix: outcome.fix }] : [],
    ),
  }
}

const DONE: Readonly<Record<Act['kind'], string>> = {
  edit: 'written',
  restore: 'restored',
  approve: 'approved',
  unapprove: 'no longer approved',
  reject: 'rejected',
}

/** One that was refused is named, with what to do; the others are saved. */
export function told(outcomes: readonly ActOutcome[], kind: Act['kind'], edition: string): ExitCode {
  const count = (of: ActOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === of).length
  const unchanged = count('unchanged')
  tell(
    `${edition}: ${counted(count('done'), 'segment')} ${DONE[kind]}${unchanged > 0 ? `, ${unchanged} as before` : ''}.`,
  )
  for (const outcome of outcomes)
    if (outcome.kind === 'refused')
      tell(`${outcome.act.key}: refused, since ${outcome.why}.\n  → ${outcome.fix}`)
  if (count('done') > 0) tell('Readers see it with the next run: dragoman run')
  return count('refused') > 0 ? EXIT.incomplete : EXIT.done
}
