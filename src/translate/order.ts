import { type Content, MARKER, readable } from '../article/content.ts'
import { DragomanError } from '../article/errors.ts'
import { check, type Finding, type Severities } from '../check/check.ts'
import { codes as codesCheck } from '../check/codes.ts'
import { literalSpans } from '../glossary/literal-spans.ts'
import { type Protected, protect } from '../glossary/protect.ts'
import { fromHtml, toHtml } from './codec.ts'
import type { Gap, Rejected, Route, Rung } from './gap.ts'
import { project } from './project.ts'
import { repairCodes } from './repair.ts'

/**
 * An order: one gap as it goes over the wire, and how its reply is read. The ladder: inline codes and glossary
 * terms as HTML → mended → the literals (URLs, placeholders…) as codes too → plain text, with the glossary's words
 * in it and the codes put back where their words stand → plain text, flagged. Text without any: plain → as HTML.
 * Each rung is one order.
 */
export interface Order {
  readonly gap: Gap
  readonly mime: 'html' | 'text'
  /** What is sent, in order: one text, or the plain text followed by the words inside each pair. */
  readonly texts: readonly string[]
  /** The source with terms (and literals) as codes, and the way back. */
  readonly shield: Protected
  readonly literals: 'as text' | 'as codes'
}

export type Reading =
  | {
      readonly kind: 'served'
      readonly content: Content
      readonly rung: Rung
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'again'; readonly order: Order }
  | {
      readonly kind: 'refused'
      readonly error: DragomanError
      /** What came back, for whoever publishes it all the same. */
      readonly rejected?: Pick<Rejected, 'content' | 'rung' | 'findings'>
    }

/** The first rung that the provider can take. Text without codes goes as text: nothing is escaped or billed on top. */
export function firstOrder(gap: Gap, route: Route): Order {
  const shield = protect(gap.segment.source, gap.terms, [], route.target)
  if (shield.content.codes.length === 0)
    return { gap, mime: 'text', texts: [shield.content.text], shield, literals: 'as text' }
  return route.provider.markup === 'html' ? htmlOrder(gap, shield, 'as text') : plainOrder(gap, route)
}

const htmlOrder = (gap: Gap, shield: Protected, literals: Order['literals']): Order => ({
  gap,
  mime: 'html',
  texts: [toHtml(shield.content)],
  shield,
  literals,
})

/** The lowest rung: the words alone, the glossary's among them, and the words of each pair to find again. */
export function plainOrder(gap: Gap, route: Route): Order {
  const shield = protect(gap.segment.source, gap.terms, [], route.target)
  const words = shield.restore(shield.content)
  const texts = [readable(words), ...pairs(words).map((pair) => pair.words)]
  return { gap, mime: 'text', texts, shield, literals: 'as text' }
}

/**
 * A blocked reply is asked for once more on the next rung that differs: literals as codes where there are any;
 * what went as HTML as words alone, words alone as HTML. Text with codes that went as words has nothing below it.
 */
export function nextOrder({ gap, mime, literals }: Order, route: Route): Order | undefined {
  const { source } = gap.segment
  const hasCodes = source.codes.length > 0 || gap.terms.length > 0
  const isLast =
    mime === 'text' ? hasCodes || route.provider.markup === 'text' : !hasCodes && literals === 'as codes'
  if (isLast) return undefined
  const spans = literals === 'as text' ? literalSpans(source.text) : []
  if (spans.length > 0 || mime === 'text')
    return htmlOrder(gap, protect(source, gap.terms, spans, route.target), 'as codes')
  return hasCodes ? plainOrder(gap, route) : undefined
}

export function readReply(
  order: Order,
  reply: readonly string[],
  route: Route,
  severities: Severities,
): Reading {
  const { source, notation } = order.gap.segment
  const { content, rung } = decode(order, reply)
  const locales = { sourceLocale: route.source, targetLocale: route.target }
  const pair = { source, target: content, terms: order.gap.terms, ...locales }
  const findings = check(pair, severities).filter(
    (finding) => rung !== 'degraded' || finding.check !== codesCheck.id,
  )
  const blocking = findings.find((finding) => finding.severity === 'block')
  if (blocking === undefined) {
    const flags = rung === 'degraded' ? [...findings, degraded(source, content)] : findings
    return { kind: 'served', content, rung, findings: flags }
  }
  const next = nextOrder(order, route)
  if (next !== undefined) return { kind: 'again', order: next }
  return {
    kind: 'refused',
    rejected: { content, rung, findings },
    error: new DragomanError(
      'TRANSLATION_FAILED',
      `${route.provider.name}, “${shorten(notation)}”: ${blocking.message}`,
      {
        fix: 'Write the translation into the locale file by hand, or run again.',
      },
    ),
  }
}

/**
 * Terms and literals are words again before anything is checked. White space at the edges is the article's own,
 * outside the segment: an engine's would come on top.
 */
function decode({ gap, mime, shield }: Order, reply: readonly string[]): { content: Content; rung: Rung } {
  const { source } = gap.segment
  const first = (reply[0] ?? '').trim()
  if (mime === 'html') {
    const decoded = fromHtml(first, shield.content.codes)
    const mended = repairCodes(decoded, shield.content)
    const trimmed = { ...mended, text: mended.text.trim() }
    return { content: shield.restore(trimmed), rung: isSame(trimmed, decoded) ? 'exact' : 'repaired' }
  }
  const text = first.replaceAll(MARKER, '\uFFFD')
  if (source.codes.length === 0) return { content: { text, codes: [] }, rung: 'exact' }
  const words = shield.restore(shield.content)
  return project(text, reply.slice(1), words, pairs(words))
}

const isSame = (a: Content, b: Content) =>
  a.text === b.text && a.codes.every((code, index) => code === b.codes[index])

/** A pair of codes and the words between its halves, in order of opening. */
export interface CodePair {
  readonly id: number
  readonly words: string
}

function pairs(source: Content): CodePair[] {
  const result: CodePair[] = []
  const positions: number[] = []
  for (let at = source.text.indexOf(MARKER); at !== -1; at = source.text.indexOf(MARKER, at + 1))
    positions.push(at)
  const closes = new Map(
    source.codes.flatMap((code, index) => (code.kind === 'close' ? [[code.id, positions[index]!]] : [])),
  )
  for (const [index, code] of source.codes.entries()) {
    if (code.kind !== 'open') continue
    const words = source.text
      .slice(positions[index]! + 1, closes.get(code.id))
      .replaceAll(MARKER, '')
      .trim()
    if (words !== '') result.push({ id: code.id, words })
  }
  return result
}

function degraded(source: Content, target: Content): Finding {
  const there = new Set(target.codes.map((code) => code.id))
  const lost = source.codes.filter((code) => code.kind !== 'close' && !there.has(code.id))
  const names = lost.map((code) => `<${code.name}${code.id}>`).join(' ')
  return { check: 'codes', severity: 'warn', message: `Inline markup was lost in translation: ${names}.` }
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
