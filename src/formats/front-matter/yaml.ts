import { isMap, isNode, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml'
import { type Claims, claimValue } from '../claims/claim.ts'
import type { FrontMatterBlock, FrontMatterString, ParsedBlock, Path } from './block.ts'
import { disclosureEdits } from './yaml-disclosure.ts'
import { keyName, type ParsedYaml, parseYaml } from './yaml-parse.ts'
import { type ScalarStyle, writeScalar } from './yaml-scalar.ts'

/** @throws DragomanError ARTICLE_INVALID, as parseYaml does. */
export function readYaml(source: string, block: FrontMatterBlock, path: string, eol: string): ParsedBlock {
  const parsed = parseYaml(source, block, path)
  const { root } = parsed
  return {
    strings: scalarsOf(root).map((site) => stringAt(site, source, block, eol)),
    claims: claimsOf(parsed, block),
    disclose: (disclosure) => disclosureEdits({ source, block, root, eol }, disclosure),
  }
}

function claimsOf({ root, values }: ParsedYaml, block: FrontMatterBlock): Claims {
  const offsets = new Map(
    root?.items.map(({ key }) => [keyName(key), isNode(key) ? (key.range?.[0] ?? 0) : 0]),
  )
  return new Map(
    [...values].flatMap(([key, said]) => {
      const [name, value] = [String(key), claimValue(said)]
      const at = block.start + (offsets.get(name) ?? offsets.get('<<') ?? 0)
      return value === undefined ? [] : [[name, { value, at }] as const]
    }),
  )
}

type StringNode = Scalar<string> & { range: [number, number, number] }
interface StringSite {
  readonly path: Path
  readonly node: StringNode
  readonly flow: boolean
}

function scalarsOf(root: YAMLMap | undefined): StringSite[] {
  const sites: StringSite[] = []
  const visit = (node: unknown, path: Path, flow: boolean): void => {
    if (isSeq(node)) {
      node.items.forEach((item, index) => {
        visit(item, [...path, index], flow || node.flow === true)
      })
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = keyName(key)
        if (name !== undefined) visit(value, [...path, name], flow || node.flow === true)
      }
    } else if (isScalar(node) && typeof node.value === 'string' && node.range) {
      sites.push({ path, node: node as StringNode, flow })
    }
  }
  visit(root, [], false)
  return sites
}

function stringAt(
  { path, node, flow }: StringSite,
  source: string,
  block: FrontMatterBlock,
  eol: string,
): FrontMatterString {
  const start = block.start + node.range[0]
  const end = block.start + node.range[1]
  const style = node.type as ScalarStyle
  const raw = source.slice(start, end)
  return {
    path,
    value: node.value,
    edit: (value) => ({ start, end, text: writeScalar(value, { raw, style, flow, eol }) }),
  }
}
