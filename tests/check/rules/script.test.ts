import { script } from '../../../src/check/rules/script.ts'
import { itJudges } from '../rows.ts'

const english = 'Harbour Watch and the Seaside Rowing Club will meet the council on Thursday about the pier.'

itJudges(script, {
  passes: [
    [
      'the script of the language',
      english,
      'Harbour Watch и Seaside Rowing Club встретятся с советом в четверг по поводу причала.',
      'ru',
    ],
    [
      'Latin names of the source',
      english,
      '「Harbour Watch」とSeaside Rowing Clubは木曜日に市議会と会う。',
      'ja',
    ],
    ['a short source', 'Seaside Rowing Club', 'Seaside Rowing Club', 'ja'],
    [
      'kana and Han together',
      english,
      'ハーバーウォッチとシーサイド・ローイング・クラブは木曜日に市議会と会う。',
      'ja',
    ],
    [
      'the script that the tag names',
      english,
      'Harbour Watch i Veslački klub sastaće se sa većem u četvrtak.',
      'sr-Latn',
    ],
    [
      'an address',
      `${english} https://example.org/harbour-watch`,
      'Встреча в четверг. https://example.org/harbour-watch-and-more',
      'ru',
    ],
    [
      'a pseudo-locale',
      english,
      'Harbour Watch and the Seaside Rowing Club will meet the council on Thursday.',
      'ar-XB',
    ],
  ],
  fails: [
    [
      'Latin letters for Cyrillic',
      english,
      'Harbour Watch i Seaside Rowing Club vstretyatsya s sovetom v chetverg.',
      'ru',
    ],
    ['Latin letters for Arabic', english, english, 'ar'],
    ['Latin letters for Japanese', english, english, 'ja'],
    ['Cyrillic for Latin', english, 'Клуб встретится с советом в четверг по поводу причала.', 'es'],
    ['Arabic for Hebrew', english, 'سيجتمع النادي مع المجلس يوم الخميس بشأن الرصيف.', 'he'],
    [
      'the script that the tag does not name',
      english,
      'Веслачки клуб састаће се са већем у четвртак.',
      'sr-Latn',
    ],
  ],
})
