import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Role } from '../../article/unit.ts'
import type { Edit } from '../splice.ts'
import { attribute } from './elements.ts'
import { isSpace } from './markup.ts'
import { escapeDoubleQuoted } from './text.ts'

/** Attributes that hold words, and where in the source a value stands. */
export function wordAttributes(element: Tree.Element): readonly { name: string; role: Role }[] {
  if (element.tagName === 'meta') {
    const role = META.get(metaName(element))
    return role === undefined ? [] : [{ name: 'content', role }]
  }
  const found: { name: string; role: Role }[] = []
  if (isButton(element)) found.push({ name: 'value', role: 'title' })
  if (LABELLED.has(element.tagName)) found.push({ name: 'label', role: 'title' })
  for (const { name } of element.attrs) {
    const role = WORDS.get(name)
    if (role !== undefined) found.push({ name, role })
  }
  return found
}

/** Its value is what stands on it. */
const isButton = (element: Tree.Element): boolean =>
  element.tagName === 'input' && BUTTONS.has(attribute(element, 'type')?.trim().toLowerCase() ?? '')
const BUTTONS = new Set(['submit', 'button', 'reset'])

const LABELLED = new Set(['optgroup', 'option'])

const WORDS: ReadonlyMap<string, Role> = new Map([
  ['alt', 'alt'],
  ['title', 'title'],
  ['aria-label', 'title'],
  ['placeholder', 'title'],
])

const META: ReadonlyMap<string, Role> = new Map([
  ['description', 'description'],
  ['og:title', 'title'],
  ['og:description', 'description'],
  ['og:image:alt', 'alt'],
  ['twitter:title', 'title'],
  ['twitter:description', 'description'],
  ['twitter:image:alt', 'alt'],
])

export const metaName = (element: Tree.Element): string =>
  (attribute(element, 'name') ?? attribute(element, 'property') ?? '').trim().toLowerCase()

/** The value of an attribute in the source, without its quotes. */
export interface AttributePlace {
  readonly start: number
  readonly end: number
  readonly quote: '"' | "'" | undefined
}

/** Undefined for an attribute that is not in the source or has no value there. */
export function attributePlace(
  source: string,
  element: Tree.Element,
  name: string,
): AttributePlace | undefined {
  const location = element.sourceCodeLocation?.attrs?.[name]
  if (location === undefined) return undefined
  const end = location.endOffset
  let at = skipSpace(source, location.startOffset + name.length)
  if (at >= end || source[at] !== '=') return undefined
  at = skipSpace(source, at + 1)
  const quote = source[at]
  if (quote !== '"' && quote !== "'") return { start: Math.min(at, end), end, quote: undefined }
  return at + 1 < end && source[end - 1] === quote ? { start: at + 1, end: end - 1, quote } : undefined
}

function skipSpace(source: string, from: number): number {
  let at = from
  while (at < source.length && isSpace(source.charCodeAt(at))) at++
  return at
}

/** An unquoted value is put in quotes when it changes, for new words may hold spaces. */
export const requoted = (rendered: string): string => `"${rendered.replaceAll('"', '&quot;')}"`

/** Sets an attribute of an element in the source; nothing else in its tag changes. */
export function setAttribute(element: Tree.Element, name: string, value: string): Edit[] {
  const location = element.sourceCodeLocation
  if (!location?.startTag || attribute(element, name) === value) return []
  const written = `${name}="${escapeDoubleQuoted(value)}"`
  const existing = location.attrs?.[name]
  if (existing !== undefined) return [{ start: existing.startOffset, end: existing.endOffset, text: written }]
  const at = location.startTag.startOffset + 1 + element.tagName.length
  return [{ start: at, end: at, text: ` ${written}` }]
}
