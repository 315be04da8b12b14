import { isPseudo, scriptOf } from '../../article/locale.ts'

/**
 * Which Apertium mode serves a pair of BCP 47 tags. A mode is `SOURCE-TARGET`; each side is an ISO 639-3 code,
 * with a variety after `_`: `eng-cat_valencia`, `spa-eng_US`.
 * @see https://wiki.apertium.org/wiki/List_of_language_pairs
 */
export function modeOf(source: string, target: string, installed: ReadonlySet<string>): string | undefined {
  for (const to of targetNames(target)) {
    for (const from of sourceNames(source)) {
      const mode = `${from}-${to}`
      if (installed.has(mode)) return mode
    }
  }
  return undefined
}

/** Any region of a language can be read by its analyser. */
function sourceNames(tag: string): string[] {
  const { locale, code } = named(tag)
  return [...varietiesOf(locale), ''].map((variety) => join(code, variety))
}

/**
 * A variant or a script was asked for because it matters: it is that or nothing. A region gives way to the
 * language: es-MX is served as Spanish.
 */
function targetNames(tag: string): string[] {
  const { locale, code } = named(tag)
  if (isPseudo(tag) || !isWrittenAsAsked(locale)) return []
  const varieties = varietiesOf(locale)
  const names = varieties.map((variety) => join(code, variety))
  return variantsOf(locale).length > 0 ? names : [...names, code]
}

function named(tag: string): { locale: Intl.Locale; code: string } {
  const locale = new Intl.Locale(tag)
  return { locale, code: ISO_639_3[locale.language] ?? locale.language }
}

const join = (code: string, variety: string): string => (variety === '' ? code : `${code}_${variety}`)

function varietiesOf(locale: Intl.Locale): string[] {
  const region = locale.region ?? SERBO_CROATIAN[locale.language]
  return [...variantsOf(locale), ...(region === undefined ? [] : [region])]
}

const variantsOf = (locale: Intl.Locale): string[] =>
  locale.baseName
    .split('-')
    .filter((part) => /^(?:[a-z0-9]{5,8}|\d[a-z0-9]{3})$/.test(part) && part !== locale.language)

const isWrittenAsAsked = ({ baseName, language }: Intl.Locale): boolean =>
  scriptOf(baseName) === (language in SERBO_CROATIAN ? 'Latn' : scriptOf(language))

/** One Apertium language (hbs), always written in Latin script; the modes are hbs_BS, hbs_HR, hbs_SR. */
const SERBO_CROATIAN: Readonly<Record<string, string>> = { bs: 'BS', hr: 'HR', sr: 'SR' }

/** The languages of Apertium's released pairs whose BCP 47 subtag has two letters. */
const ISO_639_3: Readonly<Record<string, string>> = {
  af: 'afr',
  an: 'arg',
  ar: 'ara',
  az: 'aze',
  be: 'bel',
  bg: 'bul',
  br: 'bre',
  bs: 'hbs',
  ca: 'cat',
  cs: 'ces',
  cy: 'cym',
  da: 'dan',
  de: 'deu',
  en: 'eng',
  eo: 'epo',
  es: 'spa',
  eu: 'eus',
  fi: 'fin',
  fo: 'fao',
  fr: 'fra',
  ga: 'gle',
  gd: 'gla',
  gl: 'glg',
  hi: 'hin',
  hr: 'hbs',
  id: 'ind',
  is: 'isl',
  it: 'ita',
  kk: 'kaz',
  ky: 'kir',
  lv: 'lvs',
  mk: 'mkd',
  ms: 'zlm',
  mt: 'mlt',
  nb: 'nob',
  nl: 'nld',
  nn: 'nno',
  no: 'nob',
  oc: 'oci',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sc: 'srd',
  se: 'sme',
  sh: 'hbs',
  sl: 'slv',
  sq: 'sqi',
  sr: 'hbs',
  sv: 'swe',
  tr: 'tur',
  tt: 'tat',
  uk: 'ukr',
  ur: 'urd',
  uz: 'uzb',
}
