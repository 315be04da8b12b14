import type { Disclosure } from '../../article/disclosure.ts'
import { type Claims, claimValue } from '../claims/claim.ts'
import type { Fills, Format, Reading, ReadOptions } from '../format.ts'
import { elements, members, type Node, parseJson, stringAt } from '../json/json.ts'
import { literalStyle } from '../json/literal.ts'
import { type JsonLayout, layoutOf, setElements, setMember } from '../json/members.ts'
import { SIGNS } from '../signs.ts'
import { type Edit, splice } from '../splice.ts'
import { countEdits } from './counts.ts'
import { type FieldReading, type Labelling, readField } from './field.ts'
import { allItems, type Item, readItem } from './item.ts'
import { type Dialect, dialectOf, markEdits } from './marks.ts'

/**
 * IPTC ninjs 1.x, 2.x and 3.x, and Superdesk's dialect of it: only the string literals that change are spliced; indentation, key order and
 * escapes stay as they were. All bodies of an item are translated: the same sentence is bought once anyway.
 * @see https://iptc.org/std/ninjs/
 */
export const ninjs: Format = {
  id: 'ninjs',
  ...SIGNS.ninjs,

  read(source: string, options: ReadOptions): Reading {
    const root = parseJson(source, options.path)
    const style = literalStyle(source)
    const layout = layoutOf(source, root, style)
    const dialect = dialectOf(root)
    const locale = claimedLocale(root) ?? options.locale
    let count = 0
    const items = allItems(readItem(root, { ...options, locale })).map((item) => ({
      item,
      fields: item.fields.map((field) =>
        readField(source, field, `f${count++}.`, { ...options, locale, style }),
      ),
    }))

    return {
      locale: stringAt(root, 'language'),
      claims: claimsOf(root),
      units: items.flatMap(({ fields }) => fields.flatMap(({ units }) => units)),
      findings: items.flatMap(({ fields }) => fields.flatMap(({ findings }) => findings)),
      frame: () =>
        items.flatMap(({ item, fields }) => [...namesOf(item), ...fields.flatMap(({ frame }) => frame())]),
      write(fills: Fills, disclosure: Disclosure | undefined): string {
        const edits = items.flatMap(({ item, fields }) =>
          disclosure === undefined
            ? fields.flatMap((field) => field.edits(fills, undefined))
            : itemEdits({ source, item, fields, dialect, layout }, fills, disclosure),
        )
        return splice(source, edits)
      },
    }
  },
}

/** What is associated with an article is known by its id: another picture may have the same caption. */
const namesOf = ({ node, isArticle }: Item): readonly string[] =>
  isArticle ? [] : ['uri', 'guid'].flatMap((key) => stringAt(node, key) ?? [])

/** The article's own claim, when it is a language tag at all. */
function claimedLocale(root: Node): string | undefined {
  try {
    return Intl.getCanonicalLocales(stringAt(root, 'language') ?? [])[0]
  } catch {
    return undefined
  }
}

/** The article's own: what is associated with it is published with it. */
const claimsOf = (root: Node): Claims =>
  new Map(
    members(root).flatMap(([name, node]) => {
      const value = claimValue(node.type === 'array' ? elements(node).map((each) => each.value) : node.value)
      return value === undefined ? [] : [[name, { value, at: node.offset }] as const]
    }),
  )

interface ItemReading {
  readonly source: string
  readonly item: Item
  readonly fields: readonly FieldReading[]
  readonly dialect: Dialect
  readonly layout: JsonLayout
}

/** An item's words, label, counts and marks. */
function itemEdits(reading: ItemReading, fills: Fills, disclosure: Disclosure): Edit[] {
  const { source, item, fields, dialect, layout } = reading
  const labels = labelPlaces(item, fields)
  const counted = countedBodies(fields)
  const hasCopy = fields.some(({ field, isBlank }) => field.purpose === 'body' && !isBlank)
  const written = fields.flatMap((reading) => {
    const at = labels.get(reading)
    const edits = reading.edits(fills, at && { disclosure, at })
    if (counted.get(reading.field.counted) !== reading) return edits
    return [
      ...edits,
      ...countEdits(reading.field, textAfter(source, reading.field.node, edits), disclosure.locale),
    ]
  })
  return [
    ...written,
    ...(item.isArticle && labels.size === 0 ? labelAlone(reading, disclosure) : []),
    ...markEdits(source, item, hasCopy, dialect, disclosure, layout),
  ]
}

/** The label opens every body; in an article without one it closes the descriptions. */
function labelPlaces(
  item: Item,
  fields: readonly FieldReading[],
): ReadonlyMap<FieldReading, Labelling['at']> {
  const saying = (purpose: string) =>
    fields.filter(({ field, isBlank }) => field.purpose === purpose && !isBlank)
  const bodies = saying('body')
  if (bodies.length > 0 || !item.isArticle) return new Map(bodies.map((body) => [body, 'start']))
  return new Map(saying('description').map((description) => [description, 'end']))
}

/** By the object that holds the counts: its body; of the several bodies of a 1.x item, the marked-up one. */
function countedBodies(fields: readonly FieldReading[]): ReadonlyMap<Node, FieldReading> {
  const counted = new Map<Node, FieldReading>()
  for (const reading of fields) {
    const { purpose, counted: holder, markup } = reading.field
    const known = counted.get(holder)
    if (purpose !== 'body') continue
    if (known === undefined || (known.field.markup === 'text' && markup === 'html'))
      counted.set(holder, reading)
  }
  return counted
}

/** An article of headlines only is given a description that holds the label. */
function labelAlone({ source, item, dialect, layout }: ItemReading, { label }: Disclosure): Edit[] {
  if (dialect.version === 1) return setMember(source, item.node, 'description_text', label, layout)
  const type = dialect.version === 2 ? 'contenttype' : 'contentType'
  const description = { [type]: 'text/plain', value: label }
  return setElements(source, item.node, 'descriptions', [description], () => false, layout)
}

/** The decoded text of a string literal once these edits of it are made. */
function textAfter(source: string, { offset, length }: Node, edits: readonly Edit[]): string {
  const own = edits.map((edit) => ({ ...edit, start: edit.start - offset, end: edit.end - offset }))
  return JSON.parse(splice(source.slice(offset, offset + length), own)) as string
}
