import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Content } from '../../article/content.ts'
import type { Role } from '../../article/unit.ts'
import type { Fills, Piece } from '../format.ts'
import type { Masked } from '../mask/mask.ts'
import type { MaskWords } from '../mask/words.ts'
import {
  type Edit,
  editedBetween,
  filledContent,
  languageSpan,
  type Place,
  renderPieces,
  splice,
} from '../splice.ts'
import { type AttributePlace, attributePlace, requoted } from './attributes.ts'
import { replaceTags } from './markup.ts'
import { build, maskedCode, type Part, saysSomething, trimmed } from './run.ts'
import {
  escapeDoubleQuoted,
  escapeSingleQuoted,
  escapeText,
  revealed,
  type Stretch,
  stretches,
} from './text.ts'

/**
 * The units of a page and how they are written back. A text attribute of an inline element is a unit inside
 * another one: its edit goes into the tag, wherever that tag stands in the target.
 */
export interface PlacedUnit {
  readonly role: Role
  readonly content: Content
  readonly place: Place
  /** The tag it is in, when it is an attribute. */
  readonly tag: TagPlace | undefined
  /** The block that it is in. */
  readonly block?: Tree.Element | undefined
  /** An element around it, which is one code where it stands inside a sentence. */
  readonly cover?: Range
}

/** Source offsets. */
export interface Range {
  readonly start: number
  readonly end: number
}

type TagPlace = Range &
  (
    | { readonly value: AttributePlace }
    /** Of a shortcode: writes the whole value. */
    | { readonly write: (content: Content) => string }
    /** Of an element that is one code in the text around it. */
    | { readonly isWhole: true }
  )

/** Elements that hold text and no tags. */
const TEXT_ONLY = new Set(['title', 'option'])

/**
 * @param parts trimmed, with words in them.
 * @param block the element they stand in
 * @param isMarkable may it hold tags?
 */
export function textUnit(
  source: string,
  parts: readonly Part[],
  role: Role,
  block: Tree.Element | undefined,
  isMarkable = block === undefined || !TEXT_ONLY.has(block.tagName),
): PlacedUnit {
  const { content, map, start, end } = build(source, parts)
  const place = { start, end, map, escape: escapeText }
  return {
    role,
    content,
    place: isMarkable ? { ...place, inLanguage: languageSpan } : place,
    block,
    tag: undefined,
  }
}

/** @param cover the element that is one code in the text around it. */
export function coveredUnit(unit: PlacedUnit, cover: Tree.Element): PlacedUnit | undefined {
  const location = cover.sourceCodeLocation
  if (!location) return undefined
  return { ...unit, tag: { start: location.startOffset, end: location.endOffset, isWhole: true } }
}

/** A unit of a fragment that stands at an offset of the page, which knows nothing of its block. */
export function movedUnit({ place, tag, block: _, ...unit }: PlacedUnit, by: number): PlacedUnit {
  const moved = <T extends Range>(range: T): T => ({ ...range, start: range.start + by, end: range.end + by })
  const at = (position: number) => {
    const offset = place.map.at(position)
    return offset === undefined ? undefined : offset + by
  }
  const movedTag = tag && 'value' in tag ? { ...moved(tag), value: moved(tag.value) } : tag && moved(tag)
  return { ...unit, place: { ...moved(place), map: { at } }, tag: movedTag }
}

/** Undefined when the attribute has no words or is not in the source as the parser gives it. */
export function attributeUnit(
  source: string,
  masked: Masked,
  element: Tree.Element,
  name: string,
  role: Role,
): PlacedUnit | undefined {
  const value = element.attrs.find((attr) => attr.name === name)?.value ?? ''
  const tag = element.sourceCodeLocation?.startTag
  const at = attributePlace(source, element, name)
  if (tag === undefined || at === undefined) return undefined
  const decoded = stretches(masked.text, at.start, at.end, value.length, 'attribute') ?? []
  const parts = trimmed(revealed(decoded, masked.masks).map((stretch, nth) => partOf(stretch, nth + 1)))
  if (!saysSomething(parts)) return undefined
  const { content, map, start, end } = build(source, parts)
  const written = at.quote === "'" ? escapeSingleQuoted : escapeDoubleQuoted
  return {
    role,
    content,
    place: { start, end, map, escape: written },
    tag: { start: tag.startOffset, end: tag.endOffset, value: at },
  }
}

/** The words in an attribute of a shortcode, which lies inside a text. */
export function shortcodeUnit({ role, content, start, end, write, mask }: MaskWords): PlacedUnit {
  const place: Place = {
    start,
    end,
    map: { at: (position) => (position === 0 ? start : end) },
    escape: (text) => text,
  }
  return { role, content, place, tag: { start: mask.start, end: mask.end, write } }
}

