import { type Code, type Content, MARKER, readable } from '../../article/content.ts'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Unit } from '../../article/unit.ts'
import type { Piece, ReadingFinding, ReadOptions } from '../format.ts'
import type { FrontMatterValue } from '../front-matter/front-matter.ts'
import { readHtmlFragment } from '../html/html.ts'
import { unitsOfTag } from '../html/tag.ts'
import { fillEdits, unitId } from '../html/units.ts'
import { type Masked, maskedPart } from '../mask/mask.ts'
import { valueContent } from '../mask/words.ts'
import type { Span } from '../offsets.ts'
import { type Edit, editedBetween, filledContent, type Place } from '../splice.ts'
import type { Block } from './blocks.ts'
import { asOneLine, escapeTitle, type TextSite } from './escape.ts'
import type { Attribute, Inline, Inner } from './passages.ts'
import { renderInline, renderTokens } from './render.ts'
import type { Token } from './token.ts'

/**
 * A place of the article that holds units, and how fills get into it. A paragraph and the alts and titles of
 * its images and links share one slot: their bytes lie inside each other.
 */
export interface Slot {
  readonly units: readonly Omit<Unit, 'id'>[]
  readonly findings?: readonly ReadingFinding[]
  /** What readers get of a block of HTML beside its units. */
  readonly frame?: () => readonly string[]
  /** @param fills one for each unit. */
  edits(fills: readonly (readonly Piece[] | undefined)[], disclosure: Disclosure | undefined): Edit[]
}

export const slotsOfValues = (values: readonly FrontMatterValue[]): Slot[] =>
  values.map(({ role, value, edit }) => {
    const content = valueContent(value, false)
    return {
      units: [{ role, content }],
      edits: ([pieces]) => {
        const text = pieces === undefined ? value : textOf(filledContent(content, pieces)).replace(/\n+$/, '')
        return text === value ? [] : [edit(text)]
      },
    }
  })

export function slotOfBlock(source: string, block: Block, masked: Masked, options: ReadOptions): Slot {
  switch (block.kind) {
    case 'words':
      return wordsSlot(source, block, masked)
    case 'html':
      return htmlSlot(source, block, masked, options)
    case 'title': {
      const site: TextSite = { kind: 'paragraph', startsLine: false, mdx: options.path.endsWith('.mdx') }
      return attributeSlot(source, block.attribute, site)
    }
  }
}

/** An HTML block is a fragment of its own, read and written by the HTML format. */
function htmlSlot(source: string, { start, end }: Span, masked: Masked, options: ReadOptions): Slot {
  const fragment = source.slice(start, end)
  const reading = readHtmlFragment(fragment, options, {
    label: 'omitted',
    masked: maskedPart(masked, start, end),
  })
  return {
    units: reading.units.map(({ id: _, ...unit }) => unit),
    findings: reading.findings.map((finding) => ({ ...finding, at: start + finding.at })),
    frame: reading.frame,
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

type Words = Omit<Extract<Block, { kind: 'words' }>, 'kind'>

function wordsSlot(source: string, { role, inline, site }: Words, masked: Masked): Slot {
  const own = readable(inline.content).trim() === '' ? [] : [{ role, content: inline.content }]
  const inside = [
    ...inline.attributes.map((attribute) => attributeSlot(source, attribute, site)),
    ...inline.inner.map((inner) => innerSlot(source, inner, site, masked)),
  ]
  return {
    units: [...own, ...inside.flatMap(({ units }) => units)],
    edits(fills) {
      let next = own.length
      const inner = inside.flatMap(({ units, edits }) => {
        const first = next
        next += units.length
        return edits(fills.slice(first, next), undefined)
      })
      const pieces = own.length > 0 ? fills[0] : undefined
      if (pieces === undefined) return inner
      const text = renderInline(pieces, site, bytesOf(source, inline, inner))
      return [{ start: inline.start, end: inline.end, text }]
    },
  }
}

const attributeSlot = (source: string, attribute: Attribute, site: TextSite): Slot => ({
  units: [{ role: attribute.role, content: attribute.content }],
  edits: ([pieces]) => attributeEdits(source, attribute, pieces, site),
})

function innerSlot(source: string, inner: Inner, site: TextSite, masked: Masked): Slot {
  if (inner.kind === 'attribute') return attributeSlot(source, inner.attribute, site)
  if (inner.kind === 'words') {
    return wordsSlot(
      source,
      { role: 'title', inline: inner.inline, site: { ...site, startsLine: false } },
      masked,
    )
  }
  const units = unitsOfTag(source, masked, inner).map((unit) => ({
    ...unit,
    place: { ...unit.place, escape: inMarkdown(unit.place.escape, site) },
  }))
  return {
    units: units.map(({ role, content }) => ({ role, content })),
    edits: (fills) =>
      fillEdits(
        source,
        units,
        new Map(fills.flatMap((pieces, nth) => (pieces ? [[unitId(nth), pieces]] : []))),
      ),
  }
}

/** What an attribute of HTML may hold, and a paragraph or cell around it may not. */
const inMarkdown =
  (escaped: Place['escape'], { kind }: TextSite): Place['escape'] =>
  (text, before) =>
    escaped(asOneLine(text), before).replace(
      kind === 'cell' ? /[|`]/g : /`/g,
      (char) => `&#${char.charCodeAt(0)};`,
    )

function bytesOf(source: string, inline: Inline, inner: readonly Edit[]) {
  const within = editedBetween(source, inner)
  const rewritten = new Map(inline.carriers.map(({ raw, start, end }) => [raw, within(start, end)]))
  return {
    kept: (start: number, end: number) => within(inline.map.at(start) ?? 0, inline.map.at(end) ?? 0),
    code: (code: Code) => rewritten.get(code.raw) ?? code.raw,
  }
}

/** New words replace a value whole, since its bytes do not map to its characters. */
function attributeEdits(
  source: string,
  attribute: Attribute,
  pieces: readonly Piece[] | undefined,
  site: TextSite,
): Edit[] {
  if (pieces === undefined) return []
  const content = filledContent(attribute.content, pieces)
  if (textOf(content) === textOf(attribute.content)) return []
  const { start, end } = attribute
  return [{ start, end, text: writeAttribute(source, attribute, content, site) }]
}

function writeAttribute(source: string, attribute: Attribute, content: Content, site: TextSite): string {
  if ('write' in attribute) return attribute.write(content)
  if (attribute.role === 'title') {
    const quote = source[attribute.start - 1] ?? '"'
    return wordsAndCodes(content, (words) => escapeTitle(words, quote, site)).trim()
  }
  // An alt is inline Markdown between the brackets of its image, never at the start of a line.
  const trimmed = { ...content, text: asOneLine(content.text).trim() }
  const tokens = trimmed.text.split(MARKER).flatMap((text, nth): Token[] => {
    const code = trimmed.codes[nth]
    return [
      { kind: 'text', text },
      ...(code === undefined ? [] : [{ kind: 'kept' as const, text: code.raw }]),
    ]
  })
  const brackets: Token[] = [{ kind: 'kept', text: '[' }, ...tokens, { kind: 'kept', text: ']' }]
  return renderTokens(brackets, { ...site, startsLine: false }).slice(1, -1)
}

const wordsAndCodes = ({ text, codes }: Content, write: (words: string) => string): string =>
  text
    .split(MARKER)
    .map((words, nth) => write(words) + (codes[nth]?.raw ?? ''))
    .join('')

const textOf = (content: Content): string => wordsAndCodes(content, (words) => words)
