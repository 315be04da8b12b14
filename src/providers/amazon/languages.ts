import { codesOf, type LanguageTable } from '../http/language-codes.ts'

/**
 * The codes of Amazon Translate; any of them translates into any other. They are kept here, not asked for, so
 * that planning a run needs no network; a pair that Amazon has dropped since is refused by Amazon.
 * @see https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html (November 2026: 75 languages)
 */
export const AMAZON_LANGUAGES: LanguageTable = {
  codes: codesOf(`
    af am ar az bg bn bs ca cs cy da de el en es es-MX et fa fa-AF fi fr fr-CA ga gu ha he hi hr ht hu hy id is it
    ja ka kk kn ko lt lv mk ml mn mr ms mt nl no pa pl ps pt pt-PT ro ru si sk sl so sq sr sv sw ta te th tl tr uk
    ur uz vi zh zh-TW`),
  names: {
    'zh-Hans': 'zh',
    'zh-Hant': 'zh-TW',
    'es-419': 'es-MX',
    'es-US': 'es-MX',
    fil: 'tl',
    nb: 'no',
    prs: 'fa-AF',
  },
  scripts: {},
}

/**
 * Targets that know formal and informal speech. TranslateText passes over the wish for any other, while
 * TranslateDocument refuses it.
 * @see https://docs.aws.amazon.com/translate/latest/dg/customizing-translations-formality.html
 */
export const knowsFormality = (code: string): boolean => FORMALITY.has(code)

const FORMALITY = codesOf('de es es-MX fr fr-CA hi it ja ko nl pt-PT')
