import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Claims } from '../claims/claim.ts'
import type { Fills, Format, Reading, ReadOptions } from '../format.ts'
import { htmlFrame } from '../frame/html-frame.ts'
import type { Masked } from '../mask/mask.ts'
import { maskTemplates } from '../mask/scan.ts'
import { SIGNS } from '../signs.ts'
import { splice } from '../splice.ts'
import { metaName } from './attributes.ts'
import { attribute, isElement } from './elements.ts'
import { type Marked, markEdits } from './marks.ts'
import { parsePage, parsePiece } from './parse.ts'
import { languageAttribute } from './scope.ts'
import { fillEdits, unitId } from './units.ts'
import { walk } from './walk.ts'

/**
 * HTML, pages and fragments. The parser (parse5, as browsers parse) tells what everything is; the source it
 * came from is what gets written, with the words spliced in. A page is marked in its head too; a fragment
 * carries the visible label only.
 */
export const html: Format = {
  id: 'html',
  ...SIGNS.html,
  read: (source, options) => readHtmlOf(source, options, 'file'),
}

/** @param is an article’s own file, or a part of one in another format */
export const readHtmlOf = (source: string, options: ReadOptions, is: Marked['is']): Reading =>
  isPage(source)
    ? readHtmlPage(source, options, is)
    : readHtmlFragment(source, options, { label: 'shown', is })

export interface FragmentOptions {
  /** `omitted`: no label is put in, for it stands elsewhere; one that is there already is still replaced. */
  readonly label: 'shown' | 'omitted'
  readonly is?: Marked['is']
  /** With the templates in it masked already, as part of the article it stands in. */
  readonly masked?: Masked
}

/** HTML without a head of its own: the body of a story inside another format. */
export function readHtmlFragment(
  source: string,
  options: ReadOptions,
  { label, is = 'part', masked = maskTemplates(source, 'html') }: FragmentOptions = { label: 'shown' },
): Reading {
  const root = parsePiece(masked.text)
  const elements = root.childNodes.filter(isElement)
  const locale = elements.length === 1 ? languageAttribute(elements[0] as Tree.Element) : undefined
  return reading(source, masked, root, { kind: 'fragment', label, is }, locale, options)
}

function readHtmlPage(source: string, options: ReadOptions, is: Marked['is']): Reading {
  const masked = maskTemplates(source, 'html')
  const root = parsePage(masked.text)
  const page = root.childNodes.filter(isElement).find(({ tagName }) => tagName === 'html')
  const locale = page && languageAttribute(page)
  return reading(source, masked, root, { kind: 'page', label: 'shown', is }, locale, options)
}

function reading(
  source: string,
  masked: Masked,
  root: Tree.ParentNode,
  as: Pick<Marked, 'kind' | 'label' | 'is'>,
  locale: string | undefined,
  options: ReadOptions,
): Reading {
  const findings = walk(source, masked, root, locale ?? options.locale, options)
  return {
    locale,
    claims: claimsOf(root),
    units: findings.units.map(({ role, content }, nth) => ({ id: unitId(nth), role, content })),
    findings: findings.left,
    frame: () => htmlFrame(root, findings),
    write(fills: Fills, disclosure: Disclosure | undefined): string {
      const marks =
        disclosure === undefined ? [] : markEdits({ source, root, findings, ...as }, disclosure, fills)
      return splice(source, [...marks, ...fillEdits(source, findings.units, fills)])
    },
  }
}

/** What `<meta>` says, wherever it stands: one mistake in a head and the rest of it is body to a parser. */
function claimsOf(root: Tree.ParentNode): Claims {
  const said = new Map<string, { readonly values: string[]; readonly at: number }>()
  const pending: Tree.ParentNode[] = [root]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const element of node.childNodes.filter(isElement).toReversed()) pending.push(element)
    if (!isElement(node) || node.tagName !== 'meta') continue
    const [name, content] = [metaName(node), attribute(node, 'content')]
    if (name === '' || content === undefined || OF_CACHES.has(name)) continue
    const known = said.get(name)
    if (known === undefined)
      said.set(name, { values: [content], at: node.sourceCodeLocation?.startOffset ?? 0 })
    else known.values.push(content)
  }
  return new Map(
    [...said].map(([name, { values, at }]) => [
      name,
      { value: values.length === 1 ? values[0]! : values, at },
    ]),
  )
}

/** `<meta name="expires" content="0">` is meant for caches: it says nothing of the article. */
const OF_CACHES: ReadonlySet<string> = new Set(['expires', 'pragma', 'cache-control'])

/** Does it begin, after comments and an XML declaration, with what only a whole page begins with? */
export function isPage(source: string): boolean {
  let at = source.startsWith('\uFEFF') ? 1 : 0
  for (;;) {
    while (/\s/u.test(source[at] ?? '')) at++
    const close = source.startsWith('<!--', at) ? '-->' : source.startsWith('<?', at) ? '>' : undefined
    if (close === undefined) break
    const end = source.indexOf(close, at + 2)
    if (end === -1) return false
    at = end + close.length
  }
  return /^<(?:!doctype|html|head|body|title)[\s/>]/iu.test(source.slice(at, at + 12))
}
