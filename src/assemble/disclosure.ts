import type { Article } from '../article/article.ts'
import type { DigitalSourceType, Disclosure, EditionState } from '../article/disclosure.ts'
import { directionOf, languageOf, spacesSentences } from '../article/locale.ts'
import { onceEach, onceOf } from '../article/once-each.ts'
import { author } from '../article/origin.ts'
import type { Target } from '../article/target.ts'
import type { Recognisers } from '../formats/format.ts'
import type { SiteStrings } from './site-strings.ts'
import { formatWallTime, parseWallTime, type WallTime } from './updated.ts'

export interface DisclosureOptions {
  readonly locale: string
  readonly strings: SiteStrings
  /** Display name of a provider kind: google → “Google Cloud Translation”. */
  readonly providerName: (kind: string) => string
  /** Does this kind of provider translate by rules, without a model trained on texts? */
  readonly isRuleBased: (kind: string) => boolean
  /** Kind of the provider that is named when people have rewritten every word that a machine wrote. */
  readonly usualProvider: string
  readonly baseUrl: string | undefined
  /** Who answers to readers for what a person has signed off; without a name nothing is said to be reviewed. */
  readonly desk?: string | undefined
  /** IANA name; the system's if absent. */
  readonly timeZone?: string | undefined
}

/** How an edition stands when it says what it is. */
export interface EditionStanding {
  /** What is published of it. */
  readonly targets: Iterable<Target>
  /** Since when the original says what the edition does not say in its own language yet. */
  readonly changed?: Date | undefined
  /** When a named person answered for the whole of it, as it is now. */
  readonly signOff?: { readonly date: string } | undefined
}

/** What an edition must say of itself, from who wrote each of its segments and who answers for it. */
export function disclose(
  article: Article,
  { targets, changed, signOff }: EditionStanding,
  options: DisclosureOptions,
): Disclosure {
  const { locale, strings, baseUrl, desk } = options
  const reviewed = signOff && desk ? { desk, date: signOff.date } : undefined
  const { state, kinds, digitalSourceType } = provenance(targets, reviewed !== undefined, options)
  const providers = [...new Set(kinds.map(options.providerName))].toSorted()
  const { t, locale: labelLocale } = strings.of(locale)
  const language = languageName(article.locale, labelLocale)
  const day = (date: Date) => dayOf(date, labelLocale, options)
  const checked =
    reviewed === undefined
      ? t(state === 'machine' ? 'label.machine' : 'label.postEdited')
      : t('label.approved', { desk: reviewed.desk, date: day(new Date(reviewed.date)) })
  const sentences = [
    t('label.powered', { provider: providers.join(', ') }),
    t('label.from', { language }),
    checked,
    ...(changed === undefined ? [] : [t('article.originalChanged', { date: day(changed) })]),
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
    digitalSourceType,
    aiDisclosure: reviewed === undefined ? 'ai-autonomous' : 'ai-assisted',
    sourceHash: article.hash,
    changed: changed?.toISOString(),
    reviewed,
    canonicalUrl: url(locale),
    originalUrl: url(article.locale),
    readOriginal: t('article.readOriginal', { language }),
    updatedLine(line) {
      const time = updatedTime(line, article.locale, updatedForms(article.locale, strings))
      return time === undefined ? undefined : t('article.updated', { date: formatWallTime(time, locale) })
    },
    updatedTime(text) {
      const time = parseWallTime(text.trim(), article.locale)
      return time === undefined ? undefined : formatWallTime(time, locale)
    },
  }
}

const dayOf = (date: Date, locale: string, { timeZone }: DisclosureOptions): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', calendar: 'gregory', timeZone }).format(date)

function provenance(
  targets: Iterable<Target>,
  isSignedOff: boolean,
  { isRuleBased, usualProvider }: DisclosureOptions,
) {
  const kinds = new Set<string>()
  let isEdited = false
  for (const target of targets) {
    const by = author(target.origin)
    if (by.kind === 'machine') kinds.add(by.provider)
    // Approving makes nobody's words a person's.
    if (by.kind === 'human') isEdited = true
  }
  if (kinds.size === 0) kinds.add(usualProvider)
  const state: EditionState = isSignedOff ? 'signed-off' : isEdited ? 'post-edited' : 'machine'
  const isTrained = [...kinds].some((kind) => !isRuleBased(kind))
  return { state, kinds: [...kinds], digitalSourceType: sourceType(state, isTrained) }
}

/** @param isTrained does a model that was trained on texts have any part in it? */
function sourceType(state: EditionState, isTrained: boolean): DigitalSourceType {
  if (state === 'machine') return isTrained ? 'trainedAlgorithmicMedia' : 'algorithmicMedia'
  // `compositeSynthetic` would say that generative AI has a part in it.
  return isTrained ? 'compositeWithTrainedAlgorithmicMedia' : 'composite'
}

