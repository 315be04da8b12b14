import type { Article } from '../article/article.ts'
import type { Disclosure, EditionState } from '../article/disclosure.ts'
import { directionOf, spacesSentences } from '../article/locale.ts'
import { author } from '../article/origin.ts'
import type { Target } from '../article/target.ts'
import type { Recognisers } from '../formats/format.ts'
import type { SiteStrings } from './site-strings.ts'
import { formatWallTime, parseWallTime } from './updated.ts'

export interface DisclosureOptions {
  readonly locale: string
  readonly strings: SiteStrings
  /** Display name of a provider kind: google → “Google Cloud Translation”. */
  readonly providerName: (kind: string) => string
  /** Named when people have rewritten every word that a machine wrote. */
  readonly usualProvider: string
  readonly baseUrl: string | undefined
}

/** What an edition must say of itself, from who wrote each of its segments. */
export function disclose(
  article: Article,
  targets: Iterable<Target>,
  options: DisclosureOptions,
): Disclosure {
  const { locale, strings, baseUrl } = options
  const { state, providers } = provenance(targets, options)
  const { t, locale: labelLocale } = strings.of(locale)
  const language = languageName(article.locale, labelLocale)
  const checked = state === 'machine' ? t('label.machine') : t('label.postEdited')
  const sentences = [
    t('label.powered', { provider: providers.join(', ') }),
    t('label.from', { language }),
    checked,
  ]
  const url = (tag: string) => (baseUrl === undefined ? undefined : editionUrl(baseUrl, tag, article.path))
  return {
    articleId: article.id,
    state,
    locale,
    direction: directionOf(locale),
    sourceLocale: article.locale,
    sourceDirection: directionOf(article.locale),
    label: sentences.join(spacesSentences(labelLocale) ? ' ' : ''),
    labelLocale: sameLanguage(labelLocale, locale) ? locale : labelLocale,
    providers,
    digitalSourceType:
      state === 'machine' ? 'trainedAlgorithmicMedia' : 'compositeWithTrainedAlgorithmicMedia',
    aiDisclosure: 'ai-autonomous',
    sourceHash: article.hash,
    canonicalUrl: url(locale),
    originalUrl: url(article.locale),
    readOriginal: t('article.readOriginal', { language }),
    updatedLine(line) {
      const text = updatedTime(line, article.locale, strings)
      const time = text === undefined ? undefined : parseWallTime(text, article.locale)
      return time === undefined ? undefined : t('article.updated', { date: formatWallTime(time, locale) })
    },
  }
}

function provenance(targets: Iterable<Target>, options: DisclosureOptions) {
  const providers = new Set<string>()
  let state: EditionState = 'machine'
  for (const target of targets) {
    const by = author(target.origin)
    if (by.kind === 'machine') providers.add(options.providerName(by.provider))
    if (target.state !== 'machine') state = 'post-edited'
  }
  if (providers.size === 0) providers.add(options.usualProvider)
  return { state, providers: [...providers].toSorted() }
}

const sameLanguage = (a: string, b: string) => new Intl.Locale(a).language === new Intl.Locale(b).language

const languageName = (tag: string, locale: string): string =>
  new Intl.DisplayNames([locale, 'en'], { type: 'language' }).of(tag) ?? tag

/** `https://example.org/es/world/flood.html`, each step percent-encoded. */
const editionUrl = (baseUrl: string, locale: string, path: string): string =>
  [baseUrl.replace(/\/+$/, ''), locale, ...path.split('/').map(encodeURIComponent)].join('/')

/** The furniture of articles in this source language, known by our own strings. */
export function recognisers(sourceLocale: string, strings: SiteStrings): Recognisers {
  const labels = strings.labels().map(labelPattern)
  return {
    isLabel: (line) => line.length <= LABEL_LENGTH && labels.some((pattern) => pattern.test(line.trim())),
    isUpdated: (line) =>
      line.length <= LABEL_LENGTH && updatedTime(line, sourceLocale, strings) !== undefined,
  }
}

/** A label is a line or two; longer text only happens to begin like one. */
const LABEL_LENGTH = 400

/** The words of a label, whatever provider it names or does not name. */
function labelPattern(template: string): RegExp {
  const words = template
    .split(/\s*[（([]?\s*\{\{\w+\}\}\s*[)）\]]?\s*/)
    .map((part) => part.replace(/[.。।۔\s]+$/u, '').trim())
    .filter((part) => part !== '')
  const literal = words.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
  return new RegExp(`^[*_>\\s]{0,4}${literal.join('.{0,120}?')}`, 'iu')
}

/** The date part of an “Updated: …” line in the source's language or English. */
function updatedTime(line: string, sourceLocale: string, strings: SiteStrings): string | undefined {
  const text = line.trim()
  for (const locale of [sourceLocale, 'en']) {
    const template = strings.of(locale).t('article.updated', { date: '\u0000' })
    const [before = '', after = ''] = template.split('\u0000')
    const starts = text.toLocaleLowerCase(locale).startsWith(before.trim().toLocaleLowerCase(locale))
    if (before.trim() !== '' && starts && text.endsWith(after.trim())) {
      return text.slice(before.trim().length, text.length - after.trim().length).trim()
    }
  }
  return undefined
}
