import type { Found } from './notations.ts'

/**
 * Marks that give a line of Markdown its meaning, so that it may not run into the next: admonitions (`:::tip`,
 * `!!! note`), alerts (`> [!NOTE]`), the definition under a term (`: …`); and attribute lists.
 * @see https://docusaurus.io/docs/markdown-features/admonitions · https://python-markdown.github.io/extensions/admonition/
 * @see https://kramdown.gettalong.org/syntax.html#block-ials · https://michelf.ca/projects/php-markdown/extra/#def-list
 */
export function lineMark(source: string, at: number): readonly Found[] {
  switch (source[at]) {
    case ':':
      return source.startsWith(':::', at) ? container(source, at) : definition(source, at)
    case '!':
    case '?':
      return admonition(source, at)
    case '[':
      return alert(source, at)
    default:
      return []
  }
}

/** `:::tip`, `:::tip[Title]`, `::: details Title`, `::: {.note}`, `:::`. */
function container(source: string, at: number): readonly Found[] {
  const line = lineFrom(source, at)
  const [head = '', bracket] =
    /^:{3,}[ \t]*(?:\{[^{}]*\}|[A-Za-z][\w-]*(?:[ \t]*\{[^{}]*\})?(\[)?)?[ \t]*/.exec(line) ?? []
  if (head === '') return []
  const close = bracket === undefined ? -1 : line.lastIndexOf(']')
  return close < head.length
    ? [mark(at + head.length, 'whole')]
    : [mark(at + head.length, 'whole'), mark(at + line.length, 'whole', at + close)]
}

/** `!!! note "Title"`, with an indented body. */
function admonition(source: string, at: number): readonly Found[] {
  const line = lineFrom(source, at)
  const [head = '', quote] =
    /^(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t]+[a-z][\w-]*)*[ \t]*(")?/.exec(line) ?? []
  const isFollowed = /^\r?\n(?:[ \t]*\r?\n)?(?: {4}|\t)/.test(
    source.slice(at + line.length, at + line.length + 200),
  )
  if (head === '' || !isFollowed) return []
  const close = quote === undefined ? -1 : line.lastIndexOf('"')
  if (quote === undefined && line.slice(head.length).trim() !== '') return []
  return close < head.length
    ? [mark(at + head.length, 'whole')]
    : [mark(at + head.length, 'whole'), mark(at + line.length, 'whole', at + close)]
}

/** `> [!NOTE]`, also with a title behind it. */
function alert(source: string, at: number): readonly Found[] {
  if (!/(?:^|\n)[ \t>]*>[ \t]*$/.test(source.slice(Math.max(0, at - 80), at))) return []
  const [head] = /^\[![A-Za-z][\w-]*\][-+]?[ \t]*/.exec(lineFrom(source, at)) ?? []
  return head === undefined ? [] : [mark(at + head.length, 'whole')]
}

/** `: …` under its term, or under a blank line below it. */
function definition(source: string, at: number): readonly Found[] {
  const [head] = /^:[ \t]{1,3}(?=\S)/.exec(lineFrom(source, at)) ?? []
  const hasTerm = /\S[ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]{0,3}$/.test(source.slice(Math.max(0, at - 80), at))
  return head === undefined || !hasTerm ? [] : [mark(at + head.length, 'begins')]
}

/** Longer than any line of marks. */
const LONGEST = 1000

function lineFrom(source: string, at: number): string {
  const near = source.slice(at, at + LONGEST)
  return near.slice(0, /\r?\n/.exec(near)?.index ?? near.length)
}

/** More than one may stand in a line: each says where it begins. */
export interface Placed extends Found {
  readonly start?: number
}

const mark = (end: number, line: 'whole' | 'begins', start?: number): Placed => ({
  end,
  name: '',
  side: 'alone',
  code: 'mark',
  headEnd: end,
  line,
  ...(start === undefined ? {} : { start }),
})

const LIST =
  /\{(?::[^{}\n]*|[#.][A-Za-z_][^{}\n]*|[A-Za-z][\w-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)[^{}\n]*)\}/y

/** `{#the-water}`, `{.wide}`, `{: .note}`, `{:target="_blank"}`, `{width=50%}`. */
export function attributeList(source: string, at: number): Found | undefined {
  LIST.lastIndex = at
  const list = LIST.exec(source)?.[0]
  if (list === undefined) return undefined
  const end = at + list.length
  return { end, name: '', side: 'alone', code: 'attr', headEnd: end }
}
