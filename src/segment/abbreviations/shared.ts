import type { Language } from './language.ts'

/** Written so in news of any language: names of people and firms cross borders with their abbreviations. */
export const shared: Language = {
  titles: 'mr mrs ms dr prof st vs e.g i.e cf',
  numbered: 'no nr vol art fig pp',
  ambiguous: 'inc corp ltd co jr sr ph.d plc bros llc mt ft b.v n.v s.a s.p.a u.s u.k u.n u.s.a e.u d.c',
  closing: 'etc a.m p.m',
}
