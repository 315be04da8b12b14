import { type Node, type ParseError, parseTree } from 'jsonc-parser'
import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { type Content, MARKER, plain } from '../../article/content.ts'
import type { Role } from '../../article/unit.ts'
import { escapeText } from '../html/text.ts'
import type { PlacedUnit } from '../html/units.ts'

/**
 * WordPress keeps the attributes of a block as JSON in a comment before it, and some of them are words: those that the
 * block is drawn from (`wp:search {"label":"Search"}`), and those that stand in the page too, as plain text or as HTML.
 * The first are known by a list. The second are known by their twin, whose role and content they share, so that they are
 * bought once and say the same.
 * @see https://developer.wordpress.org/block-editor/explanations/architecture/key-concepts/#delimiters-and-parsing-expression-grammar
 */
export interface BlockString {
  /** `search.label`: the block and the last key. */
  readonly name: string
  readonly value: string
  /** Between the quotes, in the source. */
  readonly start: number
  readonly end: number
  readonly comment: { readonly start: number; readonly end: number }
  /** Is it what the editor of WordPress calls the block, which no reader sees? */
  readonly isForEditors: boolean
}

/** Deeper nesting is nobody's block, and the JSON parser is recursive. */
const DEEPEST = 50

const COMMENT = /^<!--\s*wp:([\w/-]+)\s+(?=\{)/

export function blockStrings(source: string, { sourceCodeLocation }: Tree.CommentNode): BlockString[] {
  if (!sourceCodeLocation) return []
  const { startOffset: start, endOffset: end } = sourceCodeLocation
  const comment = source.slice(start, end)
  const [head, block = ''] = COMMENT.exec(comment) ?? []
  if (head === undefined) return []
  const json = comment.slice(head.length, comment.lastIndexOf('}') + 1)
  if (depthOf(json) > DEEPEST) return []
  const errors: ParseError[] = []
  const root = parseTree(json, errors)
  if (root === undefined || errors.length > 0) return []
  const base = start + head.length
  return stringsOf(root, []).map(({ keys, node }) => ({
    name: `${block.replace(/^core\//, '')}.${keys.at(-1) ?? ''}`,
    value: node.value as string,
    start: base + node.offset + 1,
    end: base + node.offset + node.length - 1,
    comment: { start, end },
    isForEditors: keys[0] === 'metadata',
  }))
}

function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  for (const [bracket] of json.matchAll(/[{}[\]]/g)) {
    depth += bracket === '{' || bracket === '[' ? 1 : -1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function stringsOf(node: Node, keys: readonly string[]): { keys: readonly string[]; node: Node }[] {
  if (node.type === 'string') return [{ keys, node }]
  if (node.type !== 'property') return (node.children ?? []).flatMap((child) => stringsOf(child, keys))
  const [name, value] = node.children ?? []
  return value === undefined ? [] : stringsOf(value, [...keys, String(name?.value)])
}

/** What WordPress' own blocks say by their attributes alone. */
const SAID = new Set([
  ...[
    'search.label',
    'search.placeholder',
    'search.buttonText',
    'post-excerpt.moreText',
    'read-more.content',
  ],
  ...['navigation-link.label', 'navigation-submenu.label', 'home-link.label', 'social-link.label'],
  ...['more.customText', 'query-pagination-next.label', 'query-pagination-previous.label', 'cover.alt'],
  ...['post-navigation-link.label', 'comments-pagination-next.label', 'comments-pagination-previous.label'],
])

/** What the comments of blocks say: units, and strings that are none. */
interface Blocks {
  readonly units: readonly PlacedUnit[]
  readonly left: readonly BlockString[]
}

/** @param units of the page. @param known as configured for shortcodes: `*.caption`. */
export function readBlocks(
  source: string,
  strings: readonly BlockString[],
  units: readonly PlacedUnit[],
  known: readonly string[],
): Blocks {
  if (strings.length === 0) return { units: [], left: [] }
  const twins = new Map<string, PlacedUnit>()
  for (const unit of units) {
    twins.set(source.slice(unit.place.start, unit.place.end), unit)
    if (unit.content.codes.length === 0) twins.set(unit.content.text, unit)
  }
  const unitFor = (string: BlockString): PlacedUnit | undefined => {
    const { name, value } = string
    const twin = mayBeSetting(value) ? undefined : twins.get(value)
    if (twin !== undefined) {
      const isHtml = twin.content.codes.length > 0 || value !== twin.content.text
      return unitOf(string, twin.role, twin.content, isHtml)
    }
    const isSaid = SAID.has(name) || known.includes(name) || known.includes(`*.${name.replace(/^.*\./, '')}`)
    if (!isSaid || !/\p{L}/u.test(value) || /[<\uFFFC]/.test(value)) return undefined
    return unitOf(string, name.endsWith('.alt') ? 'alt' : 'title', plain(value), false)
  }
  const found = strings.map((string) => ({ string, unit: unitFor(string) }))
  return {
    units: found.flatMap(({ unit }) => unit ?? []),
    left: found.flatMap(({ string, unit }) => (unit === undefined ? [string] : [])),
  }
}

/** A word alone is more often a setting than a text: “center”, “wide”; and settings are ASCII. */
const mayBeSetting = (value: string): boolean => /^[!-~]*$/.test(value.trim())

function unitOf(
  { start, end, comment }: BlockString,
  role: Role,
  content: Content,
  isHtml: boolean,
): PlacedUnit {
  const written = isHtml ? escapeText : (text: string) => text
  const write = ({ text, codes }: Content) =>
    inJson(
      text
        .split(MARKER)
        .map((words, nth) => written(words) + (codes[nth]?.raw ?? ''))
        .join(''),
    )
  const map = { at: (position: number) => (position === 0 ? start : end) }
  return { role, content, place: { start, end, map, escape: written }, tag: { ...comment, write } }
}

/** As WordPress writes it, so that nothing in it ends the comment. */
const inJson = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\"/g, '\\u0022')
    .replace(/--/g, '\\u002d\\u002d')
    .replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
