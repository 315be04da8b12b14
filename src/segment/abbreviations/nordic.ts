import type { Language } from './language.ts'

export const da: Language = {
  titles:
    'hr fr frk dr prof skt st mr mrs ms bl.a f.eks fx d.v.s dvs ca inkl ekskl evt vedr mht jf iht pga adv cand ' +
    'lic dir afd adm ang red bibl maks opr pgl e.g i.e vs',
  numbered:
    'nr no art s p pp bd kap stk fig tlf § pkt bind rs n° jan feb apr aug sept okt nov dec Jan Feb Jun Aug Sep Sept Okt Oct Nov Dec sec',
  ambiguous:
    'a/s aps co kr mio mia mill jr sr inc ltd corp e.kr f.kr u.s u.k u.s.a e.u pct th tv kl m.v st s.u str gl kbh',
  closing: 'osv etc m.m m.fl o.s.v o.l a.m p.m mv',
  starters:
    'Den Det De En Et Han Hun Vi Jeg Du I Man Der Her Dette Denne Disse Dem Men Og Eller For Så Hvis Når Da Mens ' +
    'Efter Før Ved På Til Fra Med Om Over Under Uden Ifølge Også Ikke Ingen Alle Mange Nogle Hvad Hvem Hvor Hvorfor ' +
    'Hvordan Som At Nu I Ifølge Siden Sin Hans Hendes Deres Vores Min To Tre Er Var Har Dog Desuden Derfor Senere ' +
    'I dag Igår Derudover Samtidig The They He She It We You In But And This That A',
  ordinals: 'before lower case',
}

export const nb: Language = {
  titles:
    'hr fr frk dr prof st mr mrs bl.a f.eks d.v.s dvs ca inkl ekskl evt vedr mht jf iht pga adv cand ing dir avd ' +
    'adm ang maks red siv.ing',
  numbered: 'nr no art s p pp bd kap fig tlf § pkt jan feb apr aug sept okt nov des',
  ambiguous: 'a/s co kr mill mrd jr sr inc ltd e.kr f.kr u.s st kl gt vn pst',
  closing: 'osv etc m.m m.fl o.l mv',
  starters:
    'Den Det De En Ei Et Han Hun Vi Jeg Du Man Der Her Dette Denne Disse Men Og Eller For Så Hvis Når Da Mens Etter ' +
    'Før Ved På Til Fra Med Om Over Under Uten Ifølge Også Ikke Ingen Alle Mange Noen Hva Hvem Hvor Hvorfor Hvordan ' +
    'Som At Nå I Siden Hans Hennes Deres Vår Min To Tre Er Var Har Dessuten Derfor Senere Samtidig Eg Ho Dei Ein',
  ordinals: 'before lower case',
}

export const sv: Language = {
  titles:
    'hr fr frk dr prof st mr mrs bl.a t.ex d.v.s dvs ca inkl exkl ev resp s.k fr.o.m t.o.m p.g.a pga m.a.o jfr adv ' +
    'dir avd tf gen max red t.f i.o.m med.dr fil.dr tekn.dr f.d',
  numbered: 'nr no art s p pp bd kap fig tel § kl jan feb apr aug sept okt nov dec mån tis ons tors fre',
  ambiguous: 'e.kr f.kr ab co kr milj mdr mkr jr sr inc ltd u.s gm v.g',
  closing: 'osv etc m.m m.fl o.s.v o.d o.dyl',
  starters:
    'Den Det De En Ett Han Hon Vi Jag Du Ni Man Där Här Detta Denna Dessa Men Och Eller För Så Om När Då Medan Efter ' +
    'Före Innan Vid På Till Från Med Över Under Utan Enligt Också Inte Ingen Inga Alla Många Några Vad Vem Var Varför ' +
    'Hur Som Att Nu I Sedan Hans Hennes Deras Vår Min Två Tre Är Har Dessutom Därför Senare Samtidigt Trots',
}

export const fi: Language = {
  titles:
    'hra rva nti tri toht prof dr mr mrs ent ns esim mm nk ks vrt vt vs kuv edell apul.prof kenr maj kapt',
  numbered: 'nro n:o s ss luku art no vol § puh klo k',
  ambiguous: 'e.kr j.kr jkr ekr oy oyj jr sr inc ltd co milj mrd u.s kpl krs os',
  closing: 'jne ym yms etc tms ymv',
  starters:
    'Hän He Se Ne Me Minä Sinä Te Tämä Nämä Tuo Nuo Mutta Ja Tai Kun Jos Vaikka Koska Että Myös Ei Eivät Nyt Sitten ' +
    'Siellä Täällä Siitä Siihen Sen Hänen Heidän Mitä Mikä Kuka Missä Miksi Miten Kaikki Monet Moni Jotkut Kaksi ' +
    'Kolme Tänään Eilen Lisäksi Kuitenkin Siksi Näin On Oli Ovat Viime Ensi Aiemmin Toinen Osa',
  ordinals: 'before lower case',
}

export const is: Language = {
  titles: 'hr frú dr prof sr t.d þ.e m.a ca u.þ.b svo.k sbr s.s',
  numbered: 'nr bls gr kafli',
  closing: 'o.s.frv o.fl etc',
  ordinals: 'before lower case',
}
