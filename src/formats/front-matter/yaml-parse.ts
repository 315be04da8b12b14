import { isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml'
import { DragomanError, messageOf } from '../../article/errors.ts'
import type { FrontMatterBlock } from './block.ts'

export const keyName = (key: unknown): string | undefined => (isScalar(key) ? String(key.value) : undefined)

/** No string is translated through an alias, but a site follows them: refuse what explodes (“billion laughs”). */
const MAX_ALIASES = 100

export interface ParsedYaml {
  /** Undefined for an empty block. */
  readonly root: YAMLMap | undefined
  /** The values of its keys, aliases and merged keys (`<<`) followed, as a site would. */
  readonly values: ReadonlyMap<unknown, unknown>
}

/**
 * @throws DragomanError ARTICLE_INVALID: not YAML, not a map, a key twice, nested too deeply, a web of aliases.
 */
export function parseYaml(source: string, block: FrontMatterBlock, path: string): ParsedYaml {
  const yaml = source.slice(block.start, block.end)
  const refuseAt: Refuse = (offset, message, cause) => {
    // Of what is missing at the end the library says: behind the last line break.
    const before = source.slice(0, block.start + Math.min(offset, yaml.trimEnd().length))
    const line = before.split('\n').length
    return new DragomanError('ARTICLE_INVALID', `The front matter cannot be read: ${message}`, {
      place: `${path}:${line}:${before.length - before.lastIndexOf('\n')}`,
      fix: 'Mend the YAML between the two --- lines; values with “: ” or “ #” in them need quotes.',
      cause,
    })
  }

  // The library looks for duplicate keys by comparing all pairs, quadratic in a hostile file: done below.
  const parsed = attempt(() => parseDocument(yaml, { uniqueKeys: false, prettyErrors: false }), refuseAt)
  const error = parsed.errors[0]
  if (error !== undefined) throw refuseAt(error.pos[0], error.message, error)
  const values: unknown = attempt(() => parsed.toJS({ maxAliasCount: MAX_ALIASES, mapAsMap: true }), refuseAt)
  const root = parsed.contents
  if (root === null || (isScalar(root) && root.value === null)) return { root: undefined, values: new Map() }
  if (!isMap(root)) throw refuseAt(0, 'it is not a list of keys and values.')
  const twice = attempt(() => duplicateKey(root), refuseAt)
  if (twice !== undefined) throw refuseAt(twice.offset, `the key “${twice.key}” stands there twice.`)
  return { root, values: merged(values as ReadonlyMap<unknown, unknown>) }
}

/** @see https://yaml.org/type/merge.html */
function merged(values: ReadonlyMap<unknown, unknown>): ReadonlyMap<unknown, unknown> {
  const bases = [values.get('<<')].flat().filter((base) => base instanceof Map)
  return new Map([...bases.toReversed().flatMap((base) => [...base]), ...values])
}

type Refuse = (offset: number, message: string, cause?: unknown) => DragomanError

function attempt<T>(step: () => T, refuseAt: Refuse): T {
  try {
    return step()
  } catch (thrown) {
    throw refuseAt(0, thrown instanceof RangeError ? 'it is nested too deeply.' : messageOf(thrown), thrown)
  }
}

function duplicateKey(node: unknown): { key: string; offset: number } | undefined {
  if (isSeq(node)) return firstDefined(node.items, duplicateKey)
  if (!isMap(node)) return undefined
  const seen = new Set<string>()
  return firstDefined(node.items as Pair[], ({ key, value }) => {
    const name = keyName(key)
    if (name !== undefined && seen.has(name) && name !== '<<') {
      return { key: name, offset: (key as Scalar).range?.[0] ?? 0 }
    }
    if (name !== undefined) seen.add(name)
    return duplicateKey(value)
  })
}

function firstDefined<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
