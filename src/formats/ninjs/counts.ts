import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { member } from '../json/json.ts'
import type { Edit } from '../splice.ts'
import type { Field } from './item.ts'

/** Character and word counts go stale with the text they count; they are counted anew in the edition's language. */
export function countEdits(counted: Field, text: string, locale: string): Edit[] {
  const readable = (between: string) => (counted.markup === 'html' ? htmlText(text, between) : text)
  const counts = {
    charcount: () => [...readable('')].length,
    wordcount: () => words(readable(' '), locale),
  }
  return ['charcount', 'charCount', 'wordcount', 'wordCount'].flatMap((key) => {
    const node = member(counted.counted, key)
    if (node?.type !== 'number') return []
    const count = counts[key.toLowerCase() as keyof typeof counts]()
    if (node.value === count) return []
    return [{ start: node.offset, end: node.offset + node.length, text: String(count) }]
  })
}

/** Unicode code points are characters; words are what CLDR calls word-like. */
function words(text: string, locale: string): number {
  let count = 0
  for (const { isWordLike } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    if (isWordLike) count++
  }
  return count
}

/** What a reader reads, `between` its blocks; figure captions do not count. */
function htmlText(markup: string, between: string): string {
  let text = ''
  const waiting: DefaultTreeAdapterTypes.Node[] = [parseFragment(markup)]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeName === '#text') text += (node as DefaultTreeAdapterTypes.TextNode).value
    else if ('childNodes' in node && !UNREAD.has(node.nodeName)) {
      if (BLOCK.test(node.nodeName)) text += between
      for (const child of node.childNodes.toReversed()) waiting.push(child)
    }
  }
  return text
}

const UNREAD = new Set(['script', 'style', 'figcaption'])
const BLOCK = /^(?:p|div|section|blockquote|[uo]l|li|h[1-6]|t[rdh]|br|hr|figure|d[td])$/u
