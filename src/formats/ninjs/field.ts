import type { Disclosure } from '../../article/disclosure.ts'
import type { Unit } from '../../article/unit.ts'
import type { Fills, Reading, ReadingFinding, ReadOptions } from '../format.ts'
import { readHtmlOf } from '../html/html.ts'
import { escapeJson, type LiteralStyle, literalContent, literalEdits, readLiteral } from '../json/literal.ts'
import { type Passage, passages, roleOf } from '../plain-text/layout.ts'
import { oneLine } from '../plain-text/plain-text.ts'
import { type Edit, type Place, renderPieces } from '../splice.ts'
import type { Field } from './item.ts'

/** One string of an item: its units, and the edits in the file that fill and label it. */
export interface FieldReading {
  readonly field: Field
  readonly units: readonly Unit[]
  readonly findings: readonly ReadingFinding[]
  /** Does it say nothing, not even a label? */
  readonly isBlank: boolean
  edits(fills: Fills, labelling: Labelling | undefined): Edit[]
  /** As {@link Reading} has it. */
  frame(): readonly string[]
}

/** The label goes before a body, after a description. */
export interface Labelling {
  readonly disclosure: Disclosure
  readonly at: 'start' | 'end'
}

/** @param prefix makes its unit ids unique in the article. */
export function readField(source: string, field: Field, prefix: string, options: FieldOptions): FieldReading {
  return field.markup === 'html'
    ? readHtml(source, field, prefix, options)
    : readText(source, field, prefix, options)
}

export interface FieldOptions extends ReadOptions {
  readonly style: LiteralStyle
}

/** HTML in a string: read by the HTML format; written back only where it changed. */
function readHtml(source: string, field: Field, prefix: string, options: FieldOptions): FieldReading {
  const literal = readLiteral(source, field.node)
  const reading: Reading = readHtmlOf(literal.text, options, 'part')
  const role = (unit: Unit) =>
    field.purpose !== 'body' && unit.role === 'paragraph' ? field.role : unit.role
  return {
    field,
    units: reading.units.map((unit) => ({ ...unit, id: prefix + unit.id, role: role(unit) })),
    findings: reading.findings.map((finding) => ({ ...finding, at: field.node.offset })),
    isBlank: reading.units.length === 0,
    frame: reading.frame,
    edits(fills, labelling) {
      const inner = new Map(
        reading.units.flatMap(({ id }) => {
          const pieces = fills.get(prefix + id)
          return pieces === undefined ? [] : [[id, pieces] as const]
        }),
      )
      return literalEdits(literal, reading.write(inner, labelling?.disclosure), options.style)
    },
  }
}

/** Plain text in a string: passages as in a text file; a headline or keyword is one unit. */
function readText(source: string, field: Field, prefix: string, options: FieldOptions): FieldReading {
  const literal = readLiteral(source, field.node)
  const whole = field.purpose === 'headline' || field.purpose === 'keyword'
  const layout = whole ? wholeOf(literal.text) : passages(literal.text, options.recognise)
  const at = (index: number) => literal.offsets[index] as number
  const inLiteral = (text: string) => escapeJson(oneLine(text), options.style)
  const places = new Map<string, Place>()
  const units: Unit[] = []
  for (const passage of layout) {
    const role = roleOf(passage)
    if (role === undefined) continue
    const id = `${prefix}u${units.length}`
    const { content, ...place } = literalContent(source, literal, passage.start, passage.end)
    units.push({ id, role: role === 'paragraph' ? field.role : role, content })
    places.set(id, { ...place, escape: inLiteral })
  }
  return {
    field,
    units,
    findings: [],
    isBlank: layout.length === 0,
    frame: () => [],
    edits(fills, labelling) {
      const filled = [...places].flatMap(([id, place]) => {
        const pieces = fills.get(id)
        if (pieces === undefined) return []
        return [{ start: place.start, end: place.end, text: renderPieces(source, place, pieces) }]
      })
      if (labelling === undefined) return filled
      const furniture = textFurniture(literal.text, layout, labelling)
      return [
        ...filled,
        ...furniture.map(({ start, end, text }) => ({
          start: at(start),
          end: at(end),
          text: escapeJson(text, options.style),
        })),
      ]
    },
  }
}

function wholeOf(text: string): Passage[] {
  const trimmed = text.trim()
  if (trimmed === '') return []
  const start = text.indexOf(trimmed)
  const end = start + trimmed.length
  return [{ kind: 'text', start, end, lineStart: start, lineEnd: end, lines: 1, closed: true }]
}

/** The label and the “Updated:” lines, as edits of the decoded text. */
function textFurniture(text: string, layout: readonly Passage[], { disclosure, at }: Labelling): Edit[] {
  const label = oneLine(disclosure.label)
  const labels = layout.filter(({ kind }) => kind === 'label')
  const place = at === 'start' ? (layout[0]?.lineStart ?? 0) : (layout.at(-1)?.lineEnd ?? text.length)
  const eol = text.includes('\r\n') ? '\r\n\r\n' : '\n\n'
  const inserted = { start: place, end: place, text: at === 'start' ? label + eol : eol + label }
  const updated = layout.flatMap(({ kind, start, end }) => {
    const line = kind === 'updated' ? disclosure.updatedLine(text.slice(start, end)) : undefined
    return line === undefined ? [] : [{ start, end, text: oneLine(line) }]
  })
  if (labels.length === 0) return [inserted, ...updated]
  return [
    ...updated,
    ...labels.map(({ start, end }, index) => ({ start, end, text: index === 0 ? label : '' })),
  ]
}
