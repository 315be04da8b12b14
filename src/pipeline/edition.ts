import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Disclosure } from '../article/disclosure.ts'
import { articleError, DragomanError, type ErrorCode, isOneOf, STOP_CODES } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import { standingIn, untilOf } from '../lifecycle/standing.ts'
import { outputPath } from '../publish/current.ts'
import type { EditionRecord, EditionStatus } from '../publish/editions.ts'
import { isAsWritten } from '../publish/others.ts'
import { takeDown } from '../publish/take-down.ts'
import { type ReviewCounts, reviewCounts } from '../review/counts.ts'
import { DISAGREEMENT } from '../review/disagreement.ts'
import { isOurs, type LocaleFile, printTexts } from '../review/locale-file.ts'
import type { Revision } from '../review/locale-files.ts'
import { recordFound } from '../review/saving/found.ts'
import { voidedEntries } from '../review/signing/sign.ts'
import { changesOf, printLocaleFile } from '../review/write.ts'
import { type Draft, sourceFindings } from './draft.ts'
import { localise } from './localise.ts'
import { draftInOutage } from './outage.ts'
import type { Ports, PublishPorts } from './ports.ts'
import type { ReadArticle } from './read.ts'
import type { EditionOutcome } from './summary.ts'

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
    const written = await write(draft, earlier, { status, changed }, ports)
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

/** Epoch milliseconds; null: what is published is of the original as it is. */
const changeIn = (
  { output, source, changed }: EditionRecord,
  { hash }: ReadArticle,
  now: Date,
): number | null => (output === '' ? null : (changed ?? (source === hash ? null : now.getTime())))

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

const BAD_TEXT: readonly ErrorCode[] = ['TARGET_INVALID', 'TRANSLATION_FAILED', 'DRAFT_ONLY']

/** Whole, but for editors: the locale file shows it, and the earlier edition stays. */
const isDraftOnly = ({ problems }: Draft): boolean =>
  problems.every(({ error }) => error.code === 'DRAFT_ONLY')

/** Nothing of it is published: without a locale file an editor would have nothing to mend. */
const isNew = async ({ article, locale }: Draft, { editions }: PublishPorts): Promise<boolean> =>
  ((await editions.get(article.id, locale))?.output ?? '') === ''

/** @returns the path under the output folder; undefined: a person has saved the locale file, and nothing was written */
async function write(
  draft: Draft,
  earlier: LocaleFile,
  { status, changed }: { readonly status: EditionStatus; readonly changed: Date | undefined },
  ports: PublishPorts,
): Promise<string | undefined> {
  const { article, locale } = draft
  const before = await ports.editions.get(article.id, locale)
  const output = outputPath(locale, article.path)
  const { fills, disclosure } = draft.edition(changed)
  const text = article.write(fills, disclosure)
  const earlierOutput = before?.output ?? ''
  const former = earlierOutput === output || earlierOutput === '' ? undefined : earlierOutput
  await keepOthers(draft, before, { output, text, former, disclosure }, ports)
  if (before?.status === 'current') await ports.editions.invalidate(article.id, locale)
  const saved = await writeTexts(draft, earlier, ports)
  if (saved === undefined) return undefined
  await ports.output.write(output, text)
  if (former !== undefined) rmSync(path.join(ports.output.root, former), { force: true })
  await tellWritten(draft, earlierOutput === '', { output, text, former, disclosure }, ports)
  await remember(draft, saved, ports, status, {
    outputHash: sha256(text),
    changed: changed?.getTime() ?? null,
    disclosed: disclosure.state,
  })
  return output
}

/** What others wrote where ours is written or removed; before the locale file is, since its meta is kept as it was. */
async function keepOthers(
  { article: { id }, locale }: Draft,
  before: EditionRecord | undefined,
  { output, text, former }: WrittenFiles,
  { others }: PublishPorts,
): Promise<void> {
  const isBefore = before?.output === output ? isAsWritten(before) : () => false
  // A run that was killed may have written the same already.
  const isOurs = (hash: string) => isBefore(hash) || hash === sha256(text)
  await others.keep({ article: id, locale, output }, isOurs, 'replaced')
  if (before !== undefined && former !== undefined)
    await others.keep({ article: id, locale, output: former }, isAsWritten(before), 'removed')
}

interface WrittenFiles {
  readonly output: string
  readonly text: string
  /** Where the edition stood before it moved. */
  readonly former: string | undefined
  readonly disclosure: Disclosure
}

