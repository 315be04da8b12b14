import { fallbackChain } from '../../article/locale.ts'

/**
 * Google's own language codes. The list is kept here, not asked for, so that planning a run needs no network;
 * a pair that Google has dropped since is refused by Google, as invalid.
 */

/**
 * Codes of the general NMT model; any of them translates into any other.
 * @see https://cloud.google.com/translate/docs/languages
 */
const CODES: ReadonlySet<string> = new Set(
  `ab ace ach af ak alz am ar as awa ay az ba ban bbc be bem bew bg bho bik bm bn br bs bts btx bua ca ceb cgg chm
  ckb cnh co crh crs cs cv cy da de din doi dov dv dz ee el en eo es et eu fa ff fi fil fj fr fr-CA fr-FR fy ga gaa
  gd gl gn gom gu ha haw he hi hil hmn hr hrx ht hu hy id ig ilo is it ja jv ka kk km kn ko kri ktu ku ky la lb lg
  li lij lmo ln lo lt ltg luo lus lv mai mak mg mi min mk ml mn mni-Mtei mr ms ms-Arab mt my ne new nl no nr nso nus
  ny oc om or pa pa-Arab pag pam pap pl ps pt pt-BR pt-PT qu rn ro rom ru rw sa scn sd sg shn si sk sl sm sn so sq
  sr ss st su sv sw szl ta te tet tg th ti tk tn tr ts tt ug uk ur uz vi xh yi yo yua yue zh-CN zh-TW zu`.split(
    /\s+/,
  ),
)

/** Where Google's code is not the BCP 47 tag of the same thing. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'zh-Hans': 'zh-CN',
  'zh-Hant': 'zh-TW',
  zh: 'zh-CN',
  nb: 'no',
  tl: 'fil',
  mni: 'mni-Mtei',
  iw: 'he',
  jw: 'jv',
  in: 'id',
}

/**
 * Google's code for a locale; undefined when it has none. Regions it does not tell apart fall back to the
 * language (es-MX → es); a script it does not write has no fallback (sr-Latn: Google’s sr is Cyrillic), since
 * a reader would be served the wrong letters.
 */
export function googleCode(tag: string): string | undefined {
  if (PSEUDO.test(tag)) return undefined
  for (const candidate of fallbackChain(tag)) {
    const code = OTHER_NAMES[candidate] ?? candidate
    if (CODES.has(code)) return scriptOf(code) === scriptOf(tag) ? code : undefined
  }
  return undefined
}

/** en-XA, ar-XB: CLDR's pseudo-locales are made by a program. */
const PSEUDO = /-X[AB]\b/

const scriptOf = (tag: string): string | undefined => new Intl.Locale(tag).maximize().script
