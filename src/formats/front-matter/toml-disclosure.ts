import type { AST } from 'toml-eslint-parser'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Edit } from '../splice.ts'
import { type FrontMatterBlock, LOCALE_KEYS } from './block.ts'
import { translationFacts } from './facts.ts'
import { nameOf } from './toml-parse.ts'
import { basicString, writeTomlString } from './toml-string.ts'

/** What an edition says of itself, as TOML keys. */
export interface TomlSite {
  readonly source: string
  readonly block: FrontMatterBlock
  readonly root: AST.TOMLTopLevelTable
  readonly eol: string
}

type Definition = AST.TOMLKeyValue | AST.TOMLTable

/**
 * `lang` and `dir` are replaced where they stand; new ones go behind the last key that is in no table, as keys
 * behind a table's head would be the table's. `[translation]` is replaced where it stands, or goes to the end.
 */
export function tomlDisclosureEdits(site: TomlSite, disclosure: Disclosure): Edit[] {
  const { root } = site
  const claims = LOCALE_KEYS.filter((key) => definitionsOf(root, key).length > 0)
  const needsDirection = disclosure.direction === 'rtl' || definitionsOf(root, 'dir').length > 0
  return [
    ...(claims.length > 0 ? claims : ['lang']).flatMap((key) => keyEdits(site, key, disclosure.locale)),
    ...(needsDirection ? keyEdits(site, 'dir', disclosure.direction) : []),
    ...tableEdits(site, disclosure),
  ]
}

/** All that gives the key a value, or one further in: `a = 1`, `a.b = 1`, `[a]`, `[[a]]`, `[a.b]`. */
const definitionsOf = ({ body }: AST.TOMLTopLevelTable, name: string): readonly Definition[] =>
  body.filter(({ key }) => nameOf(key.keys[0]!) === name)

function keyEdits(site: TomlSite, name: string, value: string): Edit[] {
  const { source, block, root, eol } = site
  const definitions = definitionsOf(root, name)
  const [only] = definitions
  if (definitions.length === 1 && only?.type === 'TOMLKeyValue' && only.key.keys.length === 1) {
    const { start, end } = spanOf(only.value, block)
    return [{ start, end, text: writeTomlString(value, source.slice(start, end), eol) }]
  }
  const at = endOfKeys(site)
  const text = `${name} = ${basicString(value)}${eol}`
  return [...definitions.map((each) => removal(site, each)), { start: at, end: at, text }]
}

function tableEdits(site: TomlSite, disclosure: Disclosure): Edit[] {
  const { block, root, eol } = site
  const facts = translationFacts(disclosure).map(([name, value]) => `${name} = ${basicString(value)}`)
  const text = ['[translation]', ...facts].join(eol)
  const definitions = definitionsOf(root, 'translation')
  const [only] = definitions
  if (definitions.length === 1 && only?.type === 'TOMLTable' && isPlainTable(only))
    return [{ ...spanOf(only, block), text }]
  const { end } = block
  return [...definitions.map((each) => removal(site, each)), { start: end, end, text: `${eol}${text}${eol}` }]
}

const isPlainTable = ({ kind, key }: AST.TOMLTable): boolean => kind === 'standard' && key.keys.length === 1

/** Where another key that is in no table may be written. */
function endOfKeys({ source, block, root }: TomlSite): number {
  if (!root.body.some(({ type }) => type === 'TOMLTable')) return block.end
  const last = root.body.findLast(({ type }) => type === 'TOMLKeyValue')
  return last === undefined ? block.start : endOfLine(source, spanOf(last, block).end)
}

/** With its lines: nothing else but a comment stands in them. */
function removal({ source, block }: TomlSite, definition: Definition): Edit {
  const { start, end } = spanOf(definition, block)
  return { start: source.lastIndexOf('\n', start - 1) + 1, end: endOfLine(source, end), text: '' }
}

/** Behind the line break; the fence below the block ends its last line. */
const endOfLine = (source: string, at: number): number => source.indexOf('\n', at) + 1

const spanOf = ({ range }: AST.TOMLNode, { start }: FrontMatterBlock): { start: number; end: number } => ({
  start: start + range[0],
  end: start + range[1],
})
