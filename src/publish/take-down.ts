import { rmSync } from 'node:fs'
import { type NoEdition, untilOf } from '../lifecycle/standing.ts'
import { NOT_REVIEWED } from '../review/counts.ts'
import { outputPath } from './current.ts'
import type { EditionRecord, Editions } from './editions.ts'
import { type Events, purgeFor, type WithdrawalReason } from './events.ts'
import { type Folder, resolveInside } from './files.ts'
import { isAsWritten, type Others } from './others.ts'

export interface TakeDownPorts {
  readonly output: Folder
  readonly editions: Editions
  readonly events: Events
  readonly others: Others
  readonly url: (locale: string, articlePath: string) => string | undefined
  readonly now: () => Date
}

/** Why nothing is published of an article: as its newsroom says, or because it is gone. */
export type TakenDown =
  | NoEdition
  | { readonly kind: 'withdrawn'; readonly why: 'deleted'; readonly until: undefined }

/**
 * Removes what is published of an article in a locale, if anything is; the locale files stay. The file goes first: a kill
 * in between leaves a record of an output that is not there, which the next run looks at again.
 * @returns the path under the output folder that is gone
 */
export async function takeDown(
  article: string,
  locale: string,
  standing: TakenDown,
  known: Partial<EditionRecord>,
  ports: TakeDownPorts,
): Promise<string | undefined> {
  const { output, editions, others, now } = ports
  const before = await editions.get(article, locale)
  const published = before?.output ?? ''
  if (before !== undefined && published !== '') {
    await others.keep({ article, locale, output: published }, isAsWritten(before), 'removed')
    rmSync(resolveInside(output.root, published), { force: true })
  }
  if (before !== undefined && (published !== '' || isHarder(before, standing)))
    await tellWithdrawn(article, locale, before, standing.why, ports)
  const changes = {
    ...known,
    status: standing.kind,
    why: standing.why,
    until: standing.why === 'deleted' ? null : untilOf(standing),
    output: '',
    outputHash: '',
    disclosed: '',
    changed: null,
    date: now().getTime(),
  } as const
  if (before !== undefined) await editions.amend(article, locale, changes)
  else await editions.put(article, locale, { ...NOTHING, ...changes }, [])
  return published === '' ? undefined : published
}

/** Caches may still have what was taken down softly before, an article on hold that is now canceled for one. */
const isHarder = (before: EditionRecord, { why }: TakenDown): boolean =>
  before.why !== why && purgeFor(REASONS[why]) === 'hard'

const tellWithdrawn = (
  article: string,
  locale: string,
  { path, output }: EditionRecord,
  why: TakenDown['why'],
  { events, url, now }: TakeDownPorts,
): Promise<void> =>
  events.tell({
    kind: 'withdrawn',
    article,
    path,
    locale,
    output: output === '' ? outputPath(locale, path) : output,
    url: url(locale, output === '' ? path : output.slice(locale.length + 1)),
    why: REASONS[why],
    at: now().toISOString(),
  })

const REASONS = {
  draft: 'draft',
  embargoed: 'embargoed',
  'on hold': 'on-hold',
  canceled: 'canceled',
  expired: 'expired',
  'taken down': 'taken-down',
  'not wanted': 'not-wanted',
  deleted: 'deleted',
} as const satisfies Record<TakenDown['why'], WithdrawalReason>

const NOTHING: EditionRecord = {
  path: '',
  source: '',
  fingerprint: '',
  rules: '',
  localeFile: '',
  meta: '',
  metaStamp: '',
  output: '',
  outputHash: '',
  disclosed: '',
  status: 'held',
  why: '',
  until: null,
  changed: null,
  version: '',
  segments: 0,
  ...NOT_REVIEWED,
  blocked: 0,
  disputed: 0,
  findings: 0,
  date: 0,
}
