import { articleError, DragomanError, type ErrorCode, isOneOf, STOP_CODES } from '../article/errors.ts'
import { standingIn } from '../lifecycle/standing.ts'
import { takeDown } from '../publish/take-down.ts'
import { reviewCounts } from '../review/counts.ts'
import { type LocaleFile, printTexts } from '../review/locale-file.ts'
import type { Draft } from './draft.ts'
import { sourceFindings } from './draft-findings.ts'
import { localise } from './localise.ts'
import { draftInOutage } from './outage.ts'
import type { Ports, PublishPorts } from './ports.ts'
import type { ReadArticle } from './read.ts'
import type { EditionOutcome } from './summary.ts'
import { BAD_TEXT, changeIn, remember, writeEdition, writeTexts } from './write-edition.ts'

/** An editor may save a locale file while we translate: then the file is read and the draft made again. */
const MAX_EDIT_RACES = 5

export const UNCHANGED: EditionOutcome = { kind: 'unchanged', counts: undefined, findings: [], errors: [] }

/** Localises, then writes locale file, meta and output, each whole; or nothing, and says why. */
export async function makeEdition(
  article: ReadArticle,
  locale: string,
  ports: Ports,
): Promise<EditionOutcome> {
  const { localeFiles } = ports.publish
  let place: string | undefined
  try {
    const missing = await noEditionNow(article, locale, ports.publish)
    if (missing !== undefined) return missing
    for (let races = 0; races < MAX_EDIT_RACES; races++) {
      const earlier = await localeFiles.read(locale, article.id)
      place = earlier.path
      const draft = await localise(article, earlier, locale, ports).catch((thrown: unknown) =>
        inOutage(thrown, article, earlier, locale, ports.publish),
      )
      const outcome = await settle(draft, earlier, ports.publish)
      if (outcome !== 'saved meanwhile') return outcome
    }
    throw new DragomanError('LOCALE_FILE_INVALID', 'The locale file kept changing while it was translated.', {
      place,
      fix: 'Run again when it is not being saved.',
    })
  } catch (thrown) {
    const error = articleError('The article could not be translated', thrown, article.path)
    const kind = error.code === 'STOPPED' ? 'stopped' : 'failed'
    return { kind, counts: undefined, findings: [], errors: [{ key: '', error }] }
  }
}

/** Where an earlier edition says what the original no longer does, it must be made anew all the same. @throws `thrown` */
async function inOutage(
  thrown: unknown,
  article: ReadArticle,
  earlier: LocaleFile,
  locale: string,
  ports: PublishPorts,
): Promise<Draft> {
  const isOutage = thrown instanceof DragomanError && isOneOf(OUTAGES, thrown.code)
  if (!isOutage || (await changedSince({ article, locale }, ports)) === undefined) throw thrown
  return draftInOutage(article, earlier, locale, thrown, ports)
}

/** Nobody can be asked to translate. */
const OUTAGES: readonly ErrorCode[] = [
  'PAIR_UNSERVED',
  'CREDENTIAL_MISSING',
  'PROVIDER_AUTH',
  'PROVIDER_PAIR',
  'PROVIDER_RATE',
  'PROVIDER_QUOTA',
  'PROVIDER_INVALID',
  'PROVIDER_UNAVAILABLE',
  'PROVIDER_TIMEOUT',
]

/** Undefined: it may be published. Else what is published of it goes, and nothing of it is sent or written. */
async function noEditionNow(
  article: ReadArticle,
  locale: string,
  ports: PublishPorts,
): Promise<EditionOutcome | undefined> {
  const standing = standingIn(article, locale, ports)
  if (standing.kind === 'usable') return undefined
  const { hash: source, path: articlePath, lifecycle } = article
  const known = { source, path: articlePath, rules: ports.rules, version: lifecycle.version ?? '' }
  const published = ports.writes
    ? await takeDown(article.id, locale, standing, known, ports)
    : (await ports.editions.get(article.id, locale))?.output
  const isGone = published !== undefined && published !== ''
  // Why it has no edition may be that its newsroom wrote what nobody knows.
  const findings = sourceFindings(article)
  const outcome = { ...UNCHANGED, findings, ...(isGone ? { withdrawn: published } : {}), why: standing.why }
  if (standing.kind === 'held') return { ...outcome, kind: 'held' }
  if (isGone) return { ...outcome, kind: 'withdrawn' }
  return { ...outcome, kind: standing.why === 'not wanted' ? 'not wanted' : 'unchanged' }
}

