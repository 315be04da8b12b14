import { names } from '../../../src/check/rules/names.ts'
import { negation } from '../../../src/check/rules/negation.ts'
import { repeatedWord } from '../../../src/check/rules/repeated-word.ts'
import { itJudges } from '../rows.ts'

itJudges(repeatedWord, {
  passes: [
    ['words that differ', 'The pier is closed.', 'El muelle está cerrado.'],
    ['a repetition that the source has', 'Very very old', 'Muy muy viejo'],
    ['a repetition across a comma', 'The pier, the pier!', '¡Muelle, muelle!'],
    ['grammar of French', 'We meet each other.', 'Nous nous rencontrons.', 'fr'],
    ['grammar of Hindi', 'Slowly the water rose.', 'धीरे धीरे पानी बढ़ा।', 'hi'],
    ['a word inside another', 'The sea', 'la lana'],
  ],
  fails: [
    ['an article twice', 'The pier is closed.', 'El el muelle está cerrado.'],
    ['a word twice whatever its capitals', 'The pier', 'El muelle Muelle'],
    ['Cyrillic', 'The pier is closed.', 'Причал причал закрыт.', 'ru'],
  ],
})

itJudges(negation, {
  passes: [
    ['a negation', 'It did not rain.', 'No llovió.'],
    ['another negative word', 'It didn’t rain anywhere.', 'Nunca llovió allí.'],
    ['a negation in Arabic', 'It did not rain.', 'لم تمطر.', 'ar'],
    ['an elided negation', 'There is nothing.', 'Il n’y a rien.', 'fr'],
    ['a statement', 'It rained.', 'Llovió.'],
    ['a language without a list', 'It did not rain.', '雨は降らなかった。', 'ja'],
  ],
  fails: [
    ['a lost negation', 'The mayor did not resign.', 'El alcalde dimitió.'],
    ['a lost contraction', 'The mayor won’t resign.', 'El alcalde dimitirá.'],
    ['a lost negation in German', 'The mayor never resigned.', 'Der Bürgermeister trat zurück.', 'de'],
    ['a lost negation from Spanish', 'El alcalde no dimitió.', 'The mayor resigned.', 'en', 'es'],
  ],
})

itJudges(names, {
  passes: [
    ['a name kept', 'The winner, Anna Kowalska, spoke.', 'Habló la ganadora, Anna Kowalska.'],
    ['a name half translated', 'He flew to New Zealand.', 'Voló a Nueva Zelanda.'],
    ['an inflected name', 'The wife of Anton Novak spoke.', 'Manželka Antona Nováka promluvila.', 'cs'],
    ['names that are translated', 'He left the White House.', 'Salió de la Casa Blanca.'],
    ['a headline', 'Storm Closes Old Pier In Brightwater Bay', 'La tormenta cierra el viejo muelle'],
    [
      'another script',
      'The winner, Anna Kowalska, spoke.',
      'Выступила победительница Анна Ковальская.',
      'ru',
    ],
  ],
  fails: [
    ['a lost name', 'The winner, Anna Kowalska, spoke.', 'La ganadora habló.'],
    ['another name in its place', 'The winner, Anna Kowalska, spoke.', 'Habló la ganadora, Marta Pérez.'],
  ],
})
