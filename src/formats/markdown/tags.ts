import { parseFragment } from 'parse5'
import {
  attribute,
  classesOf,
  hasReadableAttributes,
  isElement,
  type Standing,
  standingOf,
} from '../html/elements.ts'
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

/** What is words inside an element that is one code in the text around it. */
export type Seal =
  /** Nothing: code, a credit. */
  | 'nothing'
  /** The attributes of the tags in it: a picture, a frame. */
  | 'attributes'
  /** The elements in it that say so: `translate="no"`. */
  | 'reopened'
  /** All of it, by itself: `<noscript>`. */
  | 'all'

/** Undefined of an element whose words belong to the text around it. */
export function sealOf(raw: string, isCredit: Matcher): Seal | undefined {
  const element = parseFragment(raw).childNodes[0]
  if (element === undefined || !isElement(element)) return undefined
  if (isCredit(element)) return 'nothing'
  const isClosed =
    attribute(element, 'translate')?.toLowerCase() === 'no' || classesOf(element).includes('notranslate')
  if (isClosed) return 'reopened'
  if (element.tagName === 'noscript') return 'all'
  if (!SEALED.has(standingOf(element))) return undefined
  return hasReadableAttributes(element) ? 'attributes' : 'nothing'
}

/** Does this tag say that the words in its element are to be translated? */
export const reopens = (raw: string): boolean => /\stranslate(?:\s*=\s*["']?(?:yes|["'])|[\s/>])/i.test(raw)

/** May one of its attributes hold words? Those of another language are not ours. */
export const mayHoldWords = (raw: string): boolean =>
  /[\s"'](?:alt|title|aria-label|placeholder|label|value)\s*=/i.test(raw) && !/[\s"']lang\s*=/i.test(raw)

const SEALED: ReadonlySet<string> = new Set<Standing>(['atomic', 'sealed', 'invisible'])
