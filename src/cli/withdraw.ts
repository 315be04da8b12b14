import { DragomanError } from '../article/errors.ts'
import { loadProject, type Project } from '../config/load.ts'
import { changeWithdrawals, EVERY_LOCALE, readWithdrawals } from '../lifecycle/withdrawals.ts'
import type { PublishPorts } from '../pipeline/ports.ts'
import { openNotes } from '../publish/hook/open-events.ts'
import { takeDown } from '../publish/take-down.ts'
import { deliverEvents } from './deliver-events.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { knownArticle } from './known-article.ts'
import { openToLook } from './night.ts'
import { printJson, tell } from './output.ts'
import { counted } from './table.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'

export interface WithdrawOptions extends TargetOptions {
  readonly by: string
  readonly undo?: boolean
}

/**
 * `dragoman withdraw`: nobody waits for a run to end. The decision is written first, where every run looks before it
 * publishes, and then what is published goes; a kill in between leaves the rest to the next run.
 */
export async function withdraw(named: string, options: WithdrawOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const by = options.by.trim()
  if (by === '')
    throw new DragomanError('USAGE', 'A name is missing.', { place: '--by', fix: 'Say who decides it.' })
  const locales = options.locale === undefined ? [] : chooseTargets(project, options.locale)
  const night = await openToLook(project, { onTrouble: tell })
  const events = openNotes(project)
  try {
    const publish = { ...night.ports.publish, events }
    const article = await knownArticle(named, project, publish.editions)
    if (options.undo) refusePartOfAll(article, locales, readWithdrawals(project.locales))
    const decision = options.undo ? undefined : { by, date: publish.now().toISOString() }
    const isNews = await changeWithdrawals(publish, article, locales, decision)
    const withdrawn = options.undo ? [] : await takeAllDown(article, locales, project, publish)
    if (options.json)
      printJson({ article, locales: locales.length > 0 ? locales : ['*'], changed: isNews, withdrawn })
    tell(sentence(article, locales, isNews, withdrawn, options))
    await deliverEvents(project)
    return EXIT.done
  } finally {
    await events.close()
    await night.close()
  }
}

/** What is down everywhere, in locales to come too, cannot be allowed in some alone. */
function refusePartOfAll(
  article: string,
  locales: readonly string[],
  entries: ReturnType<typeof readWithdrawals>,
): void {
  if (locales.length === 0 || entries[article]?.[EVERY_LOCALE] === undefined) return
  throw new DragomanError('USAGE', `${article} is taken down in every locale.`, {
    place: '--locale',
    fix: 'Undo that without --locale; then withdraw it where it is to stay down.',
  })
}

async function takeAllDown(
  article: string,
  locales: readonly string[],
  { config }: Project,
  ports: PublishPorts,
): Promise<string[]> {
  const standing = { kind: 'withdrawn', why: 'taken down', until: undefined } as const
  const gone: string[] = []
  for (const locale of locales.length > 0 ? locales : config.targets) {
    if ((await ports.editions.get(article, locale)) === undefined) continue
    const output = await takeDown(article, locale, standing, {}, ports)
    if (output !== undefined) gone.push(output)
  }
  return gone
}

function sentence(
  article: string,
  locales: readonly string[],
  isNews: boolean,
  withdrawn: readonly string[],
  { undo = false }: WithdrawOptions,
): string {
  const where = locales.length > 0 ? ` in ${locales.join(', ')}` : ' in every locale'
  if (undo)
    return isNews
      ? `${article} may be published again${where}: the next run does so, and buys nothing for it.`
      : `${article} was not taken down${where}; nothing has changed.`
  const gone = withdrawn.length > 0 ? `; ${counted(withdrawn.length, 'file')} removed` : ''
  return `${article} is taken down${where}${gone}. Undo it with --undo.`
}
