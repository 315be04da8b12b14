import { type Code, readable } from '../../article/content.ts'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Unit } from '../../article/unit.ts'
import type { Piece, ReadOptions } from '../format.ts'
import type { FrontMatterValue } from '../front-matter/front-matter.ts'
import { readHtmlFragment } from '../html/html.ts'
import { contentBuilder, type Edit, renderPieces, splice } from '../splice.ts'
import type { Block } from './blocks.ts'
import { asOneLine, escapeTitle, type TextSite } from './escape.ts'
import type { Attribute, Inline } from './inline.ts'
import type { Span } from './parse.ts'
import { renderInline, renderTokens } from './render.ts'

/**
 * A place of the article that holds units, and how fills get into it. A paragraph and the alts and titles of
 * its images and links share one slot: their bytes lie inside each other.
 */
export interface Slot {
  readonly units: readonly Omit<Unit, 'id'>[]
  /** @param fills one for each unit. */
  edits(fills: readonly (readonly Piece[] | undefined)[], disclosure: Disclosure | undefined): Edit[]
}

export const slotsOfValues = (values: readonly FrontMatterValue[]): Slot[] =>
  values.map(({ role, value, edit }) => {
    const words = plainWords(value)
    return {
      units: [{ role, content: words.content }],
      edits: ([pieces]) => words.changed(pieces).map((text) => edit(text.replace(/\n+$/, ''))),
    }
  })

export const slotOfBlock = (source: string, block: Block, options: ReadOptions): Slot =>
  block.kind === 'html' ? htmlSlot(source, block, options) : wordsSlot(source, block)

/** An HTML block is a fragment of its own, read and written by the HTML format. */
function htmlSlot(source: string, { start, end }: Span, options: ReadOptions): Slot {
  const fragment = source.slice(start, end)
  const reading = readHtmlFragment(fragment, options, { label: 'omitted' })
  return {
    units: reading.units.map(({ id: _, ...unit }) => unit),
    edits(fills, disclosure) {
      const own = new Map(
        reading.units.flatMap(({ id }, at) => (fills[at] ? [[id, fills[at]] as const] : [])),
      )
      const text = reading.write(own, disclosure)
      return text === fragment ? [] : [{ start, end, text: withOwnFirstLine(text, fragment) }]
    },
  }
}

/** A tag that had a line to itself made the block HTML; text drawn up to it would make it a paragraph. */
function withOwnFirstLine(text: string, fragment: string): string {
  const [line = '', lineBreak = ''] = /^[^\r\n]*(\r?\n)?/.exec(fragment) ?? []
  const tag = line.trimEnd()
  if (lineBreak === '' || !tag.endsWith('>') || !text.startsWith(tag)) return text
  const rest = text.slice(tag.length)
  return /^[ \t]*[\r\n]/.test(rest) ? text : `${tag}${lineBreak}${rest.trimStart()}`
}

function wordsSlot(source: string, { role, inline, site }: Extract<Block, { kind: 'words' }>): Slot {
  const own = readable(inline.content).trim() === '' ? [] : [{ role, content: inline.content }]
  const attributes = inline.attributes.map((attribute) => ({ attribute, words: plainWords(attribute.value) }))
  return {
    units: [
      ...own,
      ...attributes.map(({ attribute, words }) => ({ role: attribute.role, content: words.content })),
    ],
    edits(fills) {
      const inner = attributes.flatMap(({ attribute, words }, at) =>
        words.changed(fills[own.length + at]).map((text) => ({
          start: attribute.start,
          end: attribute.end,
          text: writeAttribute(source, attribute, text, site),
        })),
      )
      const pieces = own.length > 0 ? fills[0] : undefined
      if (pieces === undefined) return inner
      const text = renderInline(pieces, site, bytesOf(source, inline, inner))
      return [{ start: inline.start, end: inline.end, text }]
    },
  }
}

function bytesOf(source: string, inline: Inline, inner: readonly Edit[]) {
  const within = (start: number, end: number): string => {
    if (inner.length === 0) return source.slice(start, end)
    const edits = inner.filter((edit) => edit.start >= start && edit.end <= end)
    const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
    return splice(source.slice(start, end), moved)
  }
  const rewritten = new Map(inline.carriers.map(({ raw, start, end }) => [raw, within(start, end)]))
  return {
    kept: (start: number, end: number) => within(inline.map.at(start) ?? 0, inline.map.at(end) ?? 0),
    code: (code: Code) => rewritten.get(code.raw) ?? code.raw,
  }
}

function writeAttribute(source: string, attribute: Attribute, text: string, site: TextSite): string {
  if (attribute.role === 'title') return escapeTitle(text, source[attribute.start - 1] ?? '"', site)
  // An alt is inline Markdown between the brackets of its image, never at the start of a line.
  const brackets = [
    { kind: 'kept', text: '[' },
    { kind: 'text', text: asOneLine(text).trim() },
    { kind: 'kept', text: ']' },
  ] as const
  return renderTokens(brackets, { ...site, startsLine: false }).slice(1, -1)
}

/** A value without markup: new text replaces it whole, since its bytes do not map to its characters. */
function plainWords(value: string) {
  const builder = contentBuilder(value)
  builder.text(value, 0, value.length)
  const { content, ...place } = builder.buildSparsely()
  return {
    content,
    /** None when all is as it was. */
    changed(pieces: readonly Piece[] | undefined): string[] {
      if (pieces === undefined) return []
      const text = renderPieces(value, { ...place, escape: (words) => words }, pieces)
      return text === value ? [] : [text]
    },
  }
}
