import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { onceEach } from '../../article/once-each.ts'
import type { ReadOptions } from '../format.ts'
import { type Masked, maskedPart } from '../mask/mask.ts'
import { codeOf, collector } from './collect.ts'
import {
  AI_DISCLOSURE,
  attribute,
  classesOf,
  hasReadableAttributes,
  holdsWords,
  type Inside,
  insideInlines,
  isElement,
  isInDrawing,
  isOurLabel,
  isSocialEmbed,
  isText,
  standingOf,
} from './elements.ts'
import type { Findings } from './findings.ts'
import { parsePiece } from './parse.ts'
import type { CodeKindOf, Opened } from './run.ts'
import {
  innerScope,
  isStandfirst,
  isTranslatable,
  languageAttribute,
  OUTERMOST,
  roleOf,
  type Scope,
} from './scope.ts'
import { selectorMatcher } from './selectors.ts'
import { movedUnit, type PlacedUnit } from './units.ts'

/** An element (or the whole) whose children are being walked. */
interface Frame {
  readonly children: readonly Tree.ChildNode[]
  next: number
  readonly scope: Scope
  leave(): void
}

/**
 * Walks the parser's tree, on a stack of its own for pages nest as deep as they like, and decides of every
 * element whether text breaks at it, stays together across it, or passes it over.
 * @param locale the article's language.
 */
export function walk(
  source: string,
  masked: Masked,
  root: Tree.ParentNode,
  locale: string,
  options: ReadOptions,
  isInNoscript = false,
): Findings {
  const insideOf = insideInlines()
  const isCredit = creditMatcher([...BYLINES, ...options.credits].join())
  const collect = collector(source, masked, options)
  const claims: Tree.Element[] = []
  const disclosed: Tree.Element[] = []
  const standfirsts: Tree.Element[] = []
  let headline: Tree.Element | undefined

  const stack: Frame[] = []
  const push = (children: readonly Tree.ChildNode[], scope: Scope, leave: () => void) =>
    stack.push({ children, next: 0, scope, leave })

  const enter = (element: Tree.Element, outer: Scope) => {
    const standing = standingOf(element)
    const classes = classesOf(element)
    const inner = innerScope(element, classes, outer, locale)
    if (outer.cover !== undefined) return covered(element, outer, inner)
    const inside = standing === 'inline' ? insideOf(element) : 'nothing'
    const breaks = standing === 'block' || standing === 'sealed' || inside === 'block'
    if (isOurLabel(element, classes)) {
      collect.breakRun(outer, element)
      collect.label(element)
    } else if (standing === 'sealed' || isCredit(element, classes) || isSocialEmbed(classes)) {
      if (breaks) collect.breakRun(outer, element)
      else if (isTranslatable(outer)) collect.alone(element, CREDIT, outer, true)
    } else if (breaks) block(element, classes, outer, inner)
    else if (isTranslatable(outer)) inline(element, inside, outer, inner)
    else if (standing === 'inline') reopened(element, inner)
    else covered(element, outer, inner)
  }

  const block = (element: Tree.Element, classes: readonly string[], outer: Scope, inner: Scope) => {
    collect.breakRun(outer, element)
    if (element.tagName === 'h1') headline ??= element
    if (isStandfirst(element, classes)) standfirsts.push(element)
    if (isTranslatable(inner) && !collect.isCopy(element)) {
      collect.attributes(element)
      if (languageAttribute(element) !== undefined) claims.push(element)
      if (attribute(element, AI_DISCLOSURE) !== undefined) disclosed.push(element)
    }
    const isBlock = standingOf(element) === 'block'
    const role = isBlock ? roleOf(element, classes, inner.role, element === headline) : inner.role
    const scope = { ...inner, role, block: element }
    push(element.childNodes, scope, () => collect.breakRun(scope))
  }

  const inline = (element: Tree.Element, inside: Inside, outer: Scope, inner: Scope) => {
    const standing = standingOf(element)
    const isMoved = collect.isCopy(element)
    const isOurs = isTranslatable(inner)
    const isWhole = standing !== 'inline' || !isOurs || inside === 'nothing'
    if (isWhole && isMoved) return collect.breakRun(outer)
    if (isWhole) {
      const code = standing === 'inline' && !isOurs ? NOT_TRANSLATED : codeOf(element)
      collect.alone(element, code, outer, standing !== 'invisible')
      return covered(element, outer, inner)
    }
    if (!isMoved) collect.attributes(element)
    const opened: Opened | undefined = isMoved ? undefined : collect.open(element, inner)
    push(element.childNodes, inner, () => opened && collect.close(element, opened))
  }

  /** Inside what is not translated: an element may say that its own words are. */
  const reopened = (element: Tree.Element, inner: Scope) => {
    const isOurs = isTranslatable(inner)
    if (isOurs) collect.attributes(element)
    push(element.childNodes, inner, () => isOurs && collect.breakRun(inner))
  }

  /** It is, or is in, one code: only text attributes are read, and text that is words by itself. */
  const covered = (element: Tree.Element, outer: Scope, inner: Scope) => {
    const isOurs = isTranslatable(inner)
    if (element.tagName === 'noscript' && isOurs && !isInNoscript)
      return collect.add(inNoscript(source, masked, element, locale, options))
    if (!hasReadableAttributes(element)) return
    if (isOurs && !isInDrawing(element)) collect.attributes(element)
    if (element.childNodes.length === 0) return
    const { cover } = outer
    const isReopened = isOurs && cover !== undefined && (cover.hasWords || !isTranslatable(outer))
    const isInline = standingOf(element) === 'inline'
    const hasWords = isOurs && (holdsWords(element) || (isReopened && isInline))
    push(
      element.childNodes,
      { ...inner, cover: { element: cover?.element ?? element, hasWords } },
      () => undefined,
    )
  }

  push(root.childNodes, OUTERMOST, () => collect.breakRun(OUTERMOST))
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const { scope } = frame
    const node = frame.children[frame.next++]
    if (node === undefined) {
      frame.leave()
      stack.pop()
    } else if (isElement(node)) enter(node, scope)
    else if (!isTranslatable(scope)) continue
    else if (scope.cover !== undefined) {
      if (isText(node) && scope.cover.hasWords) collect.coveredText(node, scope)
    } else if (isText(node)) collect.text(node, scope)
    else if (node.nodeName === '#comment') {
      collect.alone(node as Tree.CommentNode, COMMENT, scope, false)
      collect.comment(node as Tree.CommentNode)
    }
  }
  return { ...collect.found(), claims, disclosed, headline, standfirsts }
}

