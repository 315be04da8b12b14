import type { Language } from './language.ts'

export const en: Language = {
  titles:
    'mr mrs ms mx dr prof gen lt col sgt maj cpl capt cmdr adm brig gov govs sen sens rep reps pres supt insp pvt pfc cpt ' +
    'rev hon fr msgr amb atty asst assoc dep det dir esp messrs mmes mlle ' +
    'e.g i.e eg vs v viz cf approx ca incl excl f.e',
  numbered:
    'no nos nr Art Arts p pp Par para vol vols fig figs sec ch chap eq ref refs ver n° nº rs ext sgt tel cl ' +
    'Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun',
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
