import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { DragomanError } from '../../article/errors.ts'
import { attribute, classesOf } from './elements.ts'

/**
 * Simple CSS selectors, as configured for credits: `cite`, `.credit`, `#by`, `[itemprop=creditText]` and their
 * compounds (`p.credit`). No combinators: a credit is known by its own element.
 */
export type Matcher = (element: Tree.Element, classes?: readonly string[]) => boolean

/** @throws DragomanError CONFIG_INVALID */
export function selectorMatcher(selectors: readonly string[]): Matcher {
  const matchers = selectors.flatMap((selector) => selector.split(',')).map(compound)
  return (element, classes = classesOf(element)) => matchers.some((matches) => matches(element, classes))
}

const SIMPLE =
  /(?<tag>[a-z][\w-]*|\*)|\.(?<class>[\w-]+)|#(?<id>[\w-]+)|\[\s*(?<name>[\w:-]+)\s*(?:(?<op>~?=)\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\]"'\s]+))\s*)?\]/iuy

type Simple = (element: Tree.Element, classes: readonly string[]) => boolean

function compound(selector: string): Simple {
  const text = selector.trim()
  const parts: Simple[] = []
  SIMPLE.lastIndex = 0
  while (SIMPLE.lastIndex < text.length) {
    const at = SIMPLE.lastIndex
    const groups = SIMPLE.exec(text)?.groups
    if (groups === undefined || (groups['tag'] !== undefined && at > 0)) throw invalid(selector)
    parts.push(simple(groups))
  }
  if (parts.length === 0) throw invalid(selector)
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return (element, classes) => parts.every((matches) => matches(element, classes))
}

function simple(groups: Readonly<Record<string, string | undefined>>): Simple {
  const { tag, class: className, id, name, op } = groups
  if (tag !== undefined) return (element) => tag === '*' || element.tagName === tag.toLowerCase()
  if (className !== undefined) return (_, classes) => classes.includes(className)
  if (id !== undefined) return (element) => attribute(element, 'id') === id
  const wanted = groups['double'] ?? groups['single'] ?? groups['bare'] ?? ''
  const attributeName = (name ?? '').toLowerCase()
  return (element) => {
    const value = attribute(element, attributeName)
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
