import type { AST } from 'toml-eslint-parser'
import { type Claims, type ClaimValue, claimValue } from '../claims/claim.ts'
import type { FrontMatterBlock, FrontMatterString, ParsedBlock } from './block.ts'
import { tomlDisclosureEdits } from './toml-disclosure.ts'
import { nameOf, parseToml, type TomlStringSite } from './toml-parse.ts'
import { writeTomlString } from './toml-string.ts'

/** @throws DragomanError ARTICLE_INVALID, as parseToml does. */
export function readToml(source: string, block: FrontMatterBlock, path: string, eol: string): ParsedBlock {
  const { root, strings } = parseToml(source, block, path)
  return {
    strings: strings.map((site) => stringAt(site, source, block, eol)),
    claims: claimsOf(root, block),
    disclose: (disclosure) => tomlDisclosureEdits({ source, block, root, eol }, disclosure),
  }
}

function claimsOf(root: AST.TOMLTopLevelTable, block: FrontMatterBlock): Claims {
  const entries = root.body.filter((node) => node.type === 'TOMLKeyValue')
  return new Map(
    entries.flatMap(({ key, value: node, range }) => {
      const [name, more] = key.keys.map(nameOf)
      const value = more === undefined ? claimOf(node) : undefined
      return name === undefined || value === undefined
        ? []
        : [[name, { value, at: block.start + range[0] }] as const]
    }),
  )
}

/** A date as it is written, for whoever reads it knows the newsroom's time zone. */
function claimOf(node: AST.TOMLContentNode): ClaimValue | undefined {
  if (node.type === 'TOMLArray') return claimValue(node.elements.map(claimOf))
  if (node.type !== 'TOMLValue') return undefined
  return 'datetime' in node ? node.datetime : claimValue(node.value)
}

function stringAt(
  { path, node }: TomlStringSite,
  source: string,
  block: FrontMatterBlock,
  eol: string,
): FrontMatterString {
  const start = block.start + node.range[0]
  const end = block.start + node.range[1]
  const value = node.value.replaceAll('\r\n', '\n')
  const lastBreaks = /\n*$/.exec(value)?.[0] ?? ''
  const raw = source.slice(start, end)
  return {
    path,
    value,
    edit: (words) => ({ start, end, text: writeTomlString(words + lastBreaks, raw, eol) }),
  }
}
