import { z } from 'zod'
import { ERROR_CODES } from '../article/errors.ts'

const count = z.int().nonnegative()

/** Of all editions, each counted once. */
const Editions = z.object({
  written: count,
  unchanged: count,
  withheld: count,
  failed: count,
  /** Held back by their newsroom: drafts, embargoes, articles on hold. No failures. */
  held: count,
  /** Taken down by this run. */
  withdrawn: count,
})

/** Of the segments of all editions, each counted once an edition. */
const Segments = z.object({ total: count, recalled: count, bought: count, failed: count })

/** What came of one locale. */
export const LocaleCounts = z.object({
  ...Editions.shape,
  /** Left for a later run, since this one was stopped. */
  stopped: count,
  /** Articles that have no edition here, by a rule or by their own words. */
  notWanted: count,
  segments: Segments,
})
export type LocaleCounts = z.infer<typeof LocaleCounts>

export const ReportedFinding = z
  .object({
    article: z.string(),
    /** '' for what concerns the article in every locale. */
    locale: z.string(),
    key: z.string(),
    /** A check's id, or an error code for what stopped an article or edition. */
    check: z.string(),
    severity: z.enum(['warn', 'block']),
    message: z.string(),
  })
  .readonly()
export type ReportedFinding = z.infer<typeof ReportedFinding>

/** A night that fails on every article must not fill memory, or its report, with its complaints. */
export const FINDINGS_KEPT = 2_000

/** Why a run ended early, and what to do about it. */
export const Stopped = z
  .object({ code: z.enum(ERROR_CODES), message: z.string(), fix: z.string() })
  .readonly()
export type Stopped = z.infer<typeof Stopped>

/** What a run did, as `--json` prints it and reports keep it. The shape is part of the outside face. */
export const Summary = z
  .object({
    /** That were come to. */
    articles: count,
    editions: Editions.readonly(),
    locales: z.record(z.string(), LocaleCounts.readonly()).readonly(),
    segments: Segments.readonly(),
    requests: count,
    /** Unicode code points of these requests, which were billed or may have been: as the ledger has them. */
    characters: count,
    /** By the configured prices or, failing those, list prices; null where a price is not known. ISO 4217. */
    cost: z.object({ amount: z.number().nullable(), currency: z.string() }).readonly(),
    durationMs: z.number(),
    stopped: Stopped.exactOptional(),
    findings: z.array(ReportedFinding).readonly(),
    /** Paths under the output folder. */
    written: z.array(z.string()).readonly(),
    withdrawn: z.array(z.string()).readonly(),
  })
  .readonly()
export type Summary = z.infer<typeof Summary>
