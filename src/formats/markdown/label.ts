import type { Code } from '../../article/content.ts'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Edit } from '../splice.ts'
import type { LabelPlace, Outline } from './blocks.ts'
import { renderTokens } from './render.ts'
import type { Token } from './token.ts'

/** The visible label as a paragraph of its own, emphasised; and the “Updated:” line in the edition's words. */
export function furnitureEdits(
  source: string,
  outline: Outline,
  disclosure: Disclosure,
  mdx: boolean,
  eol: string,
): Edit[] {
  const label = labelLine(disclosure, mdx)
  const [present, ...more] = outline.labels
  const inserted = outline.hasHtmlLabel ? [] : [insertion(source, outline.labelPlace, label, eol)]
  return [
    ...(present === undefined ? inserted : [{ start: present.start, end: present.end, text: label }]),
    ...more.map(({ start, end }) => ({ start, end, text: '' })),
    ...outline.updated.flatMap(({ start, end, line }) => {
      const written = disclosure.updatedLine(line)
      const text = written === undefined ? undefined : plainParagraph(written, mdx)
      return text === undefined ? [] : [{ start, end, text }]
    }),
  ]
}

/** Every edition of a night says nearly the same, but for the address. */
function labelLine({ label, originalUrl, readOriginal }: Disclosure, mdx: boolean): string {
  if (originalUrl === undefined) return remembered(label, undefined, '', mdx)
  const url = inBrackets(originalUrl)
  // Only a mark of emphasis or code in it changes how the words beside it are escaped.
  if (/[*_~`]/.test(url)) return renderLabel(label, readOriginal, url, mdx)
  return `${remembered(label, readOriginal, '', mdx).slice(0, -1)}${url})`
}

const LABELS_KEPT = 200
const labels = new Map<string, string>()

function remembered(...words: Parameters<typeof renderLabel>): string {
  const key = JSON.stringify(words)
  const known = labels.get(key) ?? renderLabel(...words)
  if (labels.size < LABELS_KEPT) labels.set(key, known)
  return known
}

function renderLabel(label: string, linkText: string | undefined, url: string, mdx: boolean): string {
  const tokens = [mark('open', 'em', '*'), text(label), mark('close', 'em', '*')]
  if (linkText !== undefined) {
    tokens.push(text(' '), mark('open', 'a', '['), text(linkText), mark('close', 'a', `](${url})`))
  }
  return renderTokens(tokens, { kind: 'paragraph', startsLine: true, mdx })
}

const plainParagraph = (line: string, mdx: boolean): string =>
  renderTokens([text(line)], { kind: 'paragraph', startsLine: true, mdx })

const text = (words: string): Token => ({ kind: 'text', text: words.replace(/\s+/g, ' ') })

function mark(kind: Code['kind'], name: string, raw: string): Token {
  return { kind: 'code', text: raw, code: { kind, id: 1, name, raw, canDelete: false, canCopy: false } }
}

const inBrackets = (url: string): string =>
  url.replace(
    /[\s<>()\\{}|]/g,
    (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  )

/** A paragraph has blank lines on both sides. */
function insertion(source: string, place: LabelPlace, line: string, eol: string): Edit {
  if (place.side === 'before') {
    const start = lineStart(source, place.offset)
    const above =
      start === 0 || /\n[ \t]*\r?\n$/.test(source.slice(Math.max(0, start - 200), start)) ? '' : eol
    return { start, end: start, text: above + line + eol + eol }
  }
  const end = lineEnd(source, place.offset)
  const next = source.slice(end).replace(/^\r?\n/, '')
  if (source.trim() === '') return { start: 0, end: 0, text: line + eol }
  if (next === '') {
    const gap = source.endsWith('\n') ? eol : eol + eol
    return { start: source.length, end: source.length, text: gap + line + eol }
  }
  const following = /^[ \t]*(?:\r?\n|$)/.test(next) ? '' : eol
  return { start: end, end, text: eol + eol + line + following }
}

const lineStart = (source: string, at: number): number => source.lastIndexOf('\n', at - 1) + 1

/** Before the line break, `\r` included. */
function lineEnd(source: string, at: number): number {
  const next = source.indexOf('\n', at)
  if (next === -1) return source.length
  return source[next - 1] === '\r' && next > at ? next - 1 : next
}
