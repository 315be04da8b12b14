import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { DragomanError } from '../article/errors.ts'
import { attribute, classesOf } from './html-elements.ts'

/**
 * Simple CSS selectors, as configured for credits: `cite`, `.credit`, `#by`, `[itemprop=creditText]` and their
 * compounds (`p.credit`). No combinators: a credit is known by its own element.
 */
export type Matcher = (element: Tree.Element) => boolean

/** @throws DragomanError CONFIG_INVALID */
export function selectorMatcher(selectors: readonly string[]): Matcher {
  const matchers = selectors.flatMap((selector) => selector.split(',')).map(compound)
  return (element) => matchers.some((matches) => matches(element))
}

const SIMPLE =
  /(?<tag>[a-z][\w-]*|\*)|\.(?<class>[\w-]+)|#(?<id>[\w-]+)|\[\s*(?<name>[\w:-]+)\s*(?:(?<op>~?=)\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\]"'\s]+))\s*)?\]/iuy

function compound(selector: string): Matcher {
  const text = selector.trim()
  const parts: Matcher[] = []
  SIMPLE.lastIndex = 0
  while (SIMPLE.lastIndex < text.length) {
    const at = SIMPLE.lastIndex
    const groups = SIMPLE.exec(text)?.groups
    if (groups === undefined || (groups['tag'] !== undefined && at > 0)) throw invalid(selector)
    parts.push(simple(groups))
  }
  if (parts.length === 0) throw invalid(selector)
  return (element) => parts.every((matches) => matches(element))
}

function simple(groups: Readonly<Record<string, string | undefined>>): Matcher {
  const { tag, class: className, id, name, op } = groups
  if (tag !== undefined) return (element) => tag === '*' || element.tagName === tag.toLowerCase()
  if (className !== undefined) return (element) => classesOf(element).includes(className)
  if (id !== undefined) return (element) => attribute(element, 'id') === id
  const wanted = groups['double'] ?? groups['single'] ?? groups['bare'] ?? ''
  return (element) => {
    const value = attribute(element, (name ?? '').toLowerCase())
    if (value === undefined) return false
    if (op === '=') return value === wanted
    return op === undefined || value.split(/\s+/u).includes(wanted)
  }
}

const invalid = (selector: string) =>
  new DragomanError('CONFIG_INVALID', `credits: “${selector}” is not a simple selector.`, {
    place: 'credits',
    fix: 'Write a tag, .class, #id, [attribute] or [attribute=value], or several of them without spaces.',
  })
