import type { Edit } from '../splice.ts'
import { elements, member, members, type Node } from './json.ts'
import { escapeJson, type LiteralStyle } from './literal.ts'

/** Setting members of a JSON object in place: what is equal stays, new ones go to its end, in its own layout. */
export type Json = string | number | readonly Json[] | { readonly [key: string]: Json }

export interface JsonLayout {
  readonly literals: LiteralStyle
  readonly eol: string
  /** One step of indentation; undefined: the file is on one line. */
  readonly indent: string | undefined
  /** From a key to its value: `: `. */
  readonly colon: string
}

export function layoutOf(source: string, root: Node, literals: LiteralStyle): JsonLayout {
  const first = root.children?.[0]
  const [key, value] = first?.children ?? []
  const before = first === undefined ? '' : source.slice(root.offset + 1, first.offset)
  const indent = /[\r\n]([ \t]*)$/u.exec(before)?.[1]
  return {
    literals,
    eol: before.includes('\r\n') ? '\r\n' : '\n',
    indent: indent === '' ? '  ' : indent,
    colon: key && value ? source.slice(key.offset + key.length, value.offset) : ': ',
  }
}

export function setMember(
  source: string,
  object: Node,
  key: string,
  value: Json,
  layout: JsonLayout,
): Edit[] {
  const existing = member(object, key)
  if (existing !== undefined && isEqual(existing, value)) return []
  const pad = padOf(source, object)
  const text = render(value, layout, pad)
  if (existing !== undefined) {
    return [{ start: existing.offset, end: existing.offset + existing.length, text }]
  }
  return [append(source, object, quote(key, layout) + layout.colon + text)]
}

/**
 * Puts `ours` into the array under `key`, in place of the elements that `isOurs` knows; the others keep their
 * bytes. An absent array is made, unless there is nothing to put in it.
 */
export function setElements(
  source: string,
  object: Node,
  key: string,
  ours: readonly Json[],
  isOurs: (element: Node) => boolean,
  layout: JsonLayout,
): Edit[] {
  const array = member(object, key)
  if (array?.type !== 'array') return ours.length === 0 ? [] : setMember(source, object, key, ours, layout)
  const old = elements(array).filter(isOurs)
  if (old.length === ours.length && ours.every((value, index) => isEqual(old[index], value))) return []
  const others = elements(array).filter((element) => !isOurs(element))
  if (others.length === 0) return setMember(source, object, key, ours, layout)
  const pad = padOf(source, array)
  if (old.length === 0) {
    return ours.map((value) => append(source, array, render(value, layout, pad)))
  }
  const kept = others.map(({ offset, length }) => source.slice(offset, offset + length))
  const written = [...kept, ...ours.map((value) => render(value, layout, pad))]
  const text = brackets('[', written, ']', layout, pad, padOf(source, object))
  return [{ start: array.offset, end: array.offset + array.length, text }]
}

function isEqual(node: Node | undefined, value: Json): boolean {
  if (node === undefined) return false
  if (typeof value !== 'object') return node.type === typeof value && node.value === value
  if (isList(value)) {
    const found = elements(node)
    return (
      node.type === 'array' && found.length === value.length && value.every((v, i) => isEqual(found[i], v))
    )
  }
  const wanted = Object.entries(value)
  if (node.type !== 'object' || members(node).length !== wanted.length) return false
  return wanted.every(([key, v]) => isEqual(member(node, key), v))
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)

/** After the last child, parted from it as it is parted from the one before. */
function append(source: string, parent: Node, text: string): Edit {
  const last = parent.children?.at(-1)
  if (last === undefined) return { start: parent.offset + 1, end: parent.offset + 1, text }
  const at = last.offset + last.length
  const before = parent.children?.at(-2)
  const from = before === undefined ? parent.offset + 1 : before.offset + before.length
  const between = source.slice(from, last.offset)
  return { start: at, end: at, text: `,${between.slice(between.trimEnd().length)}${text}` }
}

/** Indentation of the children of a node; undefined: they stand on one line. */
function padOf(source: string, parent: Node): string | undefined {
  const last = parent.children?.at(-1)
  if (last === undefined) return undefined
  const from = (parent.children?.at(-2) ?? parent).offset
  return /[\r\n]([ \t]*)$/u.exec(source.slice(from, last.offset))?.[1]
}

function render(value: Json, layout: JsonLayout, pad: string | undefined): string {
  if (typeof value === 'string') return quote(value, layout)
  if (typeof value === 'number') return String(value)
  const inner = pad === undefined || layout.indent === undefined ? undefined : pad + layout.indent
  if (isList(value)) {
    const written = value.map((element) => render(element, layout, inner))
    return brackets('[', written, ']', layout, inner, pad)
  }
  const written = Object.entries(value).map(
    ([key, v]) => quote(key, layout) + layout.colon + render(v, layout, inner),
  )
  return brackets('{', written, '}', layout, inner, pad)
}

function brackets(
  open: string,
  written: readonly string[],
  close: string,
  { eol, colon }: JsonLayout,
  inner: string | undefined,
  outer: string | undefined,
): string {
  if (inner === undefined) return open + written.join(colon.endsWith(' ') ? ', ' : ',') + close
  return `${open}${eol}${inner}${written.join(`,${eol}${inner}`)}${eol}${outer ?? ''}${close}`
}

const quote = (text: string, { literals }: JsonLayout): string => `"${escapeJson(text, literals)}"`
