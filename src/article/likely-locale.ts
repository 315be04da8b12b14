import { closestName } from './did-you-mean.ts'

/**
 * The tag that was probably meant by what is none: `pt_BR`, the name of a language in English or in the language itself
 * (`Spanish`, `català`), or the code of a country where one language is (`jp`).
 */
export function likelyLocale(text: string): string | undefined {
  const tag = canonical(text.replaceAll('_', '-'))
  if (tag !== undefined && nameOf(tag) !== undefined) return tag
  names ??= languageNames()
  return names.get(text.toLowerCase()) ?? languageOfCountry(text) ?? similarName(text, names)
}

/** A language code has so few letters that every other one is similar to it: only names are compared. */
function similarName(text: string, names: ReadonlyMap<string, string>): string | undefined {
  const name = text.length > 4 ? closestName(text, names.keys()) : undefined
  return name === undefined ? undefined : names.get(name)
}

/** English is what CLDR has for most islands; whoever means English writes `en`. */
function languageOfCountry(text: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(text)) return undefined
  const country = text.toUpperCase()
  countries ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  if (countries.of(country) === undefined) return undefined
  const { language } = new Intl.Locale(`und-${country}`).maximize()
  return language === 'en' ? undefined : language
}

/** Made when they are first needed: that takes some 15 ms. */
let names: ReadonlyMap<string, string> | undefined
let languages: Intl.DisplayNames | undefined
let countries: Intl.DisplayNames | undefined

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Names in lower case → tags, of the languages with a code of two letters. */
function languageNames(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const tag = `${first}${second}`
      const english = nameOf(tag)
      if (english === undefined || canonical(tag) !== tag) continue
      const own = new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(tag)
      for (const name of [english, own])
        if (name !== undefined && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), tag)
    }
  return found
}

function nameOf(tag: string): string | undefined {
  languages ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  // V8 gives no language at all for `und`, whatever the type says.
  const language: string | undefined = new Intl.Locale(tag).language
  return language === undefined || language === 'und' ? undefined : languages.of(language)
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
