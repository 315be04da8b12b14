import type { Key, Schema } from '../config/schema-keys.ts'

/** A row of a table in docs/configuration.md: `| key | type | default | example | what it is |`. */
export interface Row {
  /** As in `Key`; a row that stands for every provider begins with `providers[].`. */
  readonly path: string
  readonly type: string
  readonly default: string
  /** JSON. */
  readonly example: string
  readonly description: string
}

/** Keys under a heading like ``### `google` `` are those of that provider. */
export function rowsOf(page: string): readonly Row[] {
  return page.split(/^#+ /m).flatMap((section) => {
    const kind = /^`(\w+)`/.exec(section)?.[1]
    const rows = section.matchAll(/^\| `([^`]+)` \| (.+?) \| (.+?) \| `(.+?)` \| (.+) \|$/gm)
    return [...rows].map(([, key = '', type = '', initial = '', example = '', description = '']) => ({
      path: kind === undefined ? key : `providers.${kind}.${key}`,
      type,
      default: initial,
      example,
      description,
    }))
  })
}

export function typeOf({ type = '', enum: values, items }: Schema): string {
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ')
  if (type !== 'array') return TYPES[type] ?? `an unknown type (${type})`
  if (items?.enum !== undefined) return `list of ${typeOf(items)}`
  return items?.type === 'string' ? 'list of strings' : 'list of objects'
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: '`true`, `false`',
  integer: 'whole number',
  number: 'number',
  object: 'object',
}

/** What stands where a key is left out. */
export function defaultOf({ schema, required }: Key): string {
  if (required && schema.default === undefined) return '**needed**'
  return schema.default === undefined ? '–' : `\`${JSON.stringify(schema.default)}\``
}
