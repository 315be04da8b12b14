import { loadProject } from '../config/load.ts'
import { type Night, openNight } from '../pipeline/open.ts'
import { type Rebuilt, rebuild } from '../pipeline/rebuild.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { articleTest } from '../sources/named.ts'
import { fileLock } from '../state/lock.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openLines } from './memories.ts'
import { toldTo } from './night.ts'
import { explain, printJson, tell } from './output.ts'
import { progress } from './progress.ts'
import { counted } from './table.ts'
import { chooseTargets, type TargetOptions } from './targets.ts'
import { waitForLock } from './wait-for-lock.ts'

/** `dragoman memory rebuild`: what the locale files hold and memory does not, into memory. Nothing is bought. */
export async function memoryRebuild({ config, json = false, locale }: TargetOptions): Promise<ExitCode> {
  const project = loadProject(config)
  const locales = chooseTargets(project, locale)
  const held = await waitForLock({ lock: fileLock(project.state), purpose: 'closed', waitsFor: 'rounds' })
  const seen = await progress()
  const night = await openNight(project, { ...toldTo(seen), buying: 'buy', tellsEvents: false })
  const all: Record<string, Rebuilt> = {}
  try {
    for (const each of locales) all[each] = await rebuiltFrom(night, each, articleTest(project))
  } finally {
    seen.stop()
    await night.close()
    await held.release()
  }
  if (json) printJson(Object.fromEntries(Object.entries(all).map(([each, it]) => [each, asJson(it)])))
  for (const [each, { unreadable, problems, ...counts }] of Object.entries(all)) {
    for (const error of [...unreadable, ...problems]) tell(explain(error))
    if (!json) tell(`${each}: ${sentence(counts)}`)
  }
  const isAll = Object.values(all).every(
    ({ unreadable, problems }) => unreadable.length + problems.length === 0,
  )
  return isAll ? EXIT.done : EXIT.incomplete
}

async function rebuiltFrom(
  { ports }: Night,
  locale: string,
  isThere: (path: string) => boolean,
): Promise<Rebuilt> {
  const memory = ports.memory.of(locale)
  // A memory that is new is filled at its first question, before there is anything to count.
  const before = (await memory.stats()).machine
  const rebuilt = await rebuild({
    memory,
    localeFiles: toldOf(ports.publish.localeFiles),
    isThere,
    routes: ports.translate.routes,
    glossary: ports.translate.glossary,
    now: ports.publish.now,
  })
  return { ...rebuilt, machine: (await memory.stats()).machine - before }
}

/** The same files; people are told how many were come to. */
function toldOf(files: LocaleFiles): LocaleFiles {
  const line = openLines()
  return {
    ...files,
    async *stems(locale) {
      let come = 0
      for await (const stem of files.stems(locale)) {
        line(() => `[${locale}] ${come} locale files read`)
        come++
        yield stem
      }
    },
  }
}

const asJson = ({ unreadable, problems, ...counts }: Rebuilt) => ({
  ...counts,
  unreadable: unreadable.map(({ place, message }) => ({ place, message })),
  problems: problems.map(({ code, message, fix }) => ({ code, message, fix })),
})

const sentence = ({ files, people, machine }: Pick<Rebuilt, 'files' | 'people' | 'machine'>): string =>
  `${counted(files, 'locale file')}; ${counted(people, 'text')} of people; ${counted(machine, 'text')} of machines that memory did not have.`
