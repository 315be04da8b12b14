import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { type Content, readable } from '../../article/content.ts'
import type { ReadOptions } from '../format.ts'
import { type Masked, masksIn } from '../mask/mask.ts'
import { wordsIn } from '../mask/words.ts'
import { type BlockString, blockStrings, readBlocks } from '../wordpress/block-comments.ts'
import { leftInBlocks } from '../wordpress/leftovers.ts'
import { wordAttributes } from './attributes.ts'
import { freedomOf, isFormatting } from './elements.ts'
import type { Findings, LabelPlace, UpdatedLine } from './findings.ts'
import { labelTagOf } from './label.ts'
import {
  type CodeKindOf,
  type Opened,
  type Part,
  saysSomething,
  startRun,
  trimmed,
  wordTexts,
} from './run.ts'
import type { Scope } from './scope.ts'
import { revealed, type Stretch, stretches } from './text.ts'
import {
  attributeUnit,
  coveredUnit,
  inReadingOrder,
  type PlacedUnit,
  partOf,
  type Range,
  shortcodeUnit,
  textUnit,
} from './units.ts'

/** Gathers text and codes into runs, and makes of each run a unit, a label or an “Updated” line. */
export interface Collector {
  text(node: Tree.TextNode, scope: Scope): void
  /** Text inside what is one code: a unit of its own. */
  coveredText(node: Tree.TextNode, scope: Scope): void
  /** Words in what WordPress says of a block. */
  comment(node: Tree.CommentNode): void
  /** Units found otherwise. */
  add(found: readonly PlacedUnit[]): void
  /** One code for the whole node. */
  alone(node: Tree.Element | Tree.CommentNode, code: CodeKindOf, scope: Scope, isVisible: boolean): void
  open(element: Tree.Element, scope: Scope): Opened | undefined
  close(element: Tree.Element, opened: Opened): void
  attributes(element: Tree.Element): void
  label(element: Tree.Element): void
  /** Ends the run. One that lies across the beginning of what breaks it is not in one piece: it stays as it is. */
  breakRun(scope: Scope, breaker?: Tree.Element): void
  /** Is it a copy that the parser made of a formatting element which a block cut off? */
  isCopy(element: Tree.Element): boolean
  found(): Pick<Findings, 'units' | 'left' | 'labels' | 'updated'>
}

/** Longer than any label or “Updated” line. */
const LINE_LIMIT = 500

