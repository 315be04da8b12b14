import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { siteStrings } from '../assemble/site-strings.ts'
import { loadProject, type Project } from '../config/load.ts'
import { openSqliteOutbox } from '../memory/sqlite/outbox.ts'
import { openSqliteStore } from '../memory/sqlite/store.ts'
import { openStores, outboxFile } from '../memory/stores.ts'
import { openProvider } from '../providers/registry.ts'
import { hookName } from '../publish/hook/post.ts'
import { openSigner, SECRET_NAME } from '../publish/hook/signature.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printData, printJson } from './output.ts'

interface Diagnosis {
  readonly what: string
  readonly ok: boolean
  readonly detail: string
  readonly fix?: string
}

/** `dragoman doctor`: what is installed, reachable, configured, and how to mend what is not. */
export async function doctor(options: { config: string; json?: boolean }): Promise<ExitCode> {
  const found: Diagnosis[] = [{ what: 'Node', ok: true, detail: process.version }]
  const project = attempt(
    found,
    'configuration',
    () => loadProject(options.config),
    (p) => p.file,
  )
  if (project !== undefined) {
    folders(project, found)
    labels(project, found)
    await memories(project, found)
    await providers(project, found)
    await events(project, found)
  }
  if (options.json) printJson(found)
  else
    for (const { what, ok, detail, fix } of found)
      printData(`${ok ? '✓' : '✗'} ${what}: ${detail}${fix === undefined ? '' : `\n    → ${fix}`}`)
  return found.every(({ ok }) => ok) ? EXIT.done : EXIT.usage
}

function attempt<T>(
  found: Diagnosis[],
  what: string,
  work: () => T,
  detail: (value: T) => string,
): T | undefined {
  try {
    const value = work()
    found.push({ what, ok: true, detail: detail(value) })
    return value
  } catch (error) {
    found.push(failure(what, error))
    return undefined
  }
}

function failure(what: string, error: unknown): Diagnosis {
  if (!(error instanceof DragomanError)) return { what, ok: false, detail: messageOf(error) }
  const place = error.place === undefined ? '' : `${error.place}: `
  return { what, ok: false, detail: `${place}${error.message}`, fix: error.fix }
}

function folders(project: Project, found: Diagnosis[]): void {
  const readable = existsSync(project.articles)
  found.push({
    what: 'articles',
    ok: readable,
    detail: project.articles,
    ...(readable ? {} : { fix: 'Create the folder, or set source.articles.' }),
  })
  for (const what of ['output', 'locales', 'state'] as const) {
    try {
      mkdirSync(project[what], { recursive: true })
      accessSync(project[what], constants.W_OK)
      found.push({ what, ok: true, detail: project[what] })
    } catch (error) {
      found.push({
        what,
        ok: false,
        detail: messageOf(error),
        fix: 'Make the folder writable, or name another in the configuration.',
      })
    }
  }
}

function labels(project: Project, found: Diagnosis[]): void {
  const strings = siteStrings(project.locales)
  for (const locale of project.config.targets) {
    const language = (tag: string) => new Intl.Locale(tag).language
    const { locale: used } = strings.of(locale)
    const ok = language(used) === language(locale)
    const fix = `Add ${path.join(project.locales, locale, 'site.json')}, after the English one.`
    found.push({
      what: `label strings for ${locale}`,
      ok,
      detail: ok ? used : `none; the label would be in ${used}`,
      ...(ok ? {} : { fix }),
    })
  }
}

async function memories(project: Project, found: Diagnosis[]): Promise<void> {
  const memory = openStores(project.state, openSqliteStore)
  for (const locale of project.config.targets) {
    try {
      const { machine, human } = await memory.of(locale).stats()
      found.push({
        what: `memory for ${locale}`,
        ok: true,
        detail: `${machine} machine, ${human} human entries`,
      })
    } catch (error) {
      found.push(failure(`memory for ${locale}`, error))
    }
  }
  await memory.close()
}

async function providers(project: Project, found: Diagnosis[]): Promise<void> {
  const { config } = project
  const unserved = new Set(config.targets.filter((locale) => locale !== config.source.locale))
  for (const each of config.providers) {
    try {
      const provider = await openProvider(each, process.env)
      const examination = await provider.examine()
      found.push({ what: provider.name, ...examination })
      if (examination.ok) {
        for (const locale of unserved)
          if (await provider.serves(config.source.locale, locale)) unserved.delete(locale)
      }
      await provider.close()
    } catch (error) {
      found.push(failure(each.kind, error))
    }
  }
  for (const locale of unserved) {
    const fix = `Add a provider for ${locale}, or take it out of the targets.`
    found.push({
      what: `${config.source.locale} → ${locale}`,
      ok: false,
      detail: 'no working provider serves it',
      fix,
    })
  }
}

/** Nothing is sent: a receiver could take it for an edition. */
async function events({ config, state }: Project, found: Diagnosis[]): Promise<void> {
  const url = config.publish.events
  if (url === undefined) return
  const what = 'publish.events'
  try {
    openSigner(process.env)
    const waiting = await eventsWaiting(outboxFile(state))
    found.push({ what, ok: true, detail: `${hookName(url)}, signed with ${SECRET_NAME}; ${waiting} waiting` })
  } catch (error) {
    found.push(failure(what, error))
  }
}

async function eventsWaiting(file: string): Promise<number> {
  if (!existsSync(file)) return 0
  const outbox = openSqliteOutbox(file)
  try {
    return await outbox.count()
  } finally {
    await outbox.close()
  }
}
