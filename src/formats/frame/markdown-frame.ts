import type { Nodes, Root } from 'mdast'
import type { Mask } from '../mask/mask.ts'

/**
 * What readers get of Markdown beside the words of its units: how it is divided, where it leads, what it shows, code. Blocks
 * of HTML at the top are the HTML format's; paragraphs and emphasis are seen in the units.
 */
export function markdownFrame(root: Root, source: string, masks: readonly Mask[]): readonly string[] {
  const frame: string[] = []
  const pending: Nodes[] = root.children.filter(({ type }) => type !== 'html').toReversed()
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    frame.push(...frameOf(node))
    if ('children' in node) pending.push(...node.children.toReversed())
  }
  const shown = masks.filter(({ code }) => code !== 'attr' && code !== 'comment')
  return [...frame, ...shown.map(({ start, end }) => source.slice(start, end))]
}

function frameOf(node: Nodes): readonly string[] {
  switch (node.type) {
    case 'heading':
      return [`heading ${node.depth}`]
    case 'list':
      return [node.ordered ? 'ordered list' : 'list']
    case 'blockquote':
    case 'table':
      return [node.type]
    case 'code':
    case 'html':
      return [`${node.type} ${node.value}`]
    case 'link':
    case 'image':
      return [`${node.type} ${node.url}`]
    case 'definition':
      return [`definition ${node.identifier} ${node.url}`]
    default:
      return []
  }
}
