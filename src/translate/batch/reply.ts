import type { Content } from '../../article/content.ts'
import { DragomanError, messageOf } from '../../article/errors.ts'
import type { Target } from '../../article/target.ts'
import { misaligned } from '../../check/alignment.ts'
import type { Checked, Checker, Finding, Pair, Severities } from '../../check/check.ts'
import { checksHash } from '../../check/checks.ts'
import type { FailedRow, MachineRow } from '../../memory/memory.ts'
import { failedKey } from '../../memory/memory-key.ts'
import type { TranslationReply } from '../../providers/provider.ts'
import { toNotation } from '../../segment/notation.ts'
import type { Gap, Route, Translation } from '../gap.ts'
import { again, type Waiting } from '../queue/lane.ts'
import { alone, type Decoded, decode, findingsOf, pairOf, type Reading, readingOf } from '../wire/attempt.ts'

/** What a reply brings: rows for memory, and what becomes of each attempt of the batch. */
export interface BatchReply {
  readonly rows: readonly MachineRow[]
  readonly failed: readonly FailedRow[]
  readonly results: readonly Result[]
}

type Result =
  | { readonly kind: 'translation'; readonly waiting: Waiting; readonly translation: Translation }
  | { readonly kind: 'again'; readonly waiting: Waiting }

/** What reading a reply asks for. */
export interface ReplyPorts {
  readonly check: Checker
  readonly severities: Severities
}

/**
 * Reads each attempt's share of the reply. Of a reply that a model wrote as a list, one that seems to be another text's is
 * neither checked nor used: its attempt is made again in a request of its own.
 * Only what passed all its checks, undismissed, becomes a row; what has failed them on the last rung is kept apart.
 */
export async function readBatchReply(
  batch: readonly Waiting[],
  reply: TranslationReply,
  route: Route,
  { check, severities }: ReplyPorts,
  date: number,
): Promise<BatchReply> {
  const all = decodeEach(batch, reply, route)
  const misplaced = route.provider.order === 'written' ? misplacedAmong(all) : new Set<Share>()
  const shares = all.filter((share) => !misplaced.has(share))
  const pairs = shares.flatMap((share) => (share.ok ? [share.pair] : []))
  const checked = (await check(pairs, severities))[Symbol.iterator]()
  const provider = route.provider.kind
  const model = reply.model ?? route.provider.model
  const origin = { kind: 'machine', provider, model } as const
  const bought = new Date(date).toISOString()
  const targetOf = (content: Content): Target => ({ content, origin, state: 'machine', date: bought })
  const rows: MachineRow[] = []
  const failed: FailedRow[] = []
  const results: Result[] = Array.from(misplaced, ({ waiting }) => ({
    kind: 'again',
    waiting: again(waiting, alone(waiting.attempt)),
  }))
  for (const share of shares) {
    const { waiting } = share
    const { gap } = waiting.attempt
    const { reading, dismissed, found } = share.ok
      ? judge(share, checked.next().value!, route)
      : { reading: unreadable(gap, share.error), dismissed: [], found: [] }
    switch (reading.kind) {
      case 'served': {
        const { content, rung, findings } = reading
        const { memoryKey } = gap
        if (dismissed.length === 0)
          rows.push({ key: memoryKey, text: toNotation(content), provider, model, rung, date })
        const isDraft = route.isDraft ?? false
        const translation = {
          ok: true,
          target: targetOf(content),
          rung,
          memoryKey,
          isDraft,
          findings,
        } as const
        const flagged = dismissed.length === 0 ? translation : { ...translation, dismissed }
        results.push({ kind: 'translation', waiting, translation: flagged })
        break
      }
      case 'again':
        results.push({ kind: 'again', waiting: again(waiting, reading.attempt) })
        break
      case 'refused': {
        const { error, rejected } = reading
        const refusal = { ok: false, error } as const
        if (rejected === undefined) results.push({ kind: 'translation', waiting, translation: refusal })
        else {
          const { content, rung, findings } = rejected
          failed.push({
            key: failedKey(gap.memoryKey, checksHash(severities)),
            text: toNotation(content),
            provider,
            model,
            rung,
            findings: findingsOf(rung, found),
            date,
          })
          const translation = { ...refusal, rejected: { target: targetOf(content), rung, findings } }
          results.push({ kind: 'translation', waiting, translation })
        }
        break
      }
      default:
        reading satisfies never
    }
  }
  return { rows, failed, results }
}

/** One attempt with its share of the reply, and what its checks are asked about. */
type Share =
  | { readonly ok: true; readonly waiting: Waiting; readonly decoded: Decoded; readonly pair: Pair }
  | { readonly ok: false; readonly waiting: Waiting; readonly error: unknown }

/** A text that cannot be decoded must not cost the others of its batch, which are paid for. */
function decodeEach(batch: readonly Waiting[], reply: TranslationReply, route: Route): readonly Share[] {
  let from = 0
  return batch.map((waiting): Share => {
    const { attempt } = waiting
    const texts = reply.texts.slice(from, from + attempt.texts.length)
    from += attempt.texts.length
    try {
      const decoded = decode(attempt, texts)
      return { ok: true, waiting, decoded, pair: pairOf(attempt, decoded, route) }
    } catch (error) {
      return { ok: false, waiting, error }
    }
  })
}

function misplacedAmong(shares: readonly Share[]): ReadonlySet<Share> {
  const readable = shares.filter((share) => share.ok)
  const suspects = misaligned(readable.map(({ pair }) => pair))
  return new Set(readable.filter((_, nth) => suspects.has(nth)))
}

/** Dismissed are the checks that would have blocked this text, were they not dismissed; found is all that they say. */
function judge({ waiting: { attempt }, decoded }: Share & { ok: true }, checked: Checked, route: Route) {
  const { gap } = attempt
  if (!checked.ok) return { reading: unreadable(gap, checked.fault), dismissed: [], found: [] }
  const { dismissed: ids } = gap
  const found = checked.findings
  if (ids === undefined) return { reading: readingOf(attempt, decoded, found, route), dismissed: [], found }
  const isDismissed = ({ check }: Finding) => ids.includes(check)
  const findings = found.filter((finding) => !isDismissed(finding))
  const dismissed = found
    .filter((finding) => finding.severity === 'block' && isDismissed(finding))
    .map(({ check }) => check)
  return { reading: readingOf(attempt, decoded, findings, route), dismissed, found }
}

function unreadable({ segment }: Gap, cause: unknown): Reading {
  const error = new DragomanError('TRANSLATION_FAILED', `The reply cannot be read: ${messageOf(cause)}`, {
    place: segment.key,
    fix: 'This is a fault of ours: please report it. Or write the translation into the locale file by hand.',
    cause,
  })
  return { kind: 'refused', error }
}
