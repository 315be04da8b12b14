import type { Code } from '../../article/content.ts'
import { isElement } from '../html/elements.ts'
import { parsePiece } from '../html/parse.ts'
import { addressesOf } from './html-frame.ts'

/**
 * What of an inline code a reader gets: which element it is, where it leads, what it shows. Of HTML not class names, ids and
 * styles; of emphasis in Markdown not which mark it is written with.
 */
export function codeFrame({ kind, name, raw }: Code): string {
  if (raw.startsWith('<!--') || name === 'attr' || name === 'comment') return ''
  if (name === 'br' || /^[*_~]+$/.test(raw) || raw.startsWith('</')) return `${kind} ${name}`
  const [element] = raw.startsWith('<') ? parsePiece(raw).childNodes.filter(isElement) : []
  if (element === undefined || !OF_HTML.has(element.tagName)) return `${kind} ${raw}`
  return [kind, element.tagName, ...addressesOf(element), ...inner(raw)].join(' ')
}

/** All that an element holds which is one code: its markup may be a drawing, a film, a credit. */
const inner = (raw: string): readonly string[] => {
  const start = raw.indexOf('>') + 1
  return start === 0 || start >= raw.length ? [] : [raw.slice(start)]
}

/** Others have a meaning that only their newsroom knows, and all their attributes may count. */
const OF_HTML = new Set(
  `a abbr acronym area audio b bdi bdo big br button canvas cite code data datalist del dfn em embed font i iframe img
  input ins kbd label map mark math meter nobr object output picture progress q rp rt ruby s samp select small span
  strike strong sub sup svg textarea time tt u var video wbr`.split(/\s+/u),
)
