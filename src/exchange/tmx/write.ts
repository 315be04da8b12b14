import { type Code, type Content, MARKER } from '../../article/content.ts'
import { toNotation } from '../../segment/notation.ts'
import { carriedHash, contentOf } from '../carried-text.ts'
import type { Bundle, BundledSegment, BundledTarget } from '../exchange.ts'
import { attributes, escapeText } from '../xml/text.ts'
import { PROPS } from './props.ts'

/** TMX 1.4b. Only what is translated, and not what a person has rejected: a memory offers its words to others. */
export async function* writeTmx({ sourceLocale, locale, articles }: Bundle): AsyncGenerator<string> {
  yield head(sourceLocale)
  for await (const { id, segments } of articles)
    for (const segment of segments) {
      const { target } = segment
      if (target !== undefined && target.state !== 'rejected')
        yield unit(id, segment, target, [sourceLocale, locale])
    }
  yield '  </body>\n</tmx>\n'
}

/** The version of the tool is that of what it writes: the same sentences are the same file. */
const head = (srclang: string): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n',
    `  <header${attributes({
      creationtool: 'Dragoman',
      creationtoolversion: '1',
      segtype: 'sentence',
      'o-tmf': 'dragoman',
      adminlang: 'en',
      srclang,
      datatype: 'plaintext',
    })}/>\n  <body>\n`,
  ].join('')

function unit(
  article: string,
  { key, source, notes }: BundledSegment,
  { text, state }: BundledTarget,
  [sourceLocale, locale]: readonly [string, string],
): string {
  const prop = (type: string, value: string) =>
    `      <prop${attributes({ type })}>${escapeText(value)}</prop>\n`
  const variant = (lang: string, content: Content) =>
    `      <tuv${attributes({ 'xml:lang': lang })}><seg>${printInline(content)}</seg></tuv>\n`
  return [
    '    <tu>\n',
    ...notes.map((note) => `      <note>${escapeText(`${note.kind}: ${note.text}`)}</note>\n`),
    prop(PROPS.article, article),
    prop(PROPS.key, key),
    prop(PROPS.state, state),
    prop(PROPS.exported, carriedHash(text)),
    variant(sourceLocale, source),
    variant(locale, contentOf(text)),
    '    </tu>\n',
  ].join('')
}

/**
 * `<bpt>` and `<ept>` for a pair, `<it>` for half of one, `<ph>` for what stands alone, each with our tag as its content; `x`
 * joins those of source and target, `i` the halves of a pair.
 */
function printInline({ text, codes }: Content): string {
  const halves = halvesOf(codes)
  let nth = 0
  return text
    .split(new RegExp(`(${MARKER})`))
    .map((piece) => {
      if (piece !== MARKER) return escapeText(piece)
      const code = codes[nth]!
      return printCode(code, halves.get(nth++))
    })
    .join('')
}

function printCode(code: Code, pair: number | undefined): string {
  const data = escapeText(toNotation({ text: MARKER, codes: [code] }))
  const x = String(code.id)
  if (code.kind === 'alone') return `<ph${attributes({ x })}>${data}</ph>`
  if (pair === undefined)
    return `<it${attributes({ pos: code.kind === 'open' ? 'begin' : 'end', x })}>${data}</it>`
  const i = String(pair)
  return code.kind === 'open'
    ? `<bpt${attributes({ i, x })}>${data}</bpt>`
    : `<ept${attributes({ i })}>${data}</ept>`
}

/** By the index of either half, the number of its pair in the segment. Pairs may cross each other. */
function halvesOf(codes: readonly Code[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open = new Map<string, number[]>()
  let count = 0
  for (const [at, { kind, name, id }] of codes.entries()) {
    const key = `${name}${id}`
    if (kind === 'open') open.set(key, [...(open.get(key) ?? []), at])
    const start = kind === 'close' ? open.get(key)?.pop() : undefined
    if (start === undefined) continue
    pairs.set(start, ++count)
    pairs.set(at, count)
  }
  return pairs
}
