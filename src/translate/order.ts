import { type Content, MARKER, readable } from '../article/content.ts'
import { DragomanError } from '../article/errors.ts'
import { check, type Finding, type Severities } from '../check/check.ts'
import { codes as codesCheck } from '../check/codes.ts'
import { fromHtml, toHtml } from './codec.ts'
import type { Gap, Route, Rung } from './gap.ts'
import { project } from './project.ts'
import { repairCodes } from './repair.ts'

/**
 * An order: one gap as it goes over the wire, and how its reply is read. The ladder: codes as HTML → mended →
 * plain text with the codes put back where their words stand → plain text, flagged. Each rung is one order.
 */
export interface Order {
  readonly gap: Gap
  readonly mime: 'html' | 'text'
  /** What is sent, in order: one text, or the plain text followed by the words inside each pair. */
  readonly texts: readonly string[]
}

export type Reading =
  | {
      readonly kind: 'served'
      readonly content: Content
      readonly rung: Rung
      readonly findings: readonly Finding[]
    }
  | { readonly kind: 'again'; readonly order: Order }
  | { readonly kind: 'refused'; readonly error: DragomanError }

/** The first rung that the provider can take. Text without codes goes as text: nothing is escaped or billed on top. */
export function firstOrder(gap: Gap, markup: 'html' | 'text'): Order {
  const { source } = gap.segment
  if (source.codes.length === 0) return { gap, mime: 'text', texts: [source.text] }
  return markup === 'html' ? { gap, mime: 'html', texts: [toHtml(source)] } : plainOrder(gap)
}

/** The rung below: the words alone, and the words of each pair to find again in the translation. */
export function plainOrder(gap: Gap): Order {
  const { source } = gap.segment
  return { gap, mime: 'text', texts: [readable(source), ...pairs(source).map((pair) => pair.words)] }
}

export function readReply(
  order: Order,
  reply: readonly string[],
  route: Route,
  severities: Severities,
): Reading {
  const { source, notation } = order.gap.segment
  const { content, rung } = decode(order, reply)
  const pair = { source, target: content, sourceLocale: route.source, targetLocale: route.target }
  const findings = check(pair, severities).filter(
    (finding) => rung !== 'degraded' || finding.check !== codesCheck.id,
  )
  const blocking = findings.find((finding) => finding.severity === 'block')
  if (blocking === undefined) {
    const flags = rung === 'degraded' ? [...findings, degraded(source, content)] : findings
    return { kind: 'served', content, rung, findings: flags }
  }
  if (order.mime === 'html') return { kind: 'again', order: plainOrder(order.gap) }
  return {
    kind: 'refused',
    error: new DragomanError(
      'TRANSLATION_FAILED',
      `${route.provider.name}, “${shorten(notation)}”: ${blocking.message}`,
      {
        fix: 'Write the translation into the locale file by hand, or run again.',
      },
    ),
  }
}

/** White space at the edges is the article's own, outside the segment: an engine's would come on top. */
function decode(order: Order, reply: readonly string[]): { content: Content; rung: Rung } {
  const { source } = order.gap.segment
  const first = (reply[0] ?? '').trim()
  if (order.mime === 'html') {
    const decoded = fromHtml(first, source.codes)
    const mended = repairCodes(decoded, source)
    const content = { ...mended, text: mended.text.trim() }
    return { content, rung: isSame(content, decoded) ? 'exact' : 'repaired' }
  }
  const text = first.replaceAll(MARKER, '\uFFFD')
  if (source.codes.length === 0) return { content: { text, codes: [] }, rung: 'exact' }
  return project(text, reply.slice(1), source, pairs(source))
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
