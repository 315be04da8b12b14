import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { isElement, isText, standingOf } from './html-elements.ts'
import { isOurLabel } from './html-label.ts'

/** What stands inside inline elements, seen before they are walked. Linear, and no deeper than its own stack. */
export interface Outline {
  /** Inline elements round blocks (`<a><h2>…</h2></a>`): text breaks there as at a block. */
  readonly hasBlock: ReadonlySet<Tree.Element>
  /** The others stand round nothing to read, and are one code. */
  readonly hasText: ReadonlySet<Tree.Element>
}

export function outlineOf(root: Tree.ParentNode): Outline {
  const hasBlock = new Set<Tree.Element>()
  const hasText = new Set<Tree.Element>()
  const pending: Tree.ChildNode[] = [...root.childNodes]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isText(node)) markInline(node, hasText)
    if (!isElement(node)) continue
    const standing = standingOf(node)
    if (standing === 'block' || standing === 'sealed' || isOurLabel(node)) markInline(node, hasBlock)
    if (standing === 'block' || standing === 'inline')
      for (const child of node.childNodes) pending.push(child)
  }
  return { hasBlock, hasText }
}

/** Marks the inline elements round a node, up to the block that they are in. */
function markInline(node: Tree.ChildNode, marked: Set<Tree.Element>) {
  let parent = node.parentNode
  while (parent !== null && isElement(parent) && standingOf(parent) === 'inline' && !marked.has(parent)) {
    marked.add(parent)
    parent = parent.parentNode
  }
}
