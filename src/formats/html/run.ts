import { type Code, MARKER } from '../../article/content.ts'
import type { Mask } from '../mask/mask.ts'
import { type Built, contentBuilder, plainStretch } from '../splice.ts'
import { isPureMarkup } from './markup.ts'
import { hasWords, type Stretch } from './text.ts'

/**
 * A run: text and inline elements that follow each other in the source without a block between them. A unit
 * is made of one run. The parser may have moved or copied nodes, so a part joins a run only where it continues
 * it in the source; ignored tags between two parts become codes.
 */
export type Part = TextPart | CodePart

type TextPart = Extract<Stretch, { readonly kind: 'text' }>

interface CodePart {
  readonly kind: 'code'
  code: Omit<Code, 'raw'>
  /** Does a reader see it? If not, it stays outside the unit when at its edge. */
  readonly isVisible: boolean
  readonly start: number
  readonly end: number
}

/** An inline element whose end tag may still come. */
export interface Opened {
  readonly part: CodePart
  readonly parts: readonly Part[]
}

export interface Run {
  /** Source offset that it reaches to; -1 when empty. */
  end(): number
  /** Can something that starts here continue this run? Always, when it is empty. */
  joins(start: number): boolean
  /** @param place the element that the text stands in: only there its shortcodes are pairs. */
  text(stretches: readonly Stretch[], place: unknown): void
  alone(code: CodeKindOf, start: number, end: number, isVisible: boolean): void
  open(code: CodeKindOf, start: number, end: number): Opened
  /** Without a joining end tag the element's start tag stays a code of its own. */
  close(opened: Opened, start: number, end: number): void
  /** All parts, leaving the run empty. */
  take(): readonly Part[]
}

/** What is known of a code before its place in the unit. */
export type CodeKindOf = Omit<Code, 'raw' | 'kind' | 'id'>

export function startRun(source: string): Run {
  let parts: Part[] = []
  let end = -1
  let ids = 0

  const add = (part: Part) => {
    parts.push(part)
    end = part.end
  }
  const code = (
    kind: Code['kind'],
    known: CodeKindOf,
    id: number,
    at: readonly [number, number],
    isVisible = true,
  ) => {
    const part: CodePart = { kind: 'code', code: { ...known, kind, id }, isVisible, start: at[0], end: at[1] }
    add(part)
    return part
  }
  const ignored = (from: number, to: number) => {
    const name = /^<\/?([a-z]+)/iu.exec(source.slice(from, Math.min(to, from + 20)))?.[1]?.toLowerCase()
    code('alone', { name: name ?? 'tag', canDelete: true, canCopy: false }, ++ids, [from, to], false)
  }

  /** Halves of a shortcode that stand in one text are a pair. */
  const waiting: { readonly name: string; readonly part: CodePart; readonly place: unknown }[] = []
  const masked = ({ code: name, kind, name: own, start, end }: Mask, place: unknown) => {
    const at = kind === 'close' ? waiting.findLastIndex((one) => one.place === place && one.name === own) : -1
    const opened = waiting[at]
    if (opened !== undefined) {
      waiting.length = at
      opened.part.code = { ...opened.part.code, kind: 'open' }
      code('close', opened.part.code, opened.part.code.id, [start, end])
      return
    }
    const part = code('alone', maskedCode(name), ++ids, [start, end])
    if (kind === 'open') waiting.push({ name: own, part, place })
  }

  return {
    end: () => end,
    joins(start) {
      if (parts.length === 0 || start === end) return true
      if (start < end || !isPureMarkup(source, end, start)) return false
      ignored(end, start)
      return true
    },
    text(stretches, place) {
      for (const stretch of stretches) {
        if (stretch.kind === 'text') add(stretch)
        else if (stretch.kind === 'masked') masked(stretch.mask, place)
        else ignored(stretch.start, stretch.end)
      }
    },
    alone(known, start, end, isVisible) {
      code('alone', known, ++ids, [start, end], isVisible)
    },
    open: (known, start, end) => ({ part: code('alone', known, ++ids, [start, end]), parts }),
    close(opened, start, end) {
      if (opened.parts !== parts || !this.joins(start)) return
      const { part } = opened
      part.code = { ...part.code, kind: 'open' }
      code('close', part.code, part.code.id, [start, end])
    },
    take() {
      const taken = parts
      parts = []
      waiting.length = 0
      end = -1
      ids = 0
      return taken
    },
  }
}

export const maskedCode = (name: string): CodeKindOf => ({ name, canDelete: false, canCopy: false })

/** A run between its first and last visible part; white space at the edges is not of the unit. */
export function trimmed(parts: readonly Part[]): readonly Part[] {
  let first = 0
  let last = parts.length
  while (first < last && isBlank(parts[first] as Part)) first++
  while (last > first && isBlank(parts[last - 1] as Part)) last--
  const inner = parts.slice(first, last)
  if (inner.length > 0) {
    inner[0] = trimmedStart(inner[0] as Part)
    inner[inner.length - 1] = trimmedEnd(inner.at(-1) as Part)
  }
  return inner
}

const isBlank = (part: Part) => (part.kind === 'text' ? !/\S/u.test(part.decoded) : !part.isVisible)

/** Only plain stretches hold words and white space together, and those map position by position. */
function trimmedStart(part: Part): Part {
  if (part.kind === 'code' || !/^\s/u.test(part.decoded)) return part
  const decoded = part.decoded.trimStart()
  return { ...part, decoded, start: part.start + part.decoded.length - decoded.length }
}

function trimmedEnd(part: Part): Part {
  if (part.kind === 'code' || !/\s/u.test(part.decoded.at(-1) ?? '')) return part
  const decoded = part.decoded.trimEnd()
  return { ...part, decoded, end: part.end - (part.decoded.length - decoded.length) }
}

export const saysSomething = (parts: readonly Part[]): boolean =>
  parts.some((part) => part.kind === 'text' && hasWords(part.decoded))

/** Content of a unit, and where its positions stand in the source. Most units are one plain text. */
export function build(source: string, parts: readonly Part[]): Built {
  const [only] = parts
  if (parts.length === 1 && only?.kind === 'text' && isVerbatim(only))
    return plainStretch(only.decoded, only.start)
  const builder = contentBuilder(source)
  for (const part of parts) {
    if (part.kind === 'text') builder.text(part.decoded, part.start, part.end)
    else builder.code(part.code, part.start, part.end)
  }
  const { content, map, end } = builder.buildSparsely()
  return { content, map, start: map.at(0) ?? end, end }
}

const isVerbatim = ({ decoded, start, end }: TextPart) =>
  decoded.length === end - start && !decoded.includes(MARKER)

/** The texts that words stand in, each without the white space at its edges; codes part them. */
export function wordTexts(
  parts: readonly Part[],
): { readonly decoded: string; readonly start: number; readonly end: number }[] {
  const texts: Part[][] = [[]]
  for (const part of parts) {
    if (part.kind === 'code') texts.push([])
    else texts.at(-1)?.push(part)
  }
  return texts.map(trimmed).flatMap((own) => {
    const decoded = own.map((part) => (part.kind === 'text' ? part.decoded : '')).join('')
    const [first, last] = [own[0], own.at(-1)]
    return first && last && hasWords(decoded) ? [{ decoded, start: first.start, end: last.end }] : []
  })
}
