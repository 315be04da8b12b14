import { isMap, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Edit } from '../splice.ts'
import { type FrontMatterBlock, LOCALE_KEYS } from './block.ts'
import { translationFacts } from './facts.ts'
import { keyName } from './yaml-parse.ts'
import { doubleQuote, newScalar } from './yaml-scalar.ts'

/** What an edition says of itself, as YAML keys. */
export interface YamlSite {
  readonly source: string
  readonly block: Omit<FrontMatterBlock, 'syntax'>
  /** Undefined: the block is there, but empty. */
  readonly root: YAMLMap | undefined
  readonly eol: string
}

/** Keys that are there are replaced where they stand; new ones go to the end of the block. */
export function disclosureEdits(site: YamlSite, disclosure: Disclosure): Edit[] {
  const present = new Map(
    (site.root?.items ?? []).map((pair) => [keyName(pair.key), pair as Pair<Node, Node>]),
  )
  const claims = LOCALE_KEYS.filter((key) => present.has(key))
  const entries = [
    ...(claims.length > 0 ? claims : ['lang']).map((key) => scalarEntry(key, disclosure.locale)),
    ...(disclosure.direction === 'rtl' || present.has('dir')
      ? [scalarEntry('dir', disclosure.direction)]
      : []),
    mapEntry('translation', translationFacts(disclosure).map(writtenFact)),
  ]
  return site.root?.flow === true
    ? flowEdits(site, site.root, present, entries)
    : blockEdits(site, present, entries)
}

/** A whole block, with fences, for an article that has none. */
export function newFrontMatter(disclosure: Disclosure, eol: string): string {
  const empty = { source: '', block: { start: 0, end: 0 }, root: undefined, eol }
  const lines = disclosureEdits(empty, disclosure).map((edit) => edit.text)
  return `---${eol}${lines.join('')}---${eol}${eol}`
}

interface Entry {
  readonly key: string
  /** What follows `key:`, line by line. */
  readonly block: readonly string[]
  readonly flow: () => string
}

const scalarEntry = (key: string, value: string): Entry => ({
  key,
  block: [` ${newScalar(value)}`],
  flow: () => doubleQuote(value),
})

const mapEntry = (key: string, facts: readonly (readonly [string, string])[]): Entry => ({
  key,
  block: ['', ...facts.map(([name, written]) => `  ${name}: ${written}`)],
  flow: () =>
    `{${facts.map(([name, written]) => `"${name}": ${written.startsWith('"') ? written : doubleQuote(written)}`).join(', ')}}`,
})

/** The label always stands in quotes: it is a sentence in any language. */
const writtenFact = ([name, value]: readonly [string, string]) =>
  [name, name === 'label' ? doubleQuote(value) : newScalar(value)] as const

function blockEdits(
  { source, block, root, eol }: YamlSite,
  present: ReadonlyMap<string | undefined, Pair<Node, Node>>,
  entries: readonly Entry[],
): Edit[] {
  const indent = root?.range ? indentBefore(source, block.start + root.range[0]) : ''
  const written = (entry: Entry) => `${entry.key}:${entry.block.join(eol + indent)}`
  return entries.map((entry) => {
    const pair = present.get(entry.key)
    if (pair !== undefined) return { ...pairSpan(source, block, pair), text: written(entry) }
    return { start: block.end, end: block.end, text: indent + written(entry) + eol }
  })
}

function flowEdits(
  { source, block }: YamlSite,
  root: YAMLMap,
  present: ReadonlyMap<string | undefined, Pair<Node, Node>>,
  entries: readonly Entry[],
): Edit[] {
  const brace = source.lastIndexOf('}', block.start + (root.range?.[1] ?? 0))
  const inside = source.slice(0, brace).trimEnd()
  let comma = inside.endsWith(',') || inside.endsWith('{') ? '' : ', '
  return entries.map((entry) => {
    const text = `"${entry.key}": ${entry.flow()}`
    const pair = present.get(entry.key)
    if (pair !== undefined) return { ...pairSpan(source, block, pair), text }
    const edit = { start: brace, end: brace, text: comma + text }
    comma = ', '
    return edit
  })
}

const indentBefore = (source: string, offset: number): string =>
  source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset)

/** From the key to the end of its value, without what follows: comment, blank lines. */
function pairSpan(
  source: string,
  block: YamlSite['block'],
  pair: Pair<Node, Node>,
): { start: number; end: number } {
  const start = block.start + (pair.key.range?.[0] ?? 0)
  const afterKey = source.indexOf(':', block.start + (pair.key.range?.[1] ?? 0)) + 1
  const valueEnd = block.start + endOf(pair.value)
  return { start, end: Math.max(afterKey, source.slice(0, valueEnd).trimEnd().length) }
}

/** A block map's own range takes in the comment behind its last value. */
function endOf(node: Node | null): number {
  const last = isMap(node) && node.flow !== true ? (node.items.at(-1)?.value as Node | null) : null
  return last?.range ? endOf(last) : (node?.range?.[1] ?? 0)
}
