/** Words that make a sentence negative. A language without a list is not checked. */
const WORDS: Readonly<Record<string, string>> = {
  en: `not no never none nobody nothing nowhere neither nor without cannot can't don't doesn't didn't won't wouldn't
    isn't aren't wasn't weren't hasn't haven't hadn't couldn't shouldn't mustn't needn't ain't unable refuse refused
    refuses fail failed fails deny denied denies lack lacks lacked hardly barely`,
  es: `no nunca jamás nadie nada ninguno ninguna ningún ningunos ningunas tampoco ni sin imposible incapaz incapaces
    negó niega niegan negaron negado negar evitar evitó rechazó rechaza rechazaron dejó dejaron carece carecen falta apenas excepto salvo`,
  ca: `no mai ningú res cap tampoc ni sense gens enlloc impossible incapaç incapaços negar nega neguen negat evitar
    rebutjar rebutja rebutgen va-negar manca falta amb-prou-feines excepte llevat pas`,
  fr: `ne n' pas jamais personne rien aucun aucune ni sans non nul nulle impossible incapable refuse refusé nie nié
    guère manque faute`,
  de: `nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden nichts weder ohne nein nirgends
    unmöglich weigert weigerte verweigert lehnt lehnte abgelehnt kaum`,
  it: `non mai nessuno nessuna nessun nulla niente né neanche nemmeno neppure senza no impossibile incapace rifiuta rifiutato nega negato`,
  pt: `não nunca jamais ninguém nada nenhum nenhuma nenhuns nem sem tampouco impossível incapaz nega negou recusa recusou`,
  nl: `niet geen nooit niemand niets nergens noch zonder nee onmogelijk weigert weigerde ontkent ontkende nauwelijks`,
  ru: `не нет ни никогда никто никого ничего ничто нигде без нельзя невозможно отрицает отказался отказалась отказ никак`,
  ar: `لا لم لن ليس ليست ليسوا ما غير دون بدون عدم لست لسنا كلا رفض ترفض يرفض نفى أبدا أبدًا أي بلا ولا ولم ولن وليس فلا`,
}

const languages = new Map<string, ReadonlySet<string>>()
for (const [language, words] of Object.entries(WORDS)) languages.set(language, new Set(words.split(/\s+/)))

export const negations = (language: string): ReadonlySet<string> | undefined => languages.get(language)

/** Only these make an English sentence plainly negative; the others merely explain one in a translation. */
const PLAIN: Readonly<Record<string, string>> = {
  en: `not never nobody nothing cannot can't don't doesn't didn't won't wouldn't isn't aren't wasn't weren't hasn't
    haven't hadn't couldn't shouldn't`,
  es: 'no nunca jamás nadie',
  ca: 'no mai ningú',
  fr: 'ne pas jamais personne rien',
  de: 'nicht kein keine keinen keinem keiner nie niemals niemand nichts',
  it: 'non mai nessuno nulla niente',
  pt: 'não nunca jamais ninguém',
  nl: 'niet geen nooit niemand niets',
  ru: 'не нет никогда никто',
  ar: 'لا لم لن ليس ليست ولا ولم ولن وليس',
}

const plain = new Map<string, ReadonlySet<string>>()
for (const [language, words] of Object.entries(PLAIN)) plain.set(language, new Set(words.split(/\s+/)))

export const plainNegations = (language: string): ReadonlySet<string> | undefined => plain.get(language)