/** Writes the draft, or what of it is for editors, or nothing: where a person has saved the locale file since it was read. */
async function settle(
  draft: Draft,
  earlier: LocaleFile,
  ports: PublishPorts,
): Promise<EditionOutcome | 'saved meanwhile'> {
  const { article, locale, counts, findings, problems: errors } = draft
  const failure = errors.length === 0 ? undefined : failureOf(draft)
  const outcome = { kind: failure ?? 'written', counts, findings, errors } as const
  if (!ports.writes) return outcome
  const missing = () => noEditionNow(article, locale, ports)
  // While it was translated, a person may have taken it down.
  const gone = await missing()
  if (gone !== undefined) return gone
  // Without its state a run can write nothing down, and nothing is published.
  const isStateLost = errors.some(({ error }) => error.code === 'STATE_UNREADABLE')
  const changed = failure === undefined || isStateLost ? undefined : await changedSince(draft, ports)
  const isPublished = failure === undefined || changed !== undefined
  const hasTexts =
    isPublished || isDraftOnly(draft) || (failure === 'withheld' && (await isNew(draft, ports)))
  if (hasTexts && !(await ports.localeFiles.isAt(locale, article.id, earlier))) return 'saved meanwhile'
  if (isPublished) {
    const status = failure === 'stopped' || draft.isProvisional ? 'stale' : (failure ?? 'current')
    const written = await writeEdition(draft, earlier, { status, changed }, ports)
    if (written === undefined) return 'saved meanwhile'
    // The same while it was written.
    return { ...outcome, written, ...(await missing()) }
  }
  if (hasTexts) {
    const saved = await writeTexts(draft, earlier, ports)
    if (saved === undefined) return 'saved meanwhile'
    await remember(draft, saved, ports, failure === 'stopped' ? 'stale' : failure)
  } else if (failure !== 'stopped')
    await remember(draft, { ...earlier, counts: reviewCounts(earlier.meta, article) }, ports, failure)
  return outcome
}

/**
 * Since when readers are shown what the original no longer says: then its changed paragraphs are published as they are in
 * the original until they can be translated. Undefined: nothing is published, or it is still true.
 */
async function changedSince(
  { article, locale }: Pick<Draft, 'article' | 'locale'>,
  { editions, now }: PublishPorts,
): Promise<Date | undefined> {
  const record = await editions.get(article.id, locale)
  const since = record === undefined ? null : changeIn(record, article, now())
  return since === null ? undefined : new Date(since)
}

/**
 * Bad text holds an edition back; an outage fails it; a stop leaves it for the next run. What could not be written down is why
 * the run was stopped, and must be told: the article's other segments say no more than that it was.
 */
function failureOf({ problems }: Draft): 'withheld' | 'failed' | 'stopped' {
  const codes = problems.map(({ error }) => error.code)
  if (codes.includes('STATE_UNREADABLE')) return 'failed'
  if (codes.some((code) => isOneOf(STOP_CODES, code))) return 'stopped'
  return codes.every((code) => isOneOf(BAD_TEXT, code)) ? 'withheld' : 'failed'
}

/** Whole, but for editors: the locale file shows it, and the earlier edition stays. */
const isDraftOnly = ({ problems }: Draft): boolean =>
  problems.every(({ error }) => error.code === 'DRAFT_ONLY')

/** Nothing of it is published: without a locale file an editor would have nothing to mend. */
const isNew = async ({ article, locale }: Draft, { editions }: PublishPorts): Promise<boolean> =>
  ((await editions.get(article.id, locale))?.output ?? '') === ''

/** The source's own locale file, beside the targets': what editors compare with. */
export async function writeSourceFile(article: ReadArticle, ports: PublishPorts): Promise<void> {
  const { segments } = article
  const printed = printTexts(new Map(segments.map(({ key, notation }) => [key, notation])))
  await ports.localeFiles.saveSource(article.locale, article.id, printed)
}
