import type { Content } from '../article/content.ts'
import { DragomanError, messageOf } from '../article/errors.ts'
import { check, type Severities, withoutDismissed } from '../check/check.ts'
import type { MachineRow } from '../memory/memory.ts'
import type { TranslationReply } from '../providers/provider.ts'
import { toNotation } from '../segment/notation.ts'
import type { Purchase, Route } from './gap.ts'
import { again, type Waiting } from './lane.ts'
import { type Order, type Reading, readReply } from './order.ts'

/** What a reply brings: rows for memory, and what becomes of each order of the batch. */
export interface Receipt {
  readonly rows: readonly MachineRow[]
  readonly results: readonly Result[]
}

type Result =
  | { readonly kind: 'purchase'; readonly waiting: Waiting; readonly purchase: Purchase }
  | { readonly kind: 'again'; readonly waiting: Waiting }

/** Reads each order's share of the reply. Only what passed all its checks, undismissed, becomes a row. */
export function readReceipt(
  batch: readonly Waiting[],
  reply: TranslationReply,
  route: Route,
  severities: Severities,
  date: number,
): Receipt {
  const provider = route.provider.kind
  const model = reply.model ?? route.provider.model
  const rows: MachineRow[] = []
  const results: Result[] = []
  let from = 0
  for (const waiting of batch) {
    const { order } = waiting
    const reading = read(order, reply.texts.slice(from, from + order.texts.length), route, severities)
    from += order.texts.length
    switch (reading.kind) {
      case 'served': {
        const { content, rung, findings } = reading
        const dismissed = dismissedFindings(order, content, route, severities)
        if (dismissed.length === 0)
          rows.push({ key: order.gap.memoryKey, text: toNotation(content), provider, model, rung, date })
        const { memoryKey } = order.gap
        const isDraft = route.isDraft ?? false
        const purchase = {
          ok: true,
          content,
          rung,
          provider,
          model,
          memoryKey,
          isDraft,
          date,
          findings,
        } as const
        const flagged = dismissed.length === 0 ? purchase : { ...purchase, dismissed }
        results.push({ kind: 'purchase', waiting, purchase: flagged })
        break
      }
      case 'again':
        results.push({ kind: 'again', waiting: again(waiting, reading.order) })
        break
      case 'refused': {
        const { error, rejected } = reading
        const refusal = { ok: false, error } as const
        const purchase =
          rejected === undefined ? refusal : { ...refusal, rejected: { ...rejected, provider, model, date } }
        results.push({ kind: 'purchase', waiting, purchase })
        break
      }
      default:
        reading satisfies never
    }
  }
  return { rows, results }
}

/** A reply that nobody thought of must not cost the others of its batch, which are paid for. */
function read(order: Order, reply: readonly string[], route: Route, severities: Severities): Reading {
  try {
    return readReply(order, reply, route, withoutDismissed(severities, order.gap.dismissed))
  } catch (cause) {
    const error = new DragomanError('TRANSLATION_FAILED', `The reply cannot be read: ${messageOf(cause)}`, {
      place: order.gap.segment.key,
      fix: 'This is a fault of ours: please report it. Or write the translation into the locale file by hand.',
      cause,
    })
    return { kind: 'refused', error }
  }
}

/** Ids of the checks that would have blocked this text, had nobody dismissed them. */
function dismissedFindings(
  { gap }: Order,
  target: Content,
  route: Route,
  severities: Severities,
): readonly string[] {
  if (gap.dismissed === undefined) return []
  const { segment, terms, dismissed } = gap
  const locales = { sourceLocale: route.source, targetLocale: route.target }
  return check({ source: segment.source, target, terms, ...locales }, severities)
    .filter((finding) => finding.severity === 'block' && dismissed.includes(finding.check))
    .map((finding) => finding.check)
}
