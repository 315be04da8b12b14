import { codesOf, type LanguageTable } from '../http/language-codes.ts'

/**
 * The codes of Google's general NMT model; any of them translates into any other. The list is kept here, not asked
 * for, so that planning a run needs no network; a pair that Google has dropped since is refused by Google.
 * @see https://cloud.google.com/translate/docs/languages
 */
export const GOOGLE_LANGUAGES: LanguageTable = {
  codes:
    codesOf(`ab ace ach af ak alz am ar as awa ay az ba ban bbc be bem bew bg bho bik bm bn br bs bts btx bua ca ceb cgg chm
  ckb cnh co crh crs cs cv cy da de din doi dov dv dz ee el en eo es et eu fa ff fi fil fj fr fr-CA fr-FR fy ga gaa
  gd gl gn gom gu ha haw he hi hil hmn hr hrx ht hu hy id ig ilo is it ja jv ka kk km kn ko kri ktu ku ky la lb lg
  li lij lmo ln lo lt ltg luo lus lv mai mak mg mi min mk ml mn mni-Mtei mr ms ms-Arab mt my ne new nl no nr nso nus
  ny oc om or pa pa-Arab pag pam pap pl ps pt pt-BR pt-PT qu rn ro rom ru rw sa scn sd sg shn si sk sl sm sn so sq
  sr ss st su sv sw szl ta te tet tg th ti tk tn tr ts tt ug uk ur uz vi xh yi yo yua yue zh-CN zh-TW zu`),
  names: {
    'zh-Hans': 'zh-CN',
    'zh-Hant': 'zh-TW',
    zh: 'zh-CN',
    nb: 'no',
    tl: 'fil',
    mni: 'mni-Mtei',
    iw: 'he',
    jw: 'jv',
    in: 'id',
  },
  scripts: {},
}