export function partOf(stretch: Stretch, id: number): Part {
  switch (stretch.kind) {
    case 'text':
      return stretch
    case 'masked': {
      const { mask, start, end } = stretch
      const code = { ...maskedCode(mask.code === 'x' ? 'x' : 'var'), kind: 'alone', id } as const
      return { kind: 'code', code, isVisible: true, start, end }
    }
    case 'ignored': {
      const { start, end } = stretch
      const code = { ...maskedCode('tag'), kind: 'alone', id } as const
      return { kind: 'code', code, isVisible: false, start, end }
    }
  }
}

/** In reading order; of two that overlap in the source (the parser moved nodes about) only the first. */
export function inReadingOrder(units: readonly PlacedUnit[]): readonly PlacedUnit[] {
  let textEnd = 0
  let attributeEnd = 0
  return units
    .toSorted((a, b) => a.place.start - b.place.start)
    .flatMap((unit) => {
      const { place, cover } = unit
      const isCovered = cover !== undefined && place.start < textEnd
      const tag = isCovered ? { ...cover, isWhole: true as const } : unit.tag
      const fits =
        tag === undefined
          ? place.start >= Math.max(textEnd, attributeEnd)
          : place.start >= attributeEnd && (place.start >= textEnd || place.end < textEnd)
      if (!fits) return []
      if (tag === undefined) textEnd = place.end
      else attributeEnd = place.end
      return [tag === unit.tag ? unit : { ...unit, tag }]
    })
}

/** A unit is known by where it stands among all of them. */
export const unitId = (nth: number): string => `u${nth}`

/** @param units in reading order */
export function fillEdits(source: string, units: readonly PlacedUnit[], fills: Fills): Edit[] {
  const edits: Edit[] = []
  let outer: FilledText | undefined
  let inner: InnerEdit[] = []
  const settle = () => {
    if (outer === undefined) edits.push(...inner)
    else edits.push(textEdit(source, outer, inner))
    outer = undefined
    inner = []
  }
  for (const [nth, unit] of units.entries()) {
    const { place, tag } = unit
    const pieces = fills.get(unitId(nth))
    if (tag === undefined || (outer !== undefined && place.start >= outer.place.end)) settle()
    if (pieces === undefined) continue
    if (tag === undefined) outer = { place, pieces }
    else inner.push(innerEdit(source, unit, tag, pieces))
  }
  settle()
  return edits
}

interface FilledText {
  readonly place: Place
  readonly pieces: readonly Piece[]
}

/** An edit inside a code of the text around it. */
interface InnerEdit extends Edit {
  readonly tag: TagPlace
}

function innerEdit(
  source: string,
  { content, place }: PlacedUnit,
  tag: TagPlace,
  pieces: readonly Piece[],
): InnerEdit {
  const { start, end } = place
  if ('write' in tag) {
    const filled = filledContent(content, pieces)
    // Its bytes do not map to its characters: what says the same keeps them all.
    const text = isSame(filled, content) ? source.slice(start, end) : tag.write(filled)
    return { start, end, text, tag }
  }
  const edit = { start, end, text: renderPieces(source, place, pieces) }
  return 'value' in tag ? attributeEdit(source, edit, tag) : { ...edit, tag }
}

const isSame = (one: Content, other: Content): boolean =>
  one.text === other.text && one.codes.every((code, nth) => code.raw === other.codes[nth]?.raw)

type ElementTag = Extract<TagPlace, { readonly value: unknown }>

function attributeEdit(source: string, edit: Edit, tag: ElementTag): InnerEdit {
  const { start, end, quote } = tag.value
  if (quote !== undefined || edit.text === source.slice(edit.start, edit.end)) return { ...edit, tag }
  const whole = source.slice(start, edit.start) + edit.text + source.slice(edit.end, end)
  return { start, end, text: requoted(whole), tag }
}

/** Tags and codes that are alike byte for byte hold the same words, so they are alike in the target too. */
function textEdit(source: string, { place, pieces }: FilledText, inner: readonly InnerEdit[]): Edit {
  const { start, end } = place
  if (inner.length === 0) return { start, end, text: renderPieces(source, place, pieces) }
  const inCodes = inner.filter(({ tag }) => !('value' in tag))
  const codes = rewritten(source, inCodes)
  const text = renderPieces(source, place, pieces, {
    between: editedBetween(source, inCodes),
    code: ({ raw }) => codes.get(raw) ?? raw,
  })
  const tags = rewritten(
    source,
    inner.filter(({ tag }) => 'value' in tag),
  )
  return { start, end, text: replaceTags(text, tags) }
}

/** What each tag or code with edits in it becomes, by its bytes. */
function rewritten(source: string, edits: readonly InnerEdit[]): ReadonlyMap<string, string> {
  const places = Map.groupBy(edits, ({ tag }) => `${tag.start} ${tag.end}`).values()
  return new Map(
    places.map((own): [string, string] => {
      const { start, end } = own[0]!.tag
      const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
      const bytes = source.slice(start, end)
      return [bytes, splice(bytes, moved)]
    }),
  )
}
