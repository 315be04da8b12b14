import { type Content, MARKER, readable } from '../../article/content.ts'
import type { DragomanError } from '../../article/errors.ts'
import { literalSpans } from '../../article/literals.ts'
import type { Finding, Pair } from '../../check/check.ts'
import { codes as codesCheck } from '../../check/rules/codes.ts'
import { type Protected, protect } from '../../glossary/protect.ts'
import type { Mime } from '../../providers/provider.ts'
import { failedChecks } from '../failed-checks.ts'
import type { Gap, Rejected, Route, Rung } from '../gap.ts'
import { attemptLimits, fits, loadOf, NOTHING, plus } from '../queue/load.ts'
import { CODECS, type Markup } from './codec.ts'
import { mergeAdjacent } from './merge.ts'
import { pairs, project } from './project.ts'
import { repairCodes } from './repair.ts'

/**
 * An attempt: one gap as it goes over the wire, and how its reply is read. The ladder: inline codes and glossary
 * terms in the provider's markup (HTML, numbered tags) → mended → the literals (URLs, placeholders…) as codes too →
 * plain text, with the glossary's words in it and the codes put back where their words stand → plain text, flagged.
 * Text without any: plain → in the provider's markup. Each rung is one attempt. A provider of text alone has the
 * plain rung only: literals could go to it as nothing but more words.
 */
export interface Attempt {
  readonly gap: Gap
  readonly mime: Mime
  /** What is sent, in order: one text, or the plain text followed by the words inside each pair. */
  readonly texts: readonly string[]
  /** The source as sent (terms, literals and adjacent codes as one code each, or terms as words), and the way back. */
  readonly shield: Protected
  readonly literals: 'as text' | 'as codes'
  /** It goes in a request of its own, so that its reply can be of no other text. */
  readonly isAlone?: true
}

export type Reading =
  | {
      readonly kind: 'served'
      readonly content: Content
      readonly rung: Rung
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'again'; readonly attempt: Attempt }
  | {
      readonly kind: 'refused'
      readonly error: DragomanError
      /** What came back, for a policy that publishes it all the same. */
      readonly rejected?: Decoded & Pick<Rejected, 'findings'>
    }

/** The first rung that the provider can take. Text without codes goes as text: nothing is escaped or billed on top. */
export function firstAttempt(gap: Gap, route: Route): Attempt {
  const { source } = gap.segment
  const { markup } = route.provider
  if (source.codes.length > 0 || gap.terms.length > 0)
    return markup === 'text' ? plainAttempt(gap, route) : codedAttempt(gap, route, markup, 'as text')
  const shield = { content: source, restore: unchanged }
  return { gap, mime: 'text', texts: [source.text], shield, literals: 'as text' }
}

const unchanged = (target: Content): Content => target

function codedAttempt(gap: Gap, route: Route, mime: Markup, literals: Attempt['literals']): Attempt {
  const { text } = gap.segment.source
  const codec = CODECS[mime]
  const spans = [...codec.lookAlikes(text), ...(literals === 'as codes' ? literalSpans(text) : [])]
  const shield = merged(protect(gap.segment.source, gap.terms, spans, route.target))
  return { gap, mime, texts: [codec.write(shield.content)], shield, literals }
}

/** The lowest rung: the words alone, the glossary's among them, and the words of each pair to find again. */
export function plainAttempt(gap: Gap, route: Route): Attempt {
  const { content, restore } = protect(gap.segment.source, gap.terms, [], route.target)
  const shield = merged({ content: restore(content), restore: unchanged })
  const words = [readable(shield.content), ...pairs(shield.content).map((pair) => pair.words)]
  return { gap, mime: 'text', texts: inOneRequest(words, route), shield, literals: 'as text' }
}

function merged({ content, restore }: Protected): Protected {
  const { content: sent, expand } = mergeAdjacent(content)
  return { content: sent, restore: (target) => restore(expand(target)) }
}

/** A pair whose words are not asked for is lost, and said to be; the sentence is not. */
function inOneRequest(texts: readonly string[], { provider }: Route): readonly string[] {
  const limits = attemptLimits(provider)
  let load = NOTHING
  const tooMany = texts.findIndex((text) => {
    load = plus(load, loadOf([text]))
    return !fits(load, limits)
  })
  return tooMany === -1 ? texts : texts.slice(0, Math.max(1, tooMany))
}

