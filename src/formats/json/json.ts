import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { DragomanError } from '../../article/errors.ts'

/**
 * JSON as a tree of nodes with offsets, read strictly. The tree parser is recursive, so depth is counted
 * before it runs; duplicate keys are refused, since readers differ on which of the two they see.
 */
export type { Node }

/** News articles nest a handful of levels; deeper is a bomb. */
const DEEPEST = 200

/** @throws DragomanError ARTICLE_INVALID */
export function parseJson(source: string, path: string): Node {
  refuseDepth(source, path)
  const errors: ParseError[] = []
  const root = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false })
  const [error] = errors
  if (error !== undefined) {
    throw invalid(
      path,
      source,
      error.offset,
      `is not JSON: ${sentence(printParseErrorCode(error.error))}.`,
      SYNTAX,
    )
  }
  if (root?.type !== 'object') {
    throw invalid(
      path,
      source,
      root?.offset ?? 0,
      'holds no JSON object.',
      'An article is one object, { … }.',
    )
  }
  refuseDuplicates(root, source, path)
  return root
}

/** Node of a member's value. */
export function member(object: Node, key: string): Node | undefined {
  if (object.type !== 'object') return undefined
  return object.children?.find(({ children }) => children?.[0]?.value === key && children[1])?.children?.[1]
}

/** Members of an object, in order; none for any other node. */
export function members(node: Node | undefined): [key: string, value: Node][] {
  if (node?.type !== 'object') return []
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? []
    return key === undefined || value === undefined ? [] : [[key.value as string, value] as [string, Node]]
  })
}

export const elements = (node: Node | undefined): readonly Node[] =>
  node?.type === 'array' ? (node.children ?? []) : []

export const stringAt = (object: Node, key: string): string | undefined => {
  const value = member(object, key)
  return value?.type === 'string' ? (value.value as string) : undefined
}

const SYNTAX = 'Mend the JSON there, or export the article again.'

function refuseDepth(source: string, path: string): void {
  let depth = 0
  let inString = false
  for (let at = 0; at < source.length; at++) {
    const char = source[at]
    if (inString) {
      if (char === '\\') at++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') {
      depth++
      if (depth > DEEPEST) {
        throw invalid(path, source, at, `nests deeper than ${DEEPEST} levels.`, 'Export the article again.')
      }
    } else if (char === '}' || char === ']') depth--
  }
}

function refuseDuplicates(node: Node, source: string, path: string): void {
  const seen = new Set<string>()
  for (const child of node.children ?? []) {
    const [key] = child.type === 'property' ? (child.children ?? []) : []
    if (key !== undefined) {
      const name = key.value as string
      if (seen.has(name)) {
        const fix = 'Leave one of the two; readers disagree on which one counts.'
        throw invalid(
          path,
          source,
          key.offset,
          `has the key ${JSON.stringify(name)} twice in one object.`,
          fix,
        )
      }
      seen.add(name)
    }
    refuseDuplicates(child, source, path)
  }
}

function invalid(path: string, source: string, offset: number, what: string, fix: string): DragomanError {
  return new DragomanError('ARTICLE_INVALID', `${path} ${what}`, {
    place: placeOf(path, source, offset),
    fix,
  })
}

function placeOf(path: string, source: string, offset: number): string {
  const before = source.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/u)
  return `${path}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

/** `CommaExpected` → “comma expected”. */
const sentence = (code: string): string => code.replace(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase()
