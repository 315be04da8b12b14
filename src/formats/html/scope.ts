import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Role } from '../../article/unit.ts'
import { attribute } from './elements.ts'

/** What an element inherits: whether its words are ours to translate, and what they are. */
export interface Scope {
  /** `translate`, inherited and overridden as HTML says. */
  readonly translate: boolean
  /** Is it in the article's own language? */
  readonly isNative: boolean
  /** The atomic code that it is inside of: only attributes are read there, and text that is words by itself. */
  readonly cover: Cover | undefined
  readonly role: Role
  readonly block: Tree.Element | undefined
}

interface Cover {
  readonly element: Tree.Element
  readonly hasWords: boolean
}

export const OUTERMOST: Scope = {
  translate: true,
  isNative: true,
  cover: undefined,
  role: 'paragraph',
  block: undefined,
}

export const isTranslatable = (scope: Scope): boolean => scope.translate && scope.isNative

/** @param locale the article's language. */
export function innerScope(
  element: Tree.Element,
  classes: readonly string[],
  outer: Scope,
  locale: string,
): Scope {
  if (element.attrs.length === 0) return outer
  const translate = translateOf(element, classes)
  const language = languageAttribute(element)
  if (translate === undefined && language === undefined) return outer
  return {
    ...outer,
    translate: translate ?? outer.translate,
    isNative: language === undefined ? outer.isNative : primary(language) === primary(locale),
  }
}

/** @see https://html.spec.whatwg.org/multipage/dom.html#the-translate-attribute */
function translateOf(element: Tree.Element, classes: readonly string[]): boolean | undefined {
  const value = attribute(element, 'translate')?.toLowerCase()
  if (value === 'yes' || value === '') return true
  return value === 'no' || classes.includes('notranslate') ? false : undefined
}

/** As written; nothing when empty, which says “unknown”. */
export function languageAttribute(element: Tree.Element): string | undefined {
  const value = attribute(element, 'lang') ?? attribute(element, 'xml:lang')
  return value?.trim() || undefined
}

const primary = (tag: string) => tag.trim().split(/[-_]/u)[0]?.toLowerCase()

/** @param isHeadline is it the first `<h1>`? */
export function roleOf(
  element: Tree.Element,
  classes: readonly string[],
  inherited: Role,
  isHeadline: boolean,
): Role {
  if (isHeadline) return 'headline'
  if (isStandfirst(element, classes)) return 'standfirst'
  const byTag = ROLES.get(element.tagName)
  if (byTag !== undefined) return byTag
  for (const name of classes) {
    const role = CLASS_ROLES.get(name)
    if (role !== undefined) return role
  }
  return inherited
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ['title', 'title'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, 'heading'] as const),
  ['figcaption', 'caption'],
  ['caption', 'caption'],
  ['li', 'list-item'],
  ['td', 'table-cell'],
  ['th', 'table-cell'],
  ['blockquote', 'quote'],
  ['article', 'paragraph'],
])

const CLASS_ROLES: ReadonlyMap<string, Role> = new Map([
  ['pullquote', 'quote'],
  ['pull-quote', 'quote'],
  ['live-updates', 'live-updates'],
])

export function isStandfirst(element: Tree.Element, classes: readonly string[]): boolean {
  if (element.attrs.length === 0) return false
  const itemprop = attribute(element, 'itemprop')
  return (
    itemprop === 'description' ||
    itemprop === 'alternativeHeadline' ||
    classes.some((name) => STANDFIRST.has(name))
  )
}
const STANDFIRST = new Set(['standfirst', 'dek', 'subtitle'])