const tellWritten = (
  { article, locale }: Draft,
  isFirst: boolean,
  { output, text, former, disclosure }: WrittenFiles,
  { events, url, now }: PublishPorts,
): Promise<void> =>
  events.tell({
    kind: isFirst ? 'made' : 'corrected',
    article: article.id,
    path: article.path,
    locale,
    state: disclosure.state,
    output,
    url: url(locale, article.path),
    originalUrl: disclosure.originalUrl,
    sha256: sha256(text),
    ...(former && { former: { output: former, url: url(locale, former.slice(locale.length + 1)) } }),
    at: now().toISOString(),
  })

/** Locale file and meta. @returns undefined: a person has saved one of them, and nothing was written */
async function writeTexts(
  draft: Draft,
  earlier: LocaleFile,
  ports: PublishPorts,
): Promise<Standing | undefined> {
  const { article, locale } = draft
  const printed = printLocaleFile(article, draft.entries, earlier, article.segments, draft.signOff)
  const isMetaNew = (await ports.editions.get(article.id, locale))?.meta !== earlier.metaHash
  const approved = isMetaNew ? approvedMachines(draft) : []
  await ports.editions.outdate(article.id, locale, [...newlyWritten(draft, earlier), ...approved])
  // Before the file: once that is written, nothing tells any more what was found in it.
  await recordFound({ article: article.id, locale }, draft.entries, earlier, isMetaNew, ports.history)
  await ports.history.add(article.id, locale, voidedEntries(earlier.meta.signOff, draft.signOff))
  const saved = await ports.localeFiles.save(locale, article.id, changesOf(printed, earlier), earlier)
  return saved && { ...saved, counts: printed.counts }
}

/** The locale file that an edition is recorded with. */
interface Standing extends Revision {
  readonly counts: ReviewCounts
}

/** Sentences that a person wrote here since the last edition: other articles may hold them too. */
function newlyWritten({ entries }: Draft, { texts, meta }: LocaleFile): string[] {
  return entries.flatMap(({ segment: { key }, target }) => {
    const text = texts.get(key)
    const known = meta.segments[key]
    if (target.origin.kind !== 'human' || text === undefined) return []
    return known !== undefined && isOurs(text, known) ? [] : [key]
  })
}

/** Sentences of which a person approved a machine's words: where meta is not the one that the last edition left, perhaps since. */
const approvedMachines = ({ entries }: Draft): string[] =>
  entries
    .filter(({ target: { origin, state } }) => origin.kind === 'machine' && state === 'approved')
    .map(({ segment }) => segment.key)

/** @param written what is published now; undefined: what was before */
async function remember(
  draft: Draft,
  { hash, metaHash, metaStamp = '', counts: reviewed }: Standing,
  ports: PublishPorts,
  status: EditionStatus,
  written?: Pick<EditionRecord, 'outputHash' | 'changed' | 'disclosed'>,
): Promise<void> {
  if (!ports.writes) return
  const { article, locale, counts, problems, findings } = draft
  // A failure leaves the earlier edition where it is, perhaps under the name that the article had then.
  const earlier = written === undefined ? await ports.editions.get(article.id, locale) : undefined
  const kept = earlier && {
    outputHash: earlier.outputHash,
    changed: changeIn(earlier, article, ports.now()),
    disclosed: earlier.disclosed,
  }
  const record = {
    path: article.path,
    source: article.hash,
    fingerprint: ports.fingerprint(locale),
    rules: ports.rules,
    localeFile: hash,
    meta: metaHash,
    metaStamp,
    output: written === undefined ? (earlier?.output ?? '') : outputPath(locale, article.path),
    ...(written ?? kept ?? { outputHash: '', changed: null, disclosed: '' as const }),
    // What a person has written elsewhere meanwhile may belong into it.
    status: status === 'current' && draft.isOvertaken() ? 'outdated' : status,
    why: '',
    until: untilOf(standingIn(article, locale, ports)),
    version: article.lifecycle.version ?? '',
    segments: counts.total,
    ...reviewed,
    blocked: new Set(problems.filter(({ error }) => isOneOf(BAD_TEXT, error.code)).map(({ key }) => key))
      .size,
    disputed: findings.filter(({ check }) => check === DISAGREEMENT).length,
    findings: findings.filter(({ key }) => key !== '').length,
    date: ports.now().getTime(),
  }
  const sentences = new Set(article.segments.map((segment) => segment.key))
  await ports.editions.put(article.id, locale, record, [...sentences])
}

/** The source's own locale file, beside the targets': what editors compare with. */
export async function writeSourceFile(article: ReadArticle, ports: PublishPorts): Promise<void> {
  const { segments } = article
  const printed = printTexts(new Map(segments.map(({ key, notation }) => [key, notation])))
  await ports.localeFiles.saveSource(article.locale, article.id, printed)
}
