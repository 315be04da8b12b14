/** The part of JSON Schema that the configuration's uses. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly default?: unknown
  readonly description?: string
  readonly enum?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
}

export interface Key {
  /** Steps with dots between them; a list's are `select[].…`, a provider's `providers.<kind>.…`. */
  readonly path: string
  readonly description: string | undefined
  readonly schema: Schema
  readonly required: boolean
}

/** All keys in the order of the schema, each before those inside it. */
export function keysOf({ properties = {}, required = [] }: Schema, parent = ''): readonly Key[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${parent}${name}`
    const key = { path, description: schema.description, schema, required: required.includes(name) }
    return [key, ...keysOf(schema, `${path}.`), ...keysOfItems(schema, path)]
  })
}

/** Of the objects in a list. Of providers each kind has keys of its own. */
const keysOfItems = ({ items = {} }: Schema, path: string): readonly Key[] => [
  ...keysOf(items, `${path}[].`),
  ...(items.oneOf ?? []).flatMap((item) => keysOf(item, `${path}.${item.properties?.['kind']?.const}.`)),
]
