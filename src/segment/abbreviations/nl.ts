import type { Language } from './language.ts'

export const nl: Language = {
  titles:
    'dhr mevr mw mr mrs dr drs ir ing prof gen kol lt sgt ds jhr jkvr hr h st o.a m.n d.w.z bijv bv resp t.a.v ' +
    'm.b.t i.v.m i.p.v t.o.v t.g.v n.a.v d.m.v t/m ca incl excl evt aanw max min vgl zgn z.g m.i wed',
  numbered:
    'nr nrs art p pp blz pag vol afb fig tel lid hfst deel jan feb mrt apr jun jul aug sept okt nov dec',
  ambiguous: 'v.chr n.chr b.v n.v e.a jr sr inc ltd co str vnw u.s v.s e.d',
  closing: 'enz etc e.d.m',
  starters:
    'De Het Een Hij Zij Ze Wij We Ik Jij Je U Er Dit Dat Deze Die Daar Hier Nu Dan Toen Maar En Of Want Als Wanneer ' +
    'Terwijl Omdat Hoewel Na Voor In Op Aan Bij Met Van Uit Naar Over Onder Tegen Door Om Te Tot Zonder Volgens ' +
    'Sinds Tijdens Ook Nog Niet Geen Niemand Iedereen Veel Sommige Alle Zijn Haar Hun Ons Onze Mijn Wat Wie Waar ' +
    'Waarom Hoe Welke Zo Toch Echter Daarom Daarnaast Bovendien Vandaag Gisteren Morgen Twee Drie Was Is Heeft Had ' +
    'Volgens Inmiddels Eerder Later Vorige',
}