/**
 * A blocked reply is asked for once more on the next rung that differs: literals as codes where there are any;
 * what went with codes as words alone, words alone with codes. Text with codes that went as words has nothing
 * below it.
 */
export function nextAttempt({ gap, mime, literals }: Attempt, route: Route): Attempt | undefined {
  const { source } = gap.segment
  const { markup } = route.provider
  const hasCodes = source.codes.length > 0 || gap.terms.length > 0
  const isLast = mime === 'text' ? hasCodes || markup === 'text' : !hasCodes && literals === 'as codes'
  if (isLast) return undefined
  const hasLiterals = literals === 'as text' && literalSpans(source.text).length > 0
  if (markup !== 'text' && (hasLiterals || mime === 'text'))
    return codedAttempt(gap, route, markup, 'as codes')
  return hasCodes ? plainAttempt(gap, route) : undefined
}

/** The same attempt, in a request of its own. The next attempt goes with others again. */
export const alone = (attempt: Attempt): Attempt => ({ ...attempt, isAlone: true })

/** One attempt's share of a reply, read: what its checks are asked about. */
export interface Decoded {
  readonly content: Content
  readonly rung: Rung
}

export const pairOf = ({ gap }: Attempt, { content }: Decoded, { source, target }: Route): Pair => ({
  source: gap.segment.source,
  target: content,
  terms: gap.terms,
  sourceLocale: source,
  targetLocale: target,
})

/** Which codes were lost is said of a degraded text in words of its own. */
export const findingsOf = (rung: Rung, found: readonly Finding[]): readonly Finding[] =>
  rung === 'degraded' ? found.filter(({ check }) => check !== codesCheck.id) : found

/** What the checks found decides: it serves, the next rung is tried, or there is none. */
export function readingOf(
  attempt: Attempt,
  { content, rung }: Decoded,
  found: readonly Finding[],
  route: Route,
): Reading {
  const { source } = attempt.gap.segment
  const findings = findingsOf(rung, found)
  const blocking = findings.find((finding) => finding.severity === 'block')
  if (blocking === undefined) {
    const flags = rung === 'degraded' ? [...findings, degraded(source, content)] : findings
    return { kind: 'served', content, rung, findings: flags }
  }
  const next = nextAttempt(attempt, route)
  if (next !== undefined) return { kind: 'again', attempt: next }
  return {
    kind: 'refused',
    rejected: { content, rung, findings },
    error: failedChecks(route, attempt.gap, blocking),
  }
}

/**
 * Terms and literals are words again before anything is checked. White space at the edges is the article's own,
 * outside the segment: an engine's would come on top.
 */
export function decode({ mime, shield }: Attempt, reply: readonly string[]): Decoded {
  const sent = shield.content
  const first = (reply[0] ?? '').trim()
  if (mime === 'text') {
    const text = first.replaceAll(MARKER, '\uFFFD')
    if (sent.codes.length === 0) return { content: { text, codes: [] }, rung: 'exact' }
    const { content, rung } = project(text, reply.slice(1), sent, pairs(sent))
    return { content: shield.restore(content), rung }
  }
  const decoded = CODECS[mime].read(first, sent.codes)
  const mended = repairCodes(decoded, sent)
  const trimmed = { ...mended, text: mended.text.trim() }
  return { content: shield.restore(trimmed), rung: isSame(trimmed, decoded) ? 'exact' : 'repaired' }
}

const isSame = (a: Content, b: Content) =>
  a.text === b.text && a.codes.every((code, index) => code === b.codes[index])

function degraded(source: Content, target: Content): Finding {
  const there = new Set(target.codes.map((code) => code.id))
  const lost = source.codes.filter((code) => code.kind !== 'close' && !there.has(code.id))
  const names = lost.map((code) => `<${code.name}${code.id}>`).join(' ')
  return { check: 'codes', severity: 'warn', message: `Inline markup was lost in translation: ${names}.` }
}
