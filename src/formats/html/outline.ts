import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { classesOf, isElement, isText, standingOf } from './elements.ts'
import { isOurLabel } from './label.ts'

/** What stands inside an inline element, or inside inline elements in it. */
export type Inside =
  /** A block (`<a><h2>…</h2></a>`): text breaks there as at a block. */
  | 'block'
  | 'text'
  /** Nothing to read: the element is one code. */
  | 'nothing'

/** Looks into inline elements, the outermost first. Linear over a page, and no deeper than its own stack. */
export function insideInlines(): (inline: Tree.Element) => Inside {
  const known = new Map<Tree.Element, Inside>()
  return (inline) => {
    const inside = known.get(inline) ?? insideFlat(inline)
    if (inside !== undefined) return inside
    look(inline, known)
    return known.get(inline) ?? 'nothing'
  }
}

/** Most hold no element; undefined of one that does. */
function insideFlat({ childNodes }: Tree.Element): Inside | undefined {
  if (childNodes.some(isElement)) return undefined
  return childNodes.some(isText) ? 'text' : 'nothing'
}

function look(outermost: Tree.Element, known: Map<Tree.Element, Inside>) {
  const pending = [outermost]
  known.set(outermost, 'nothing')
  for (let inline = pending.pop(); inline !== undefined; inline = pending.pop()) {
    for (const child of inline.childNodes) {
      if (isText(child)) mark(inline, 'text', known)
      if (!isElement(child)) continue
      const standing = standingOf(child)
      if (standing === 'inline') {
        known.set(child, 'nothing')
        pending.push(child)
      }
      const breaks = standing === 'block' || standing === 'sealed' || isOurLabel(child, classesOf(child))
      if (breaks) mark(inline, 'block', known)
    }
  }
}

/** Marks an inline element and those round it. A block counts for more than text. */
function mark(inline: Tree.Element, inside: 'block' | 'text', known: Map<Tree.Element, Inside>) {
  let at: Tree.ParentNode | null = inline
  while (at !== null && isElement(at)) {
    const before = known.get(at)
    if (before === undefined || before === inside || before === 'block') return
    known.set(at, inside)
    at = at.parentNode
  }
}