const sameLanguage = (a: string, b: string) => languageOf(a) === languageOf(b)

const languageNames = onceEach((locale) => {
  const names = new Intl.DisplayNames([locale, 'en'], { type: 'language' })
  return onceEach((tag) => names.of(tag) ?? tag)
})
const languageName = (tag: string, locale: string): string => languageNames(locale)(tag)

/** `https://example.org/es/world/flood.html`, each step percent-encoded. */
export const editionUrl = (baseUrl: string, locale: string, path: string): string =>
  [baseUrl.replace(/\/+$/, ''), locale, ...path.split('/').map(encodeURIComponent)].join('/')

/**
 * The furniture of articles in this source language, known by our own strings. What is taken for furniture is
 * replaced or left in the source's language, so copy that only begins like it must not be: “Updated: the council
 * has agreed” is a sentence for the provider.
 */
export function recognisers(sourceLocale: string, strings: SiteStrings): Recognisers {
  const labels = strings.labels().flatMap((template) => labelWords(template) ?? [])
  // One expression for all: each line of each article is asked.
  const label = new RegExp(`^[*_>\\s]{0,4}(?:${labels.join('|')})\\s*(?:[（([.。।۔*_]|$)`, 'iu')
  const updated = updatedForms(sourceLocale, strings)
  return {
    isLabel: (line) => line.length <= LABEL_LENGTH && labels.length > 0 && label.test(line.trim()),
    isUpdated: (line) =>
      line.length <= LABEL_LENGTH && updatedTime(line, sourceLocale, updated) !== undefined,
  }
}

/** A label is a line or two; longer text only happens to begin like one. */
const LABEL_LENGTH = 400

/**
 * The words of a label, whatever provider it names. One in brackets may be missing; after the words comes a
 * bracket, an end mark or the end of the line. Without words of its own a template tells nothing apart.
 */
function labelWords(template: string): string | undefined {
  const [first = '', ...rest] = template
    .replace(/[.。।۔\s]+$/u, '')
    .split(/\s*([（([]?)\s*\{\{\w+\}\}\s*[)）\]]?\s*/u)
  if (!/\p{L}/u.test(first + rest.filter((_, nth) => nth % 2 === 1).join(''))) return undefined
  let pattern = literal(first)
  for (let at = 0; at < rest.length; at += 2) {
    const words = literal(rest[at + 1] ?? '')
    if (rest[at] === '') pattern += `.{1,120}?${words}`
    else if (words !== '') pattern += `\\s*(?:[（([].{1,120}?[)）\\]])?\\s*${words}`
  }
  return pattern
}

const literal = (words: string) =>
  words
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')

/** What stands before and after the time in an “Updated: …” line of a language; before in lower case. */
interface UpdatedForm {
  readonly locale: string
  readonly before: string
  readonly length: number
  readonly after: string
}

/** In the source's language or English. */
const updatedForms = (sourceLocale: string, strings: SiteStrings) => formsIn(strings)(sourceLocale)

const formsIn = onceOf((strings: SiteStrings) =>
  onceEach((sourceLocale): readonly UpdatedForm[] =>
    [...new Set([sourceLocale, 'en'])].flatMap((locale) => {
      const template = strings.of(locale).t('article.updated', { date: '\u0000' })
      const [before = '', after = ''] = template.split('\u0000').map((part) => part.trim())
      if (before === '') return []
      return [{ locale, before: before.toLocaleLowerCase(locale), length: before.length, after }]
    }),
  ),
)

/** Few languages have their own, and to say which one is meant takes longer than all the rest. */
const inLowerCase = (text: string, locale: string): string =>
  OWN_LOWER_CASE.has(languageOf(locale)) ? text.toLocaleLowerCase(locale) : text.toLowerCase()
/** @see https://www.unicode.org/Public/UCD/latest/ucd/SpecialCasing.txt */
const OWN_LOWER_CASE = new Set(['az', 'lt', 'tr'])

/** The time of an “Updated: …” line; undefined when it cannot be read. */
function updatedTime(
  line: string,
  sourceLocale: string,
  forms: readonly UpdatedForm[],
): WallTime | undefined {
  const text = line.trim()
  for (const { locale, before, length, after } of forms) {
    // A little more than its beginning: how a letter is put in lower case may depend on the next one.
    const beginning = inLowerCase(text.slice(0, length + 2), locale)
    if (beginning.startsWith(before) && text.endsWith(after)) {
      return parseWallTime(text.slice(length, text.length - after.length), sourceLocale)
    }
  }
  return undefined
}
