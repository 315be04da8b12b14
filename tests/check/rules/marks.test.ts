import { brackets } from '../../../src/check/rules/brackets.ts'
import { endMark } from '../../../src/check/rules/end-mark.ts'
import { question } from '../../../src/check/rules/question.ts'
import { quotes } from '../../../src/check/rules/quotes.ts'
import { itJudges } from '../rows.ts'

itJudges(quotes, {
  passes: [
    ['the marks of the language', '"Stop," she said.', '«Alto», dijo.'],
    ['German marks', '“Stop,” she said.', '„Halt“, sagte sie.', 'de'],
    ['Japanese marks', '“Stop,” she said.', '「止まれ」と彼女は言った。', 'ja'],
    ['single marks for double ones', 'They "looked lost"', "'Parecían perdidos'"],
    ['double marks for single ones', "They 'looked lost'", '«Parecían perdidos»'],
    ['apostrophes, which are no quotation', "It's the men's pier", 'Es el muelle de los hombres'],
    ['a quotation that goes on in the next segment', '“Stop, she said.', '«Alto, dijo.'],
    ['an abbreviation of Hebrew', 'The army said "stop".', 'צה"ל אמר "עצור".', 'he'],
  ],
  fails: [
    ['lost marks', '"Stop," she said.', 'Alto, dijo.'],
    ['marks from nowhere', 'She said stop.', 'Dijo «alto».'],
    ['a mark without a partner', '"Stop," she said.', '«Alto, dijo.'],
  ],
})

itJudges(endMark, {
  passes: [
    ['the same mark', 'It rained.', 'Llovió.'],
    ['the full stop of Chinese', 'It rained.', '下雨了。', 'zh-Hans'],
    ['the danda of Hindi', 'It rained.', 'बारिश हुई।', 'hi'],
    ['the question mark of Greek', 'Did it rain?', 'Έβρεξε;', 'el'],
    ['the question mark of Arabic', 'Did it rain?', 'هل أمطرت؟', 'ar'],
    ['a mark inside the quotation', '"It rained."', '«Llovió».'],
    ['a mark before an inline code', '<b1>It rained.</b1>', '<b1>Llovió</b1>.'],
    ['three dots for one character', 'It rained…', 'Llovió...'],
    ['no mark at all', 'Rain stops play', 'La lluvia detiene el juego'],
    ['Thai, which has none', 'It rained.', 'ฝนตก', 'th'],
  ],
  fails: [
    ['a lost mark', 'It rained.', 'Llovió'],
    ['a mark from nowhere', 'Rain stops play', 'La lluvia detiene el juego.'],
    ['another mark', 'It rained!', 'Llovió.'],
    ['a colon for a full stop', 'It rained.', 'Llovió:'],
  ],
})

itJudges(question, {
  passes: [
    ['a question', 'Did it rain?', '¿Llovió?'],
    ['a question in Japanese', 'Did it rain?', '雨は降りましたか？', 'ja'],
    ['a question inside the sentence', 'Rain? Not here.', '¿Lluvia? Aquí no.'],
    ['a mark inside an address', 'See https://example.org/?a=1.', 'Véase https://example.org/?a=1.'],
    ['no opening mark in Catalan', 'Did it rain?', 'Va ploure?', 'ca'],
  ],
  fails: [
    ['a lost question', 'Did it rain?', 'Llovió.'],
    ['a question from nowhere', 'It rained.', '¿Llovió?'],
    ['no opening mark in Spanish', 'Did it rain?', 'Llovió?'],
  ],
})

itJudges(brackets, {
  passes: [
    ['the same brackets', 'The club (founded in May)', 'El club (fundado en mayo)'],
    ['full-width brackets', 'The club (founded in May)', '俱乐部（五月成立）', 'zh-Hans'],
    ['brackets that explain', 'The TUC met.', 'El TUC (la central sindical) se reunió.'],
    ['a list letter', 'a) the pier', 'a) el muelle'],
  ],
  fails: [
    ['lost brackets', 'The club (founded in May)', 'El club, fundado en mayo'],
    ['one that never closes', 'The club (founded in May)', 'El club (fundado en mayo'],
    ['square ones lost', '“He [the mayor] left”', '«El alcalde se fue»'],
  ],
})
