import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

/**
 * What the elements of HTML are to a translator: where text breaks, what stays inside a sentence, what is
 * never opened.
 * @see https://html.spec.whatwg.org/multipage/dom.html#content-models
 */
export type Standing =
  /** Text breaks before and after it; it is walked. */
  | 'block'
  /** Text breaks around it; it is left as it is. */
  | 'sealed'
  /** A pair of inline codes round the text inside. */
  | 'inline'
  /** One inline code, whatever is inside. */
  | 'atomic'
  /** One inline code that no reader sees: at the edge of a run it stays outside the unit. */
  | 'invisible'

const STANDING: ReadonlyMap<string, Standing> = new Map([
  ...standing(
    'block',
    `address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    optgroup option p search section summary table tbody td tfoot th thead title tr ul`,
  ),
  ...standing('sealed', 'frameset listing noembed noframes plaintext pre xmp'),
  ...standing(
    'atomic',
    `area audio br canvas code datalist embed iframe img input kbd map math meter object picture progress ruby
    samp select svg textarea var video wbr`,
  ),
  ...standing(
    'invisible',
    'base basefont bgsound link meta noscript param script source style template track',
  ),
])

function standing(value: Standing, tags: string): [string, Standing][] {
  return tags.split(/\s+/u).map((tag) => [tag, value])
}

/** Elements that HTML does not know, custom elements among them, are inline as in a browser. */
export const standingOf = (element: Tree.Element): Standing => STANDING.get(element.tagName) ?? 'inline'

/** Atomic, but its own text attributes, and those of what is in it, are read. */
export const hasReadableAttributes = (element: Tree.Element): boolean =>
  READABLE.has(element.tagName) || standingOf(element) === 'block' || standingOf(element) === 'inline'
const READABLE = new Set(
  `area audio canvas datalist embed iframe img input meta meter object picture progress select svg textarea
  video`.split(/\s+/u),
)

/** Atomic, but the text right in it is words: what a menu offers, what a drawing says. */
export const holdsWords = (element: Tree.Element): boolean =>
  element.tagName === 'option' || (isInDrawing(element) && SVG_TEXTS.has(element.tagName))

export const isInDrawing = (element: Tree.Element): boolean =>
  element.namespaceURI === SVG && element.tagName !== 'svg'
const SVG_TEXTS = new Set(['title', 'desc', 'text', 'tspan', 'textPath'])
const SVG = 'http://www.w3.org/2000/svg'

/** Elements that the parser opens again where a block interrupts them: copies with the first one's location. */
export const isFormatting = (element: Tree.Element): boolean => FORMATTING.has(element.tagName)
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))

/** May a target leave it out, or repeat it (XLIFF 2 canDelete, canCopy)? */
export function freedomOf(element: Tree.Element): { readonly canDelete: boolean; readonly canCopy: boolean } {
  const identified = attribute(element, 'id') !== undefined
  const isEmphasis = EMPHASIS.has(element.tagName)
  return {
    canDelete: !identified && (isEmphasis || element.tagName === 'br' || element.tagName === 'wbr'),
    canCopy: !identified && isEmphasis,
  }
}
const EMPHASIS = new Set('b big em i mark s small strike strong tt u'.split(' '))

/** W3C: what part AI has in the words of an element, inherited by what is inside. */
export const AI_DISCLOSURE = 'ai-disclosure'

/** Marked-up posts of social networks, which their scripts turn into embeds. */
export const isSocialEmbed = (classes: readonly string[]): boolean => classes.some((name) => SOCIAL.has(name))
const SOCIAL = new Set([
  'twitter-tweet',
  'twitter-video',
  'twitter-timeline',
  'instagram-media',
  'tiktok-embed',
  'fb-post',
  'fb-video',
  'reddit-card',
  'reddit-embed-bq',
  'bluesky-embed',
  'mastodon-embed',
  'text-post-media',
  'imgur-embed-pub',
])

/** The visible label of an earlier edition. */
export const isOurLabel = (element: Tree.Element, classes: readonly string[]): boolean =>
  element.attrs.length > 0 &&
  element.tagName !== 'html' &&
  element.tagName !== 'body' &&
  (classes.includes('dragoman-label') || attribute(element, 'data-dragoman-label') !== undefined)

/** What is no element has a name that begins with `#`. */
export const isElement = (node: Tree.Node): node is Tree.Element => node.nodeName[0] !== '#'
export const isText = (node: Tree.Node): node is Tree.TextNode => node.nodeName === '#text'

export function attribute(element: Tree.Element, name: string): string | undefined {
  for (const attr of element.attrs) if (attr.name === name) return attr.value
  return undefined
}

export function classesOf(element: Tree.Element): readonly string[] {
  const value = attribute(element, 'class')
  if (value === undefined) return NO_CLASSES
  return /[\t\n\f\r]/.test(value) ? value.split(/[\t\n\f\r ]+/) : value.split(' ')
}
const NO_CLASSES: readonly string[] = []

/** What stands inside an inline element, or inside inline elements in it. */
export type Inside =
  /** A block (`<a><h2>…</h2></a>`): text breaks there as at a block. */
  | 'block'
  | 'text'
  /** Nothing to read: the element is one code. */
  | 'nothing'

/** Looks into inline elements, the outermost first. Linear over a page, and no deeper than its own stack. */
export function insideInlines(): (inline: Tree.Element) => Inside {
  const known = new Map<Tree.Element, Inside>()
  return (inline) => {
    const inside = known.get(inline) ?? insideFlat(inline)
    if (inside !== undefined) return inside
    look(inline, known)
    return known.get(inline) ?? 'nothing'
  }
}

/** Most hold no element; undefined of one that does. */
function insideFlat({ childNodes }: Tree.Element): Inside | undefined {
  if (childNodes.some(isElement)) return undefined
  return childNodes.some(isText) ? 'text' : 'nothing'
}

function look(outermost: Tree.Element, known: Map<Tree.Element, Inside>) {
  const pending = [outermost]
  known.set(outermost, 'nothing')
  for (let inline = pending.pop(); inline !== undefined; inline = pending.pop()) {
    for (const child of inline.childNodes) {
      if (isText(child)) mark(inline, 'text', known)
      if (!isElement(child)) continue
      const standing = standingOf(child)
      if (standing === 'inline') {
        known.set(child, 'nothing')
        pending.push(child)
      }
      const breaks = standing === 'block' || standing === 'sealed' || isOurLabel(child, classesOf(child))
      if (breaks) mark(inline, 'block', known)
    }
  }
}

/** Marks an inline element and those round it. A block counts for more than text. */
function mark(inline: Tree.Element, inside: 'block' | 'text', known: Map<Tree.Element, Inside>) {
  let at: Tree.ParentNode | null = inline
  while (at !== null && isElement(at)) {
    const before = known.get(at)
    if (before === undefined || before === inside || before === 'block') return
    known.set(at, inside)
    at = at.parentNode
  }
}
