import { describe, expect, it } from 'vitest'
import { sentenceSegmenter } from '../../src/segment/sentences.ts'

/** A locale, and a text with “|” where a sentence ends. */
type Row = readonly [locale: string, text: string]

/** A letter that labels a figure, a section or an appendix belongs to the abbreviation before it. */
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  figures: [
    ['en', 'As Fig. B shows, the dam leaks. |Fig. A does not.'],
    ['en', 'See Figs. C and D. |The rest is in fig. E on page 9.'],
    ['en', 'FIG. A shows the pump (cf. Fig. 3B). |Fig. (c) shows its valve.'],
    ['de', 'Wie Abb. A zeigt, sinkt der Pegel. |In Abb. B steigt er.'],
    ['nl', 'Zie afb. A voor de sluis. |De brug staat in Fig. C.'],
    ['sv', 'Se fig. A och fig. B på nästa sida. |Bron syns inte.'],
    ['fr', 'Voir la fig. A et la fig. B. |Le pont est fermé.'],
    ['es', 'La fig. A muestra el dique. |Véanse también las figs. B y C.'],
    ['ca', 'La fig. B mostra el dic. |El pont és a la fig. E del llibre.'],
    ['it', 'La fig. A mostra la diga. |Si vedano le figg. B e C.'],
    ['pt', 'A fig. A mostra o dique. |A ponte está na fig. O do anexo.'],
    ['pl', 'Na Rys. A widać tamę. |Most jest na rys. B obok.'],
    ['ru', 'На рис. Б видна плотина. |Рис. А показывает мост.'],
    ['el', 'Δείτε την εικ. Α και την εικ. Β. |Η γέφυρα έκλεισε.'],
    ['tr', 'Baraj şek. A ile gösterildi. |Köprü şek. B içinde.'],
    ['cs', 'Hráz je na obr. B vlevo. |Obr. A ukazuje most.'],
  ],
  sections: [
    ['en', 'Sec. A requires a permit. |It is not in sec. B of the act.'],
    ['en', 'The clause moved to Ch. D, Par. B of the code. |It was Sect. C before.'],
    ['en', 'They cite Art. A and Sec. (b) of the charter. |Nobody else does.'],
    ['de', 'Das steht in Abschn. B des Vertrags. |Kap. A und Abs. C bleiben.'],
    ['es', 'Lo dice la sec. A del código. |El cap. C y el art. B no.'],
    ['fr', 'C’est écrit au chap. A du code. |La sect. B n’en dit rien.'],
    ['it', 'Lo dice la sez. A del codice. |Il tab. B e l’art. C no.'],
    ['pt', 'Está na seç. A do código. |O cap. B não diz nada.'],
    ['nl', 'Dat staat in hfst. B van de wet. |Art. A zegt niets.'],
    ['da', 'Det står i afsn. B i loven. |Kap. C siger intet.'],
    ['pl', 'Mówi o tym rozdz. A ustawy. |Art. B milczy.'],
    ['uk', 'Про це каже розд. Б закону. |Гл. В мовчить.'],
    ['hr', 'To kaže čl. B zakona. |Gl. A šuti.'],
  ],
  'appendices and tables': [
    ['en', 'The names are in App. C. |Voters were not asked.'],
    ['en', 'Tab. B and Sched. A list the costs, Ex. D the bids. |All were paid.'],
    ['en', 'Apps. A–C are long. |Pt. B-2 is not.'],
    ['de', 'Die Liste steht in Anh. B des Berichts. |Anl. A und Tab. C fehlen.'],
    ['es', 'La lista está en el anex. B del informe. |La tab. A falta.'],
    ['it', 'L’elenco è nell’All. A della relazione. |La tab. B manca.'],
    ['fr', 'La liste est dans l’ann. B du rapport. |Le Tab. A manque.'],
    ['nb', 'Listen står i vedl. B i rapporten. |Tab. C mangler.'],
    ['ru', 'Список дан в прил. А доклада. |Табл. Б нет.'],
    ['bg', 'Списъкът е в прил. Б на доклада. |Табл. В липсва.'],
    ['cs', 'Seznam je v příl. B zprávy. |Tab. C chybí.'],
    ['id', 'Daftar ada di lamp. B laporan. |Tab. C hilang.'],
  ],
  'what is no label': [
    ['en', 'Wait a sec. |A man is coming. |I know him.'],
    ['en', 'He downloaded the app. |A friend had told him. |The app. |C was the language.'],
    ['en', 'She was fined by the SEC. |A spokesman agreed. |The SEC. |Musk had sued it.'],
    ['en', 'The lap took 10 sec. |A record fell.'],
    ['en', 'He shouted at the ref. |J. Smith saw the card.'],
    ['en', 'He is chair of Sec. |Nobody else is.'],
    ['en', 'Nov. 5 was cold. |It was over by Nov. |A frost came.'],
    ['de', 'Sie kam auf der Abb. |Alle lachten.'],
    ['fr', 'Il aime l’art. |À Paris, il y en a.'],
    ['ca', 'No en queda cap. |A Girona n’hi ha.'],
    ['hu', 'Ez a fej. |A test hiányzik.'],
    ['ru', 'На столе рис. |А рыбы нет.'],
  ],
}

describe.each(Object.entries(TABLE))('%s', (_kind, rows) => {
  it.each(rows)('in %s: %s', (locale, row) => {
    const text = row.replaceAll('|', '')
    const ends = sentenceSegmenter.split(text, locale)
    expect(ends.map((end, nth) => text.slice(ends[nth - 1] ?? 0, end))).toEqual(row.split('|'))
  })
})
