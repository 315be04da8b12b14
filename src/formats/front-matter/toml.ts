import type { FrontMatterBlock, FrontMatterString, ParsedBlock } from './block.ts'
import { tomlDisclosureEdits } from './toml-disclosure.ts'
import { parseToml, type TomlStringSite } from './toml-parse.ts'
import { writeTomlString } from './toml-string.ts'

/** @throws DragomanError ARTICLE_INVALID, as parseToml does. */
export function readToml(source: string, block: FrontMatterBlock, path: string, eol: string): ParsedBlock {
  const { root, strings } = parseToml(source, block, path)
  return {
    strings: strings.map((site) => stringAt(site, source, block, eol)),
    disclose: (disclosure) => tomlDisclosureEdits({ source, block, root, eol }, disclosure),
  }
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
