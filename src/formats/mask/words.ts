import { type Code, type Content, MARKER } from '../../article/content.ts'
import type { Role } from '../../article/unit.ts'
import type { Span } from '../offsets.ts'
import { contentBuilder } from '../splice.ts'
import type { Mask } from './mask.ts'
import { maskTemplates } from './scan.ts'

/**
 * Words in the attributes of a shortcode or tag (`{{< figure alt="…" caption="…" >}}`) are units of their own. Which
 * attributes of which shortcodes hold words the newsroom says: `figure.title`, `*.alt`.
 */
export interface MaskWords extends Span {
  readonly role: Extract<Role, 'alt' | 'caption' | 'title'>
  readonly content: Content
  /** The shortcode that they stand in. */
  readonly mask: Mask
  /** The value as it is written, when it says what these words and codes say. */
  write(content: Content): string
}

/** @param known `name.attribute`; `*` is any name. */
export function wordsIn(source: string, masks: readonly Mask[], known: readonly string[]): MaskWords[] {
  if (masks.length === 0 || known.length === 0) return []
  return masks.filter(({ code }) => !WORDLESS.has(code)).flatMap((mask) => wordsOf(source, mask, known))
}

const WORDLESS: ReadonlySet<Mask['code']> = new Set(['comment', 'math', 'mark', 'jsx'])

const ATTRIBUTE =
  /(?<![\w.-])([A-Za-z][\w-]*)\s*[=:]\s*(?:"((?:[^"\\]|\\[\s\S])*)"|`([^`]*)`|'((?:[^'\\]|\\[\s\S])*)')/g

function wordsOf(source: string, mask: Mask, known: readonly string[]): MaskWords[] {
  const head = source.slice(mask.start, mask.headEnd)
  const isShown = mask.code === 'code' && mask.headEnd === mask.end
  if (isShown) return []
  return [...head.matchAll(ATTRIBUTE)].flatMap(({ 0: whole, 1: name = '', index, ...groups }) => {
    if (!known.includes(`*.${name}`) && !known.includes(`${mask.name}.${name}`)) return []
    const value = groups[2] ?? groups[3] ?? groups[4] ?? ''
    const end = mask.start + index + whole.length - 1
    const quote = whole.at(-1)!
    const style =
      head.startsWith('{{') || head.startsWith('{%') ? styles.template(quote) : styles.wordpress(quote)
    const content = valueContent(style.read(value), true)
    if (!/\p{L}/u.test(content.text)) return []
    return [{ start: end - value.length, end, role: roleOf(name), content, mask, write: writer(style) }]
  })
}

const roleOf = (name: string): MaskWords['role'] =>
  name === 'alt' ? 'alt' : name.endsWith('caption') ? 'caption' : 'title'

/** How a value is written between its quotes, where only the quote itself and what escapes it mean something. */
interface Style {
  read(value: string): string
  text(words: string): string
  code(raw: string): string
}

const styles = {
  template(quote: string): Style {
    if (quote === '`') return { read: same, text: (words) => words.replaceAll('`', '’'), code: same }
    const write = (text: string) => text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`)
    return { read: (value) => value.replace(/\\(["'\\])/g, '$1'), text: write, code: write }
  },
  wordpress(quote: string): Style {
    const reference = quote === '"' ? '&quot;' : '&#39;'
    const write = (text: string) => text.replaceAll(quote, reference)
    return {
      read: (value) => value.replaceAll(reference, quote),
      text: (words) => write(words).replaceAll('[', '&#91;').replaceAll(']', '&#93;'),
      code: write,
    }
  },
}

const same = (text: string): string => text

const writer =
  (style: Style) =>
  ({ text, codes }: Content): string =>
    text
      .split(MARKER)
      .map((words, nth) => style.text(words.replace(/\s+/g, ' ')) + style.code(codes[nth]?.raw ?? ''))
      .join('')

/** A value in which templates are codes; and HTML tags too, where the value is to become HTML. */
export function valueContent(value: string, hasTags: boolean): Content {
  const { text, masks } = maskTemplates(value, 'value')
  const tags = hasTags
    ? [...text.matchAll(TAG)].map(({ 0: tag, index }) => ({ start: index, end: index + tag.length }))
    : []
  const spans = [...masks.filter((mask) => !tags.some((tag) => covers(tag, mask))), ...tags]
  const builder = contentBuilder(value)
  let at = 0
  for (const [nth, { start, end }] of spans.toSorted((a, b) => a.start - b.start).entries()) {
    builder.text(value.slice(at, start), at, start)
    builder.code(codeOf(nth + 1), start, end)
    at = end
  }
  builder.text(value.slice(at), at, value.length)
  return builder.build().content
}

const TAG = /<\/?[A-Za-z][^<>]*>/g
const covers = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end

const codeOf = (id: number): Omit<Code, 'raw'> => ({
  kind: 'alone',
  id,
  name: 'var',
  canDelete: false,
  canCopy: false,
})