/** What is shown without scripts is raw text to a parser that has them: a fragment of its own. */
function inNoscript(
  source: string,
  masked: Masked,
  { childNodes, sourceCodeLocation }: Tree.Element,
  locale: string,
  options: ReadOptions,
): PlacedUnit[] {
  const place = childNodes[0]?.sourceCodeLocation
  if (!place || !sourceCodeLocation) return []
  const { startOffset: start, endOffset: end } = place
  const part = maskedPart(masked, start, end)
  const { units } = walk(source.slice(start, end), part, parsePiece(part.text), locale, options, true)
  const moved = units.map((unit) => movedUnit(unit, start))
  // With an attribute inside of it, a text inside a sentence would have to be filled in two steps.
  if (moved.some(({ tag }) => tag !== undefined)) return moved
  const cover = { start: sourceCodeLocation.startOffset, end: sourceCodeLocation.endOffset }
  return moved.map((unit) => ({ ...unit, cover }))
}

/** Each list of selectors is read once, not for every page. */
const creditMatcher = onceEach((selectors) => selectorMatcher([selectors]))

/** Names of people are no copy: never translated, whatever is configured. */
const BYLINES = ['.byline', '[rel~=author]', '[itemprop=author]']

const COMMENT: CodeKindOf = { name: 'comment', canDelete: false, canCopy: false }
const CREDIT: CodeKindOf = { name: 'credit', canDelete: false, canCopy: false }
const NOT_TRANSLATED: CodeKindOf = { name: 'nt', canDelete: false, canCopy: false }
