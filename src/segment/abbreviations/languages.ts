import { bn, hi, id, ja, ko, mr, ne, ta, te, th, vi, zh } from './asian.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { ca, el, et, eu, gl, hu, kk, lt, lv, ro, sq, tr } from './european.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import type { Language } from './language.ts'
import { ar, fa, he, hy, ur } from './middle-eastern.ts'
import { nl } from './nl.ts'
import { da, fi, is, nb, sv } from './nordic.ts'
import { pt } from './pt.ts'
import { bg, cs, hr, pl, ru, sk, sl, sr, uk } from './slavic.ts'

/** By primary language subtag; near relatives share a table rather than go without one. */
export const languages: Readonly<Record<string, Language>> = {
  ar,
  bg,
  bn,
  bs: hr,
  ca,
  cs,
  da,
  de,
  el,
  en,
  es,
  et,
  eu,
  fa,
  fi,
  fr,
  gl,
  he,
  hi,
  hr,
  hu,
  hy,
  id,
  is,
  it,
  iw: he,
  ja,
  kk,
  km: th,
  ko,
  lb: de,
  lo: th,
  lt,
  lv,
  mk: bg,
  mr,
  ms: id,
  nb,
  ne,
  nl,
  nn: nb,
  no: nb,
  pl,
  pt,
  ro,
  ru,
  sh: hr,
  sk,
  sl,
  sq,
  sr,
  sv,
  ta,
  te,
  th,
  tr,
  uk,
  ur,
  vi,
  yue: zh,
  zh,
  af: nl,
  be: ru,
  ky: kk,
  az: tr,
  ps: fa,
  ckb: ar,
}
