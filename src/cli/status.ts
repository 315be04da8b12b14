import { sha256 } from '../article/hash.ts'
import { loadProject } from '../config/load.ts'
import { currencyOf } from '../config/prices.ts'
import { readBytes } from '../sources/bytes.ts'
import { isOtherFile } from '../sources/entries.ts'
import { findFiles } from '../sources/folder.ts'
import { NONE_PASSED, passedAlso, passedLines } from '../sources/survey.ts'
import { money } from '../translate/bills.ts'
import { aheadMessage, spentToday } from '../translate/day-budget.ts'
import { STATES, type State, stateOf } from './edition-status.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openToLook } from './night.ts'
import { explain, printJson, tell } from './output.ts'
import { moneyText, plainTable } from './table.ts'

type Counts = Record<State | 'edited' | 'signedOff', number>

/** `dragoman status`: articles × locales, and what was spent today. */
export async function status(options: { config: string; json?: boolean }): Promise<ExitCode> {
  const project = loadProject(options.config)
  const { targets } = project.config
  const night = await openToLook(project)
  try {
    const counts = Object.fromEntries(targets.map((locale) => [locale, zero()])) as Record<string, Counts>
    let articles = 0
    let refused = 0
    let passed = NONE_PASSED
    for (const found of findFiles(project)) {
      if (found.kind === 'unread' || (found.kind === 'article' && isOtherFile(found.file, found.path))) {
        passed = passedAlso(passed, found.path)
        continue
      }
      articles++
      if (found.kind === 'refused') {
        refused++
        tell(explain(found.error))
        continue
      }
      const article = { id: found.id, path: found.path, hash: sha256(readBytes(found.file, found.path)) }
      for (const locale of targets) {
        const of = counts[locale]!
        of[await stateOf(article, locale, night.ports.publish)]++
        const record = await night.ports.publish.editions.get(article.id, locale)
        if ((record?.edited ?? 0) > 0) of.edited++
        if (record?.disclosed === 'signed-off') of.signedOff++
      }
    }
    const { spent, ahead } = await spentToday(project.config, night.ledgers(), new Date())
    const { characters: charactersToday, micros, unpriced } = spent
    const amount = unpriced === 0 && Number.isFinite(micros) ? money(micros) : null
    const costToday = { amount, currency: currencyOf(project.config) }
    if (options.json) printJson({ articles, refused, locales: counts, charactersToday, costToday })
    const table = plainTable(['locale', ...STATES, 'edited by people', 'signed off'])
    for (const [locale, c] of Object.entries(counts))
      table.push([locale, ...STATES.map((state) => c[state]), c.edited, c.signedOff])
    tell(table.toString())
    tell(
      `${articles} articles${refused > 0 ? `, ${refused} of them unreadable` : ''}; ${countText(charactersToday)} characters sent today, ${moneyText(costToday)}`,
    )
    for (const line of passedLines(passed)) tell(line)
    for (const [locale, later] of ahead) tell(aheadMessage(locale, later))
    return EXIT.done
  } finally {
    await night.close()
  }
}

/** A damaged ledger may have lost what was sent today. */
const countText = (count: number): string =>
  Number.isFinite(count) ? new Intl.NumberFormat('en').format(count) : 'an unknown number of'

const zero = (): Counts => ({
  current: 0,
  stale: 0,
  missing: 0,
  withheld: 0,
  failed: 0,
  held: 0,
  withdrawn: 0,
  edited: 0,
  signedOff: 0,
})
