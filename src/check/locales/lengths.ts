/**
 * How long translations from English are, in code points: `c` their mean ratio, `s2` the variance of the error,
 * measured on 57,913 news segments that people translated.
 */
export interface LengthModel {
  readonly c: number
  readonly s2: number
}

const FROM_ENGLISH: Readonly<Record<string, LengthModel>> = {
  ar: { c: 0.93, s2: 3.79 },
  ca: { c: 1.14, s2: 2.25 },
  de: { c: 1.19, s2: 2.07 },
  en: { c: 1, s2: 1 },
  es: { c: 1.16, s2: 2.14 },
  fr: { c: 1.18, s2: 2.36 },
  hi: { c: 1.06, s2: 2.25 },
  hy: { c: 1.07, s2: 2.88 },
  ja: { c: 0.45, s2: 4.95 },
  ko: { c: 0.54, s2: 5.69 },
  pt: { c: 1.12, s2: 2.12 },
  ru: { c: 1.11, s2: 3.34 },
  zh: { c: 0.34, s2: 6.99 },
}

/** Languages that nobody has measured: wide enough for any alphabet, and no use for ideographs. */
const UNMEASURED: LengthModel = { c: 1.1, s2: 6 }

/** Between two languages other than English, the ratio of their ratios, and both errors. */
export function lengthModel(sourceLanguage: string, targetLanguage: string): LengthModel {
  const target = FROM_ENGLISH[targetLanguage] ?? UNMEASURED
  if (sourceLanguage === 'en') return target
  const source = FROM_ENGLISH[sourceLanguage] ?? UNMEASURED
  return { c: target.c / source.c, s2: source.s2 + target.s2 }
}

/** Short texts vary by whole words: this many characters are added to the length that the spread grows with. */
const FLOOR = 10

/**
 * By how many standard deviations a target of `t` code points is longer (or, below 0, shorter) than translations of a
 * source of `s` are. Fixed percentages would flag most of Chinese.
 */
export const deviations = ({ c, s2 }: LengthModel, s: number, t: number): number =>
  (t - c * s) / (c * Math.sqrt(s2 * (s + FLOOR)))
