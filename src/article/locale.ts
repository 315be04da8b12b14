import { didYouMean } from './did-you-mean.ts'
import { DragomanError } from './errors.ts'
import { likelyLocale } from './likely-locale.ts'
import { onceEach } from './once-each.ts'

/**
 * BCP 47 tags as CLDR knows them. A tag is known when its language has a name in English (private use `x-…`
 * and the pseudo-locales `en-XA`, `ar-XB` included).
 * @see https://www.rfc-editor.org/rfc/rfc5646 · https://unicode.org/reports/tr35/#Locale_Fallback_Data
 */
export function parseLocale(tag: string, place?: string): string {
  const known = parsed.get(tag)
  if (known !== undefined) return known
  let canonical: string | undefined
  try {
    canonical = Intl.getCanonicalLocales(tag)[0]
  } catch {
    canonical = undefined
  }
  if (canonical === undefined || !isKnownLanguage(canonical)) {
    const hint = didYouMean(likelyLocale(tag)) || '.'
    throw new DragomanError('LOCALE_UNKNOWN', `“${tag}” is not a locale tag that CLDR knows${hint}`, {
      place,
      fix: 'Use a BCP 47 tag such as es, pt-BR or zh-Hans.',
    })
  }
  // Tags come from articles too: what is kept must not grow with them.
  if (parsed.size > 200) parsed.clear()
  parsed.set(tag, canonical)
  return canonical
}

/** Every article says its language, in very few tags, and CLDR takes its time. */
const parsed = new Map<string, string>()

/** Made when it is first needed: that takes 20 ms. */
let englishNames: Intl.DisplayNames | undefined

function isKnownLanguage(canonical: string): boolean {
  // V8 gives no language at all for `und`, whatever the type says.
  const language: string | undefined = new Intl.Locale(canonical).language
  englishNames ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  return language !== undefined && language !== 'und' && englishNames.of(language) !== undefined
}

export const languageOf = onceEach((tag) => new Intl.Locale(tag).language)

/** ISO 15924, the likely one where the tag names none; `Zyyy` where CLDR knows of none. */
export const scriptOf = onceEach((tag) => new Intl.Locale(tag).maximize().script ?? 'Zyyy')

/** `en-XA` and `ar-XB` hold no language: English dressed up to try a layout with. */
export const isPseudo = onceEach((tag) => ['XA', 'XB'].includes(new Intl.Locale(tag).region ?? ''))

/** Reading direction by script; CLDR decides, `ar-XB` is right to left. */
export const directionOf = onceEach((tag): 'ltr' | 'rtl' => {
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getTextInfo?: () => { direction: 'ltr' | 'rtl' }
  }
  return locale.getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr'
})

/** Tags to try for resources of `tag`, best first: zh-HK → zh-Hant → zh; zh → zh-Hans. */
export const fallbackChain = onceEach((tag): readonly string[] => {
  const chain: string[] = []
  const parts = tag.split('-')
  while (parts.length > 0) {
    chain.push(parts.join('-'))
    parts.pop()
    if (parts.at(-1)?.length === 1) parts.pop()
  }
  const { language, script } = new Intl.Locale(tag).maximize()
  const withScript = `${language}-${script}`
  if (!chain.includes(withScript)) chain.splice(Math.max(1, chain.length - 1), 0, withScript)
  return chain
})

/** Is white space written between sentences in this language? Not in Chinese, Japanese and the like. */
export const spacesSentences = onceEach((tag) => !['zh', 'ja', 'yue', 'wuu'].includes(languageOf(tag)))
