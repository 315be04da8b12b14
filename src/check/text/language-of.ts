/** Facts of a locale tag that every check asks for; tags are few, and Intl takes its time. */
interface Tongue {
  readonly language: string
  readonly script: string
  readonly isPseudo: boolean
}

const tongues = new Map<string, Tongue>()

/** Check after check asks for the same one. */
let recent: { readonly tag: string; readonly tongue: Tongue } | undefined

function tongue(tag: string): Tongue {
  if (recent?.tag !== tag) recent = { tag, tongue: tongues.get(tag) ?? learn(tag) }
  return recent.tongue
}

function learn(tag: string): Tongue {
  const locale = new Intl.Locale(tag)
  const made = {
    language: locale.language,
    script: locale.maximize().script ?? 'Zyyy',
    isPseudo: locale.region === 'XA' || locale.region === 'XB',
  }
  tongues.set(tag, made)
  return made
}

/** Primary language subtag. */
export const languageOf = (tag: string): string => tongue(tag).language
/** ISO 15924 script, likely one where the tag names none. */
export const scriptOf = (tag: string): string => tongue(tag).script
/** `en-XA` and `ar-XB` hold no language: English dressed up to try a layout with. */
export const isPseudo = (tag: string): boolean => tongue(tag).isPseudo