export function collector(source: string, masked: Masked, options: ReadOptions): Collector {
  const { text: seen, masks } = masked
  const { recognise, shortcodes = [] } = options
  const run = startRun(seen)
  const units: PlacedUnit[] = []
  const labels: LabelPlace[] = []
  const updated: UpdatedLine[] = []
  const strings: BlockString[] = []
  const formattingSeen = new Set<number>()

  const breakRun = (scope: Scope, breaker?: Tree.Element) => {
    const reach = run.end()
    if (reach === -1) return
    const parts = trimmed(run.take())
    const border = breaker?.sourceCodeLocation?.startOffset ?? reach
    const straddles = (parts[0]?.start ?? 0) < border && border < reach
    if (!straddles && saysSomething(parts)) keep(parts, scope)
  }

  const keep = (parts: readonly Part[], scope: Scope) => {
    const unit = textUnit(source, parts, scope.role, scope.block)
    const text = textOf(unit.content).trim()
    const isLine = text.length <= LINE_LIMIT && scope.block?.tagName !== 'title'
    if (isLine && recognise.isLabel(text)) labels.push(labelPlace(source, unit.place, scope.block))
    else if (isLine && recognise.isUpdated(text)) updated.push({ text, texts: wordTexts(parts) })
    else units.push(unit)
  }

  return {
    breakRun,
    text(node, scope) {
      const location = node.sourceCodeLocation
      const kind = scope.block?.tagName === 'title' ? 'raw' : 'text'
      const found =
        location && stretches(seen, location.startOffset, location.endOffset, node.value.length, kind)
      if (!found || !run.joins(location.startOffset)) breakRun(scope)
      if (!found) return
      for (const passage of passages(revealed(found, masks))) {
        if (passage.isApart) breakRun(scope)
        run.text(passage.stretches, node.parentNode)
        if (passage.isApart) breakRun(scope)
      }
      const words = wordsIn(source, masksIn(masks, location.startOffset, location.endOffset), shortcodes)
      units.push(...words.map((each) => shortcodeUnit(each)))
    },
    coveredText(node, { cover }) {
      const location = node.sourceCodeLocation
      if (!location || !cover) return
      const found = stretches(seen, location.startOffset, location.endOffset, node.value.length, 'text') ?? []
      const parts = trimmed(revealed(found, masks).map((stretch, nth) => partOf(stretch, nth + 1)))
      if (!saysSomething(parts)) return
      const unit = coveredUnit(textUnit(source, parts, 'title', undefined, false), cover.element)
      if (unit !== undefined) units.push(unit)
    },
    comment(node) {
      strings.push(...blockStrings(source, node))
    },
    add(found) {
      units.push(...found)
    },
    alone(node, code, scope, isVisible) {
      const location = node.sourceCodeLocation
      if (!location || !run.joins(location.startOffset)) breakRun(scope)
      if (location) run.alone(code, location.startOffset, location.endOffset, isVisible)
    },
    open(element, scope) {
      const tag = element.sourceCodeLocation?.startTag
      if (!tag) return undefined
      if (!run.joins(tag.startOffset)) breakRun(scope)
      return run.open(codeOf(element), tag.startOffset, tag.endOffset)
    },
    close(element, opened) {
      const tag = element.sourceCodeLocation?.endTag
      if (tag) run.close(opened, tag.startOffset, tag.endOffset)
    },
    attributes(element) {
      for (const { name, role } of wordAttributes(element)) {
        const unit = attributeUnit(source, masked, element, name, role)
        if (unit !== undefined) units.push(unit)
      }
    },
    label(element) {
      const location = element.sourceCodeLocation
      if (!location) return
      const { startOffset, endOffset } = location
      labels.push({
        start: startOffset,
        end: endOffset,
        tag: labelTagOf(element),
        isOurs: true,
        parent: element.parentNode,
      })
    },
    isCopy(element) {
      const start = element.sourceCodeLocation?.startOffset
      if (start === undefined) return true
      if (!isFormatting(element)) return false
      const isSeen = formattingSeen.has(start)
      formattingSeen.add(start)
      return isSeen
    },
    found() {
      const byStart = labels.toSorted((a, b) => a.start - b.start)
      const blocks = readBlocks(source, strings, units, shortcodes)
      const all = inReadingOrder([...units, ...blocks.units])
      return {
        units: outside(all, byStart),
        left: leftInBlocks(blocks.left, units),
        labels: byStart,
        updated,
      }
    },
  }
}

interface Passage {
  /** Does text break before and after it? */
  readonly isApart: boolean
  readonly stretches: readonly Stretch[]
}

/** Markup that has a line to itself parts the words before it from those after it. */
function passages(found: readonly Stretch[]): Passage[] {
  const out: { isApart: boolean; stretches: Stretch[] }[] = []
  for (const stretch of found) {
    const isApart = stretch.kind === 'masked' && stretch.mask.line !== 'any'
    const last = out.at(-1)
    if (last?.isApart === isApart) last.stretches.push(stretch)
    else out.push({ isApart, stretches: [stretch] })
  }
  return out
}

const textOf = (content: Content): string => (content.codes.length === 0 ? content.text : readable(content))

/** Names are letters only: `x-card` is `xcard`. */
export const codeOf = (element: Tree.Element): CodeKindOf => ({
  name: element.tagName.replace(/[^a-z]/gu, '') || 'tag',
  ...freedomOf(element),
})

/** A label that is all a paragraph says is that whole paragraph. */
function labelPlace(source: string, { start, end }: Range, block: Tree.Element | undefined): LabelPlace {
  const location = block?.sourceCodeLocation
  const tag = labelTagOf(block)
  const inline = { start, end, tag: 'span', isOurs: false, parent: block } as const
  if (!location?.startTag || tag !== 'p') return inline
  const innerEnd = location.endTag?.startOffset ?? location.endOffset
  const around = source.slice(location.startTag.endOffset, start) + source.slice(end, innerEnd)
  return around.trim() === ''
    ? { ...inline, start: location.startOffset, end: location.endOffset, tag }
    : inline
}

/** The units that no label covers; both are in order. */
function outside(units: readonly PlacedUnit[], labels: readonly LabelPlace[]): readonly PlacedUnit[] {
  let next = 0
  return units.filter(({ place }) => {
    while (next < labels.length && labels[next]!.end <= place.start) next++
    return !labels.slice(next, next + 1).some((label) => label.start < place.end)
  })
}
