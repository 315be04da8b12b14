import { parseFragment } from 'parse5'
import { attribute, classesOf, isElement, type Standing, standingOf } from '../html/elements.ts'
import type { Matcher } from '../html/selectors.ts'

/** Inline HTML (and JSX) tags in Markdown, told apart by their own bytes: a paragraph is never parsed twice. */

export interface Tag {
  readonly kind: 'open' | 'close' | 'alone'
  /** As written; '' for comments, declarations and expressions. */
  readonly name: string
}

export function tagOf(raw: string): Tag {
  const [, slash, name = ''] = /^<(\/?)([A-Za-z][\w.:-]*)/.exec(raw) ?? []
  if (name === '') return { kind: 'alone', name: raw === '<>' || raw === '</>' ? 'fragment' : '' }
  if (slash === '/') return { kind: 'close', name }
  return { kind: raw.endsWith('/>') || VOID.has(name.toLowerCase()) ? 'alone' : 'open', name }
}

const VOID = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'source', 'track', 'wbr'])

/** A code's name: letters only. */
export const codeNameOf = (tag: Tag): string => tag.name.toLowerCase().replace(/[^a-z]/g, '') || 'x'

/** For each tag the place of its partner in the list; tags without one, or crossing others, have none. */
export function pairTags(tags: readonly Tag[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>()
  const open: number[] = []
  const waiting = new Map<string, number>()
  tags.forEach(({ kind, name }, at) => {
    if (kind === 'open') {
      open.push(at)
      waiting.set(name, (waiting.get(name) ?? 0) + 1)
    }
    if (kind !== 'close' || !waiting.get(name)) return
    for (let from = open.pop(); from !== undefined; from = open.pop()) {
      const candidate = tags[from]?.name ?? ''
      waiting.set(candidate, (waiting.get(candidate) ?? 1) - 1)
      if (candidate !== name) continue
      partners.set(from, at).set(at, from)
      return
    }
  })
  return partners
}

/** Does an element that opens with this tag keep its words: code, `translate="no"`, a credit? */
export function keepsItsWords(raw: string, isCredit: Matcher): boolean {
  const element = parseFragment(raw).childNodes[0]
  if (element === undefined || !isElement(element)) return false
  return (
    SEALED.has(standingOf(element)) ||
    attribute(element, 'translate')?.toLowerCase() === 'no' ||
    classesOf(element).includes('notranslate') ||
    isCredit(element)
  )
}

const SEALED: ReadonlySet<string> = new Set<Standing>(['atomic', 'sealed', 'invisible'])
