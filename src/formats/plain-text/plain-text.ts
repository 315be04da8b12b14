import type { Disclosure } from '../../article/disclosure.ts'
import type { Unit } from '../../article/unit.ts'
import { NO_CLAIMS } from '../claims/claim.ts'
import type { Fills, Format, Reading, ReadOptions } from '../format.ts'
import { SIGNS } from '../signs.ts'
import { contentBuilder, type Edit, type Place, renderPieces, splice } from '../splice.ts'
import { type PlacedPassage, storyLayout } from './layout.ts'

/**
 * Plain text: headline, standfirst, caption with its credit, label, paragraphs, “Updated:” line. The label line
 * is the only carrier that plain text has for the disclosure.
 */
export const plainText: Format = {
  id: 'text',
  ...SIGNS.text,

  read(source: string, options: ReadOptions): Reading {
    const layout = storyLayout(source, options.recognise)
    const places = new Map<string, Place>()
    const units: Unit[] = []
    for (const { role, start, end } of layout) {
      if (role === undefined) continue
      const id = `u${units.length}`
      const builder = contentBuilder(source)
      builder.text(source.slice(start, end), start, end)
      const { content, map } = builder.buildSparsely()
      units.push({ id, role, content })
      places.set(id, { start, end, map, escape: oneLine })
    }

    return {
      locale: undefined,
      claims: NO_CLAIMS,
      units,
      findings: [],
      frame: () =>
        layout
          .filter(({ kind, role }) => role === undefined && kind !== 'label' && kind !== 'updated')
          .map(({ start, end }) => source.slice(start, end)),
      write(fills: Fills, disclosure: Disclosure | undefined): string {
        const edits: Edit[] = []
        for (const [id, place] of places) {
          const pieces = fills.get(id)
          if (pieces === undefined) continue
          edits.push({ start: place.start, end: place.end, text: renderPieces(source, place, pieces) })
        }
        if (disclosure !== undefined) edits.push(...disclosureEdits(source, layout, disclosure))
        return splice(source, edits)
      },
    }
  },
}

/** A line break in a target would start a new line of the article. */
export const oneLine = (text: string): string => text.replace(/[\r\n]+/gu, ' ')

function disclosureEdits(source: string, layout: readonly PlacedPassage[], disclosure: Disclosure): Edit[] {
  return [
    ...labelEdits(source, layout, oneLine(disclosure.label)),
    ...updatedEdits(source, layout, disclosure),
  ]
}

function labelEdits(source: string, layout: readonly PlacedPassage[], label: string): Edit[] {
  const [existing, ...doubles] = layout.filter(({ kind }) => kind === 'label')
  if (existing === undefined) return [insertion(source, layout, label)]
  return [
    { start: existing.start, end: existing.end, text: label },
    ...doubles.map(({ start, end }) => ({ start, end: afterBreak(source, end), text: '' })),
  ]
}

function updatedEdits(source: string, layout: readonly PlacedPassage[], disclosure: Disclosure): Edit[] {
  return layout.flatMap(({ kind, start, end }) => {
    const line = kind === 'updated' ? disclosure.updatedLine(source.slice(start, end)) : undefined
    return line === undefined ? [] : [{ start, end, text: oneLine(line) }]
  })
}

/** In its own paragraph under the caption, the standfirst or the headline, whichever there is; else on top. */
function insertion(source: string, layout: readonly PlacedPassage[], label: string): Edit {
  const eol = /\r\n|\n|\r/u.exec(source)?.[0] ?? '\n'
  const anchor = anchorOf(layout)
  if (anchor === undefined) {
    const at = layout[0]?.lineStart ?? 0
    return { start: at, end: at, text: `${label}${eol}${eol}` }
  }
  const text = `${eol}${eol}${label}${anchor.closed ? '' : eol}`
  return { start: anchor.lineEnd, end: anchor.lineEnd, text }
}

function anchorOf(layout: readonly PlacedPassage[]): PlacedPassage | undefined {
  const firstParagraph = layout.findIndex(({ role }) => role === 'paragraph' || role === 'list-item')
  const head = firstParagraph === -1 ? layout : layout.slice(0, firstParagraph)
  const caption = head.findIndex(({ role }) => role === 'caption')
  if (caption === -1) {
    return head.find(({ role }) => role === 'standfirst') ?? head.find(({ role }) => role === 'headline')
  }
  const credit = layout[caption + 1]
  return !head[caption]?.closed && credit?.kind === 'credit' ? credit : head[caption]
}

function afterBreak(source: string, end: number): number {
  const brk = /[^\S\r\n]*(?:\r\n|\n|\r)?/uy
  brk.lastIndex = end
  return end + (brk.exec(source)?.[0].length ?? 0)
}
