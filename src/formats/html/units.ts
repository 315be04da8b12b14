import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Content } from '../../article/content.ts'
import type { Role } from '../../article/unit.ts'
import type { Fills } from '../format.ts'
import type { Masked } from '../mask/mask.ts'
import type { MaskWords } from '../mask/words.ts'
import { type Edit, filledContent, languageSpan, type Place, renderPieces, splice } from '../splice.ts'
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
  )

/** Elements that hold text and no tags. */
const TEXT_ONLY = new Set(['title', 'option'])

/**
 * @param parts trimmed, with words in them.
 * @param block name of the element they stand in
 */
export function textUnit(
  source: string,
  parts: readonly Part[],
  role: Role,
  block: string | undefined,
): PlacedUnit {
  const { content, map, start, end } = build(source, parts)
  const place = { start, end, map, escape: escapeText }
  const isMarkable = block === undefined || !TEXT_ONLY.has(block)
  return {
    role,
    content,
    place: isMarkable ? { ...place, inLanguage: languageSpan } : place,
    tag: undefined,
  }
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
  const parts = trimmed(revealed(decoded, masked.masks).flatMap((stretch, nth) => partOf(stretch, nth + 1)))
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

function partOf(stretch: Stretch, id: number): Part[] {
  switch (stretch.kind) {
    case 'text':
      return [stretch]
    case 'masked': {
      const { mask, start, end } = stretch
      const code = { ...maskedCode(mask.code === 'x' ? 'x' : 'var'), kind: 'alone', id } as const
      return [{ kind: 'code', code, isVisible: true, start, end }]
    }
    case 'ignored':
      return []
  }
}

/** In reading order; of two that overlap in the source (the parser moved nodes about) only the first. */
export function inReadingOrder(units: readonly PlacedUnit[]): readonly PlacedUnit[] {
  let textEnd = 0
  let attributeEnd = 0
  return units
    .toSorted((a, b) => a.place.start - b.place.start)
    .filter(({ place, tag }) => {
      const fits =
        tag === undefined
          ? place.start >= Math.max(textEnd, attributeEnd)
          : place.start >= attributeEnd && (place.start >= textEnd || place.end < textEnd)
      if (!fits) return false
      if (tag === undefined) textEnd = place.end
      else attributeEnd = place.end
      return true
    })
}

/** A unit is known by where it stands among all of them. */
export const unitId = (nth: number): string => `u${nth}`

/** @param units in reading order */
export function fillEdits(source: string, units: readonly PlacedUnit[], fills: Fills): Edit[] {
  const edits: Edit[] = []
  let outer: Edit | undefined
  let inner: AttributeEdit[] = []
  const settle = () => {
    if (outer === undefined) edits.push(...inner)
    else edits.push(inner.length === 0 ? outer : withAttributes(source, outer, inner))
    outer = undefined
    inner = []
  }
  for (const [nth, { place, tag }] of units.entries()) {
    const pieces = fills.get(unitId(nth))
    if (tag === undefined || (outer !== undefined && place.start >= outer.end)) settle()
    if (pieces === undefined) continue
    if (tag !== undefined && 'write' in tag) {
      const text = tag.write(filledContent(units[nth]!.content, pieces))
      inner.push({ start: place.start, end: place.end, text, tag })
      continue
    }
    const edit = { start: place.start, end: place.end, text: renderPieces(source, place, pieces) }
    if (tag === undefined) outer = edit
    else inner.push(attributeEdit(source, edit, tag))
  }
  settle()
  return edits
}

type ElementTag = Extract<TagPlace, { readonly value: unknown }>

interface AttributeEdit extends Edit {
  readonly tag: TagPlace
}

function attributeEdit(source: string, edit: Edit, tag: ElementTag): AttributeEdit {
  const { start, end, quote } = tag.value
  if (quote !== undefined || edit.text === source.slice(edit.start, edit.end)) return { ...edit, tag }
  const whole = source.slice(start, edit.start) + edit.text + source.slice(edit.end, end)
  return { start, end, text: requoted(whole), tag }
}

/** Tags that are alike byte for byte hold the same words, so they are alike in the target too. */
function withAttributes(source: string, outer: Edit, inner: readonly AttributeEdit[]): Edit {
  const tags = new Map<string, string>()
  let { text } = outer
  for (const [start, edits] of Map.groupBy(inner, ({ tag }) => tag.start)) {
    const tag = source.slice(start, edits[0]?.tag.end)
    const shifted = edits.map((edit) => ({
      start: edit.start - start,
      end: edit.end - start,
      text: edit.text,
    }))
    if (tag.startsWith('<')) tags.set(tag, splice(tag, shifted))
    else text = text.replaceAll(tag, () => splice(tag, shifted))
  }
  return { ...outer, text: replaceTags(text, tags) }
}
