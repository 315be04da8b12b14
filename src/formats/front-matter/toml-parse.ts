import { type AST, ParseError, parseTOML } from 'toml-eslint-parser'
import { DragomanError, messageOf } from '../../article/errors.ts'
import type { FrontMatterBlock, Path } from './block.ts'

/** Offsets in it are from the start of the block. */
export interface ParsedToml {
  readonly root: AST.TOMLTopLevelTable
  /** Every string, in the order written. */
  readonly strings: readonly TomlStringSite[]
}

export interface TomlStringSite {
  readonly path: Path
  readonly node: AST.TOMLStringValue
}

/** The parser keeps some hundred bytes for each of these; nobody's front matter is a hundredth as long. */
const MAX_CHARACTERS = 256 * 1024

/**
 * TOML 1.1 is read, of which 1.0 is a part.
 * @throws DragomanError ARTICLE_INVALID: not TOML, a key twice, too long, nested too deeply.
 */
export function parseToml(source: string, block: FrontMatterBlock, path: string): ParsedToml {
  const toml = source.slice(block.start, block.end)
  const refuseAt = (offset: number, message: string, cause?: unknown): DragomanError => {
    // Of what is missing at the end the parser says: behind the last line break.
    const before = source.slice(0, block.start + Math.min(offset, toml.trimEnd().length))
    const line = before.split('\n').length
    return new DragomanError('ARTICLE_INVALID', `The front matter cannot be read: ${message}`, {
      place: `${path}:${line}:${before.length - before.lastIndexOf('\n')}`,
      fix: 'Mend the TOML between the two +++ lines; every text needs quotes.',
      cause,
    })
  }

  if (toml.length > MAX_CHARACTERS) throw refuseAt(0, `it is longer than ${MAX_CHARACTERS} characters.`)
  try {
    const [root] = parseTOML(toml, { tomlVersion: '1.1' }).body
    return { root, strings: stringsOf(root) }
  } catch (thrown) {
    if (thrown instanceof ParseError) throw refuseAt(thrown.index, `${thrown.message}.`, thrown)
    const deep = 'it is nested too deeply, or a text in it is too long.'
    throw refuseAt(0, thrown instanceof RangeError ? deep : messageOf(thrown), thrown)
  }
}

function stringsOf(root: AST.TOMLTopLevelTable): TomlStringSite[] {
  const sites: TomlStringSite[] = []
  const visitEntry = ({ key, value }: AST.TOMLKeyValue, parent: Path) => {
    visit(value, [...parent, ...key.keys.map(nameOf)])
  }
  const visit = (node: AST.TOMLContentNode, path: Path): void => {
    switch (node.type) {
      case 'TOMLArray':
        node.elements.forEach((element, index) => {
          visit(element, [...path, index])
        })
        break
      case 'TOMLInlineTable':
        for (const entry of node.body) visitEntry(entry, path)
        break
      case 'TOMLValue':
        if (node.kind === 'string') sites.push({ path, node })
        break
      default:
        node satisfies never
    }
  }
  for (const node of root.body) {
    if (node.type === 'TOMLKeyValue') visitEntry(node, [])
    else for (const entry of node.body) visitEntry(entry, node.resolvedKey)
  }
  return sites
}

export const nameOf = (key: AST.TOMLBare | AST.TOMLQuoted): string =>
  key.type === 'TOMLBare' ? key.name : key.value
