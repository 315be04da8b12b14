import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { type Disclosure, schemaOrgDigitalSourceType } from '../../article/disclosure.ts'
import type { Edit } from '../splice.ts'
import { metaName, setAttribute } from './attributes.ts'
import { attribute, classesOf, isElement } from './elements.ts'
import { below, type Insertion, insert } from './markup.ts'
import { escapeDoubleQuoted } from './text.ts'

/**
 * The machine-readable marks of a page, in its `<head>`. A mark that is there already is brought up to date in
 * its place, so that marking a marked page changes nothing.
 * @see https://schema.org/NewsArticle · https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
 */
export function headEdits(
  source: string,
  html: Tree.Element,
  disclosure: Disclosure,
  prologueEnd: number,
): Edit[] {
  const head = html.childNodes.filter(isElement).find(({ tagName }) => tagName === 'head')
  const elements = head?.childNodes.filter(isElement) ?? []
  const marks = [
    meta(elements, 'ai-disclosure', () => disclosure.aiDisclosure),
    disclosure.state === 'signed-off' ? KEPT : meta(elements, 'robots', withNoindex),
    link(elements, 'canonical', undefined, disclosure.canonicalUrl),
    link(elements, 'alternate', disclosure.sourceLocale, disclosure.originalUrl),
    structuredData(elements, disclosure),
  ]
  const lines = marks.flatMap(({ markup }) => markup ?? [])
  const place = insertionIn(source, html, head, elements, prologueEnd)
  const inserted = lines.map((line) => insert(place, line))
  return [...inserted, ...marks.flatMap(({ edits }) => edits)]
}

/** Edits of what is there, or the markup of what is to be inserted. */
interface Mark {
  readonly edits: readonly Edit[]
  readonly markup?: string
}
const KEPT: Mark = { edits: [] }

type Elements = readonly Tree.Element[]

function meta(elements: Elements, name: string, content: (existing: string) => string): Mark {
  const existing = elements.find((element) => element.tagName === 'meta' && metaName(element) === name)
  if (existing === undefined) {
    return { edits: [], markup: `<meta name="${name}" content="${escapeDoubleQuoted(content(''))}">` }
  }
  return { edits: setAttribute(existing, 'content', content(attribute(existing, 'content') ?? '')) }
}

function withNoindex(existing: string): string {
  const rules = existing.split(',').map((rule) => rule.trim())
  if (rules.some((rule) => /^(?:noindex|none)$/iu.test(rule))) return existing
  return ['noindex', ...rules.filter((rule) => rule !== '' && !/^(?:index|all)$/iu.test(rule))].join(', ')
}

function link(elements: Elements, rel: string, hreflang: string | undefined, url: string | undefined): Mark {
  if (url === undefined) return KEPT
  const existing = elements.find(
    (element) =>
      element.tagName === 'link' &&
      (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/u).includes(rel) &&
      (hreflang === undefined || attribute(element, 'hreflang')?.toLowerCase() === hreflang.toLowerCase()),
  )
  if (existing !== undefined) return { edits: setAttribute(existing, 'href', url) }
  const language = hreflang === undefined ? '' : ` hreflang="${escapeDoubleQuoted(hreflang)}"`
  return { edits: [], markup: `<link rel="${rel}"${language} href="${escapeDoubleQuoted(url)}">` }
}

const DATA_CLASS = 'dragoman-disclosure'

function structuredData(elements: Elements, disclosure: Disclosure): Mark {
  const markup = `<script type="application/ld+json" class="${DATA_CLASS}">${newsArticle(disclosure)}</script>`
  const existing = elements.find(
    (element) => element.tagName === 'script' && classesOf(element).includes(DATA_CLASS),
  )?.sourceCodeLocation
  if (!existing) return { edits: [], markup }
  return { edits: [{ start: existing.startOffset, end: existing.endOffset, text: markup }] }
}

/** `<` is written as an escape, for `</script>` and `<!--` would end or change the element. */
function newsArticle(disclosure: Disclosure): string {
  const { canonicalUrl, originalUrl, locale, sourceLocale, providers, reviewed } = disclosure
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    ...(canonicalUrl === undefined ? {} : { '@id': canonicalUrl }),
    inLanguage: locale,
    translationOfWork: {
      '@type': 'NewsArticle',
      ...(originalUrl === undefined ? {} : { '@id': originalUrl }),
      inLanguage: sourceLocale,
    },
    ...(reviewed === undefined ? {} : { translator: { '@type': 'Organization', name: reviewed.desk } }),
    ...(providers.length === 0 ? {} : { creditText: providers.join(', ') }),
    digitalSourceType: `https://schema.org/${schemaOrgDigitalSourceType(disclosure.digitalSourceType)}`,
  }
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

/** Below the last element of the head that is surely closed; else where a head begins. */
function insertionIn(
  source: string,
  html: Tree.Element,
  head: Tree.Element | undefined,
  elements: Elements,
  prologueEnd: number,
): Insertion {
  const last = elements.findLast((element) => VOID.has(element.tagName) || element.sourceCodeLocation?.endTag)
  if (last?.sourceCodeLocation) {
    return below(source, last.sourceCodeLocation.startOffset, last.sourceCodeLocation.endOffset)
  }
  const headTag = head?.sourceCodeLocation?.startTag
  if (headTag) return below(source, headTag.startOffset, headTag.endOffset, '  ')
  const htmlTag = html.sourceCodeLocation?.startTag
  if (htmlTag) return below(source, htmlTag.startOffset, htmlTag.endOffset)
  return { at: prologueEnd, before: '', after: '' }
}
const VOID = new Set(['meta', 'link', 'base', 'basefont', 'bgsound'])
