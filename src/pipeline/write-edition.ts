import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Disclosure } from '../article/disclosure.ts'
import { type ErrorCode, isOneOf } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import { standingIn, untilOf } from '../lifecycle/standing.ts'
import { outputPath } from '../publish/current.ts'
import type { EditionRecord, EditionStatus } from '../publish/editions.ts'
import { isAsWritten } from '../publish/others.ts'
import type { ReviewCounts } from '../review/counts.ts'
import { DISAGREEMENT } from '../review/disagreement.ts'
import { isOurs, type LocaleFile } from '../review/locale-file.ts'
import type { Revision } from '../review/locale-files.ts'
import { recordFound } from '../review/saving/found.ts'
import { voidedEntries } from '../review/signing/sign.ts'
import { changesOf, printLocaleFile } from '../review/write.ts'
import type { Draft } from './draft.ts'
import type { PublishPorts } from './ports.ts'
import type { ReadArticle } from './read.ts'

/** What keeps one text from being published, and says nothing of the rest. */
export const BAD_TEXT: readonly ErrorCode[] = ['TARGET_INVALID', 'TRANSLATION_FAILED', 'DRAFT_ONLY']

/** Epoch milliseconds; null: what is published is of the original as it is. */
export const changeIn = (
  { output, source, changed }: EditionRecord,
  { hash }: ReadArticle,
  now: Date,
): number | null => (output === '' ? null : (changed ?? (source === hash ? null : now.getTime())))

/** @returns the path under the output folder; undefined: a person has saved the locale file, and nothing was written */
export async function writeEdition(
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
export async function writeTexts(
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
  const found = { isMetaNew, now: ports.now() }
  await recordFound({ article: article.id, locale }, draft.entries, earlier, found, ports.history)
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
export async function remember(
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
