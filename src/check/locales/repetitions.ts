/** Languages in which saying a word twice is grammar: धीरे धीरे, yavaş yavaş. */
export const repeats: ReadonlySet<string> = new Set(
  'hi mr ne bn ta te ml kn gu pa or ur id ms tl fil tr az hy ka vi jv su si my km'.split(' '),
)

/** Words that rightly stand twice running. */
const MAY: Readonly<Record<string, string>> = {
  en: 'had that',
  fr: 'nous vous',
  de: 'die der das sie',
  nl: 'dat die zijn',
  it: 'via man',
  ca: 'poc',
  pt: 'logo',
  cs: 'se si',
  sk: 'sa si',
}

export const mayRepeat = (language: string): ReadonlySet<string> => new Set(MAY[language]?.split(' '))
