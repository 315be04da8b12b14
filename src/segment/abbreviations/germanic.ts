import type { Language } from './language.ts'

export const en: Language = {
  titles:
    'mr mrs ms mx dr prof gen lt col sgt maj cpl capt cmdr adm brig gov govs sen sens rep reps pres supt insp pvt pfc cpt ' +
    'rev hon fr msgr amb atty asst assoc dep det dir esp messrs mmes mlle ' +
    'e.g i.e eg vs v viz cf approx ca incl excl f.e',
  numbered:
    'no nos nr Art Arts p pp Par para vol vols fig figs sec ch chap eq ref refs ver n° nº rs ext sgt tel cl ' +
    'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun',
  labelled:
    'Fig Figs FIG FIGS Sec Secs Sect Sects subsec Ch Chap Chaps Par Pars Para Paras Art Arts App Apps Appx Ex Exh Exhs Sched Tab Tabs Tbl Pt Pts Vol Vols Eq Ref Cl',
  ambiguous:
    'inc corp ltd co cos bros plc llc llp jr sr esq ph.d m.d b.a m.a u.s u.k u.n u.s.a e.u d.c u.a.e ' +
    'st mt ft ave blvd rd hwy sq pkwy ln ct bldg apt dept univ assn est min max hrs mins secs ' +
    'Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore ' +
    'Pa Penn Tenn Tex Vt Va Wash Wis Wyo Ont Que ' +
    'et.al ibid op.cit pct lb lbs oz sq km kg cm mph intl natl govt a.k.a btw ed eds trans',
  closing: 'etc a.m p.m',
  starters:
    'A An The This That These Those There Here It Its He She They We You I His Her Their Our My Your ' +
    'But And So Or Yet If When While As At In On By For From With Without After Before During Since Until Under ' +
    'Over Between Among Against About Although Though Because However Meanwhile Moreover Nevertheless Still Then ' +
    'Now Once Also Even Only Just Not No Yes Nor What Who Whose Where Why How Which Some Many Most Few Several ' +
    'All Both Each Every Another Other Others Any Such Millions Thousands Hundreds Dozens Nearly Almost More Less ' +
    'Two Three Four Five Six Seven Eight Nine Ten Neither Either None Nothing Nobody Everyone Someone Anyone ' +
    'Despite Instead Later Today Yesterday Tomorrow Last Mr Mrs Ms Did Does Do Is Are Was Were Has Have Had Can ' +
    'Could Will Would Should May Might Must Let Please According Earlier Officials Police Authorities Analysts ' +
    'Critics Experts Reuters Perhaps Maybe Thus Therefore Hence Indeed Unlike Like Through Throughout Within',
  continuations:
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January ' +
    'February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug ' +
    'Sept Sep Oct Nov Dec ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST EET IST JST Eastern ' +
    'Central Mountain Pacific Greenwich Moscow London Beijing',
  attribution:
    /\s+(?:\p{Lu}[\p{L}’'.-]{0,24}\s+){1,4}(?:said|says|asked|asks|wondered|shouted|cried|recalled|added|told|wrote|replied|tweeted|posted|exclaimed|joked|quipped|yelled|whispered|demanded|continued|explained|argued|insisted)\b/uy,
}

export const de: Language = {
  titles:
    'hr hrn fa fr frl dr prof mag dipl ing dipl.ing med jur phil rer nat hc h.c st z.b d.h u.a u.ä i.d.r i.e z.t z.zt ' +
    'z.z bzw ca evtl ggf inkl exkl sog vgl bspw gen geb gest kath evang ev prot zzgl abzgl allg insb insbes ' +
    'max min mind mio mrd tsd hl hll röm gr kl jap engl frz dt lt gem betr bes u.u i.v i.a i.b s z d ' +
    'v.a m.e m.w n.v a.a.o hg hrsg verf üb pol wg',
  numbered: 'nr s p anm rz rn fn § tel jg str',
  labelled: 'abb tab kap anh anl abschn taf art abs bd lit ziff fig',
  ambiguous:
    'a.d o.ä n.chr v.chr co inc jr sr e.v g.m.b.h str tel std sek jh jhd Jan Feb Apr Aug Sept Okt Nov Dez Mo',
  closing: 'usw etc usf u.ä.m u.s.w u.a.m',
  starters:
    'Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Er Sie Es Wir Ihr Ich Man Dieser Diese Dieses Diesen ' +
    'Diesem Jener Jene Jenes Sein Seine Seiner Ihre Ihrer Ihren Unser Unsere Mein Meine Kein Keine Doch Aber Und ' +
    'Oder Denn Wenn Als Da Dann Dort Hier Nun Jetzt Heute Gestern Morgen Auch Nach Vor Bei Beim In Im Am An Auf Aus ' +
    'Mit Von Vom Zu Zum Zur Für Über Unter Durch Gegen Ohne Um Während Seit Trotz Wegen Laut Dabei Damit Dazu Dafür ' +
    'Daher Deshalb Dennoch Dagegen Danach Davon Darum Zudem Außerdem Allerdings Jedoch So Was Wer Wie Wo Warum Wann ' +
    'Ob Nur Noch Schon Sogar Viele Alle Einige Mehrere Beide Manche Zwei Drei Vier Insgesamt Ist Sind War Waren Hat ' +
    'Haben Wird Werden Kann Muss Soll Bis Ab Zuvor Später Derzeit Inzwischen Nachdem Obwohl Weil Dass Niemand Nicht ' +
    'Jeder Jede Dadurch Hinzu Zwar Somit Demnach Weitere Andere Wegen Bereits Kurz Immer Wieder',
  ordinals: 'before capitals',
}

export const nl: Language = {
  titles:
    'dhr mevr mw mr mrs dr drs ir ing prof gen kol lt sgt ds jhr jkvr hr h st o.a m.n d.w.z bijv bv resp t.a.v ' +
    'm.b.t i.v.m i.p.v t.o.v t.g.v n.a.v d.m.v t/m ca incl excl evt aanw max min vgl zgn z.g m.i wed',
  numbered: 'nr nrs p pp blz pag vol tel lid deel jan feb mrt apr jun jul aug sept okt nov dec',
  labelled: 'afb fig hfst art Tab Bijl',
  ambiguous: 'v.chr n.chr b.v n.v e.a jr sr inc ltd co str vnw u.s v.s e.d',
  closing: 'enz etc e.d.m',
  starters:
    'De Het Een Hij Zij Ze Wij We Ik Jij Je U Er Dit Dat Deze Die Daar Hier Nu Dan Toen Maar En Of Want Als Wanneer ' +
    'Terwijl Omdat Hoewel Na Voor In Op Aan Bij Met Van Uit Naar Over Onder Tegen Door Om Te Tot Zonder Volgens ' +
    'Sinds Tijdens Ook Nog Niet Geen Niemand Iedereen Veel Sommige Alle Zijn Haar Hun Ons Onze Mijn Wat Wie Waar ' +
    'Waarom Hoe Welke Zo Toch Echter Daarom Daarnaast Bovendien Vandaag Gisteren Morgen Twee Drie Was Is Heeft Had ' +
    'Volgens Inmiddels Eerder Later Vorige',
}

export const da: Language = {
  titles:
    'hr fr frk dr prof skt st mr mrs ms bl.a f.eks fx d.v.s dvs ca inkl ekskl evt vedr mht jf iht pga adv cand ' +
    'lic dir afd adm ang red bibl maks opr pgl e.g i.e vs',
  numbered:
    'nr no art s p pp bd stk tlf § pkt bind rs n° jan feb apr aug sept okt nov dec Jan Feb Jun Aug Sep Sept Okt Oct Nov Dec sec',
  labelled: 'fig tab kap afsn Bil App',
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
  numbered: 'nr no art s p pp bd tlf § pkt jan feb apr aug sept okt nov des',
  labelled: 'fig tab kap avsn vedl',
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
  numbered: 'nr no art s p pp bd tel § kl jan feb apr aug sept okt nov dec mån tis ons tors fre',
  labelled: 'fig tab kap avsn Bil',
  ambiguous: 'e.kr f.kr ab co kr milj mdr mkr jr sr inc ltd u.s gm v.g',
  closing: 'osv etc m.m m.fl o.s.v o.d o.dyl',
  starters:
    'Den Det De En Ett Han Hon Vi Jag Du Ni Man Där Här Detta Denna Dessa Men Och Eller För Så Om När Då Medan Efter ' +
    'Före Innan Vid På Till Från Med Över Under Utan Enligt Också Inte Ingen Inga Alla Många Några Vad Vem Var Varför ' +
    'Hur Som Att Nu I Sedan Hans Hennes Deras Vår Min Två Tre Är Har Dessutom Därför Senare Samtidigt Trots',
}

export const is: Language = {
  titles: 'hr frú dr prof sr t.d þ.e m.a ca u.þ.b svo.k sbr s.s',
  numbered: 'nr bls gr kafli',
  closing: 'o.s.frv o.fl etc',
  ordinals: 'before lower case',
}
