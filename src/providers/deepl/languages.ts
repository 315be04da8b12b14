import { codeFor, codesOf, type LanguageTable } from '../http/language-codes.ts'
import type { LanguagePair } from '../provider.ts'
import type { DeeplModel } from './options.ts'

/**
 * DeepL's language codes. Kept here, not asked for, so that planning a run needs no network; a pair that DeepL has
 * dropped since is refused by DeepL.
 * @see https://developers.deepl.com/docs/getting-started/supported-languages (2026)
 */

/** Languages of all models; the newer ones below are of the quality models only. */
const CLASSIC = codesOf(
  'ar bg cs da de el en es et fi fr hu id it ja ko lt lv nb nl pl pt ro ru sk sl sv tr uk zh',
)
const NEWER = codesOf(`
  ace af an as ay az ba be bho bn br bs ca ceb ckb cy eo eu fa ga gl gn gom gu ha he hi hr ht hy ig is jv ka kk kmr
  ky la lb lmo ln mai mg mi mk ml mn mr ms mt my ne oc om pa pag pam prs ps qu sa scn sq sr st su sw ta te tg th tk
  tl tn ts tt ur uz vi wo xh yi yue zu`)

/** Where DeepL's code is not the BCP 47 tag of the same thing. */
const NAMES = { no: 'nb', fil: 'tl', 'fa-AF': 'prs', ku: 'kmr', kok: 'gom' }

const SOURCES: LanguageTable = {
  codes: CLASSIC.union(NEWER),
  names: { ...NAMES, 'pt-PT': 'pt', 'zh-Hans': 'zh' },
  scripts: {},
}

/** A target names its variant: a bare `en`, `pt` or `zh` is the one that CLDR takes for the most likely. */
const TARGETS: LanguageTable = {
  codes: SOURCES.codes.union(codesOf('pt-BR pt-PT zh-Hans zh-Hant de-CH fr-CA')),
  names: { ...NAMES, pt: 'pt-BR', zh: 'zh-Hans' },
  scripts: {},
}

/** Sources have no variants. */
function sourceCode(tag: string): string | undefined {
  const isChinese = new Intl.Locale(tag).language === 'zh'
  return isChinese ? 'ZH' : codeFor(tag, SOURCES)?.toUpperCase()
}

function targetCode(tag: string): string | undefined {
  const code = codeFor(tag, TARGETS)
  const { region = '' } = new Intl.Locale(tag).maximize()
  if (code === 'en') return AMERICAN_ENGLISH.has(region) ? 'EN-US' : 'EN-GB'
  if (code === 'es') return LATIN_AMERICA.has(region) ? 'ES-419' : 'ES'
  return code?.toUpperCase()
}

/** The pair in DeepL's codes; undefined when it does not translate it. One English into another is no pair. */
export function pairFor(
  source: string,
  target: string,
  model: DeeplModel | undefined,
): LanguagePair | undefined {
  const [from, to] = [sourceCode(source), targetCode(target)]
  if (from === undefined || to === undefined || from === baseOf(to)) return undefined
  const isKnown = model !== 'latency_optimized' || [from, to].every(isClassic)
  return isKnown ? { source: from, target: to } : undefined
}

const baseOf = (code: string): string => code.split('-')[0] ?? code

const isClassic = (code: string): boolean => CLASSIC.has(baseOf(code).toLowerCase()) && code !== 'ES-419'

/** Regions whose parent locale in CLDR is `en`, not `en-001`; those whose parent is `es-419`, not `es`. */
const AMERICAN_ENGLISH = codesOf('US AS GU MH MP PH PR UM VI')
const LATIN_AMERICA = codesOf('419 AR BO BR BZ CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE')
