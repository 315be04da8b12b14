import { codesOf, type LanguageTable } from '../http/language-codes.ts'

/**
 * The codes of Azure's general model; any of them translates into any other. They are kept here, not asked for,
 * so that planning a run needs no network; a pair that Azure has dropped since is refused by Azure.
 * @see https://learn.microsoft.com/azure/ai-services/translator/language-support (September 2025)
 */
export const AZURE_LANGUAGES: LanguageTable = {
  codes: codesOf(`
    af am ar as az ba bg bho bn bo brx bs ca cs cy da de doi dsb dv el en es et eu fa fi fil fj fo fr fr-CA ga gl
    gom gu ha he hi hne hr hsb ht hu hy id ig ikt is it iu iu-Latn ja ka kk km kmr kn ko ks ku ky ln lo lt lug lv
    lzh mai mg mi mk ml mn-Cyrl mn-Mong mni mr ms mt mww my nb ne nl nso nya or otq pa pl prs ps pt pt-PT ro ru run
    rw sd si sk sl sm sn so sq sr-Cyrl sr-Latn st sv sw ta te th ti tk tlh-Latn tlh-Piqd tn to tr tt ty ug uk ur uz
    vi xh yo yua yue zh-Hans zh-Hant zu`),
  names: {
    'fa-AF': 'prs',
    ckb: 'ku',
    // In CLDR ku is Kurmanji, in Azure it is Sorani.
    ku: 'kmr',
    no: 'nb',
    tl: 'fil',
    kok: 'gom',
    ny: 'nya',
    lg: 'lug',
    rn: 'run',
  },
  scripts: { ku: 'Arab', kmr: 'Latn', mni: 'Mtei', tt: 'Latn' },
}
