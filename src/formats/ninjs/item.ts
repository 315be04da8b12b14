import type { Role } from '../../article/unit.ts'
import { elements, member, members, type Node, stringAt } from '../json/json.ts'

/**
 * A ninjs item and the strings of it that are copy. Read leniently, whatever version it claims: many files
 * mix the dialects, and Superdesk writes one of its own. `title`, `slugline`, notes, bylines, rights and renditions are never copy.
 * @see https://iptc.org/std/ninjs/
 * @see https://github.com/superdesk/superdesk-core/blob/develop/superdesk/publish/formatters/ninjs_formatter.py
 */
export interface Item {
  readonly node: Node
  /** Is it the article itself, not something associated with it? */
  readonly isArticle: boolean
  /** In reading order: headlines, descriptions, bodies, keywords. */
  readonly fields: readonly Field[]
  readonly items: readonly Item[]
}

export interface Field {
  readonly purpose: 'headline' | 'description' | 'body' | 'alt' | 'keyword'
  readonly markup: 'text' | 'html'
  readonly role: Role
  /** The string literal. */
  readonly node: Node
  /** The object whose character and word counts are of this text. */
  readonly counted: Node
}

/** How Dragoman names the association with the original; it is no part of the copy. */
export const ORIGINAL = { name: 'translationOf', rel: 'irel:derivedFrom' } as const

export interface ItemOptions {
  readonly locale: string
  readonly keywords: boolean
}

export function readItem(node: Node, options: ItemOptions, isArticle = true): Item {
  const locale = stringAt(node, 'language') ?? options.locale
  const associated = associations(node).filter((item) => isSameLanguage(stringAt(item, 'language'), locale))
  return {
    node,
    isArticle,
    fields: [
      ...fields(node, 'headline', 'headlines'),
      ...fields(node, 'description', 'descriptions'),
      ...fields(node, 'body', 'bodies'),
      ...(options.keywords ? keywords(node) : []),
    ],
    items: associated.map((item) => readItem(item, { ...options, locale }, false)),
  }
}

/** The article and all items in it, depth first. */
export const allItems = (item: Item): Item[] => [item, ...item.items.flatMap(allItems)]

const STILL = ['picture', 'photo', 'image', 'graphic']
const PICTURED = [...STILL, 'video', 'audio']

/** Is the item something to look at or hear, and its words only about it? */
export function isPictured(node: Node): boolean {
  const type = stringAt(node, 'type')
  if (type !== undefined) return PICTURED.includes(type)
  const keys = members(node).map(([key]) => key)
  return keys.includes('renditions') && !keys.some((key) => key === 'bodies' || key.startsWith('body_'))
}

type Purpose = Exclude<Field['purpose'], 'alt' | 'keyword'>

/**
 * Fields of one kind: `headline` and `headline_*` strings of 1.x, the `headlines` array of 2.x and 3.x. What stands
 * for the body of a picture is its alternative text, as Superdesk writes it.
 */
function fields(node: Node, kind: Purpose, plural: string): Field[] {
  const role = roleOf(kind, node)
  const purpose = kind === 'body' && STILL.includes(stringAt(node, 'type') ?? '') ? 'alt' : kind
  const found: Field[] = []
  for (const [key, value] of members(node)) {
    const isField = key.startsWith(`${kind}_`) || (key === 'headline' && kind === 'headline')
    if (!isField || value.type !== 'string') continue
    const markup = markupOf(key, value)
    if (markup !== undefined) found.push({ purpose, markup, role, node: value, counted: node })
  }
  for (const entry of elements(member(node, plural))) {
    const value = member(entry, 'value')
    if (value?.type !== 'string') continue
    const type =
      stringAt(entry, 'contentType') ?? stringAt(entry, 'contenttype') ?? stringAt(entry, 'role') ?? ''
    const markup = markupOf(type, value)
    if (markup !== undefined) found.push({ purpose, markup, role, node: value, counted: entry })
  }
  return found
}

function keywords(node: Node): Field[] {
  const strings = elements(member(node, 'keywords')).filter(({ type }) => type === 'string')
  const keyword = { purpose: 'keyword', markup: 'text', role: 'keyword', counted: node } as const
  return strings.map((value) => ({ ...keyword, node: value }))
}

function roleOf(purpose: Purpose, item: Node): Role {
  switch (purpose) {
    case 'headline':
      return 'headline'
    case 'description':
      return isPictured(item) ? 'caption' : 'standfirst'
    case 'body':
      return 'paragraph'
    default:
      return purpose satisfies never
  }
}

/** By media type or, in 1.x, by the field's name. A serialised editor state (`body_json`) is not copy. */
function markupOf(type: string, value: Node): Field['markup'] | undefined {
  if (/json/iu.test(type)) return undefined
  if (/html|richtext|xml/iu.test(type)) return 'html'
  if (/text/iu.test(type)) return 'text'
  return /<\/?(?:p|br|div|h[1-6]|[uo]l|b|i|em|strong|a)(?:\s[^<>]*)?\/?>/iu.test(value.value)
    ? 'html'
    : 'text'
}

/** An object by name in 1.x, an array in 2.x and 3.x. */
function associations(node: Node): Node[] {
  const value = member(node, 'associations')
  const all = value?.type === 'object' ? members(value).map(([, item]) => item) : elements(value)
  return all.filter((item) => item.type === 'object' && !isOriginal(item))
}

export const isOriginal = (item: Node): boolean =>
  stringAt(item, 'name') === ORIGINAL.name && stringAt(item, 'rel') === ORIGINAL.rel

/** An associated item in another language is not ours to translate from this one. */
function isSameLanguage(claimed: string | undefined, locale: string): boolean {
  const primary = (tag: string) => tag.split(/[-_]/u)[0]?.toLowerCase()
  return claimed === undefined || claimed.trim() === '' || primary(claimed) === primary(locale)
}
