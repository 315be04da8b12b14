import { findNodeAtLocation, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser'

/** JSON that people write: comments and trailing commas allowed, errors with their place. */
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string; readonly line: number; readonly column: number }

export function parseJsonWithComments(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return parseWithComments(text)
  }
}

function parseWithComments(text: string): ParsedJson {
  const errors: ParseError[] = []
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true })
    const [first] = errors
    if (first === undefined) return { ok: true, value }
    return { ok: false, problem: printParseErrorCode(first.error), ...lineAndColumn(text, first.offset) }
  } catch {
    // The parser calls itself for each level; some hundred thousand brackets are too much for it.
    return { ok: false, problem: 'NestedTooDeeply', line: 1, column: 1 }
  }
}

/** `:line:column` of a value in a JSON text; empty when it is not there. */
export function jsonPlace(text: string, path: readonly PropertyKey[]): string {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const steps = path.map((step) => (typeof step === 'number' ? step : String(step)))
  const node = root && findNodeAtLocation(root, steps)
  if (!node) return ''
  const { line, column } = lineAndColumn(text, node.offset)
  return `:${line}:${column}`
}

/** Both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  let line = 1
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) line++
  return { line, column: offset - lineStart + 1 }
}
