import { identical } from '../../../src/check/rules/identical.ts'
import { itJudges, type Row } from '../rows.ts'

const same = (rule: string, text: string, to?: string, from?: string): Row => [rule, text, text, to, from]

itJudges(identical, {
  passes: [
    ['a translation', 'Read more', 'Leer más'],
    same('a name', 'Barack Obama'),
    same('a title', 'The New York Times'),
    same('letters and digits', 'F-35'),
    same('one word that both languages have', 'Radio'),
    same('two words that both languages have', 'Hospital general'),
    same('a keyword', 'marketing'),
    same('a quotation in a third language', 'Liberté, égalité, fraternité pour tous les peuples', 'es'),
    same('an address alone', 'https://example.org/the-old-pier-is-closed'),
    same('the same language in another country', 'The harbour was closed at noon.', 'en-GB'),
    same('a pseudo-locale', 'The harbour was closed at noon.', 'en-XA'),
  ],
  fails: [
    same('a sentence', 'The harbour was closed at noon.'),
    same('a label', 'Read more'),
    same('a sentence of another source language', 'El puerto estuvo cerrado hasta mediodía.', 'ca', 'es'),
    same('plain words without any small ones', 'Police arrest suspected bicycle thieves'),
    ['a sentence but for its inline code', 'The <b1>harbour</b1> was closed.', 'The harbour was closed.'],
  ],
})
