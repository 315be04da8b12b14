import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numbers, numbersWarn } from '../../../src/check/rules/numbers.ts'
import { itJudges, judge } from '../rows.ts'

itJudges(numbers, {
  passes: [
    ['the same number', 'It cost 350 pounds.', 'Costó 350 libras.'],
    ['grouping by full stops', '1,250 people came.', 'Vinieron 1.250 personas.'],
    ['grouping by narrow blanks', '12,500 people came.', '12\u202f500 personnes sont venues.', 'fr'],
    ['grouping by plain spaces', '1,250,000 people came.', 'Vinieron 1 250 000 personas.'],
    ['Indian grouping', '1,234,567 votes were counted.', '12,34,567 वोट गिने गए।', 'hi'],
    ['a decimal comma', 'It grew by 2.5 per cent.', 'Creció un 2,5 %.'],
    ['digits of another script', 'In 2019 it grew by 2.5%.', 'في عام ٢٠١٩ نما بنسبة ٢٫٥٪.', 'ar'],
    ['full-width digits', 'In 2019 it grew.', '２０１９年に成長した。', 'ja'],
    ['short scale to long', 'It made $1.2 billion.', 'Ganó 1.200 millones de dólares.'],
    ['a scale word stuck to the number', 'A £5m plan', 'Un plan de 5 millones de libras'],
    ['a scale word of Chinese', 'Some 120,000 people came.', '约有12万人到场。', 'zh-Hans'],
    ['a sum of two scales', 'The fund holds 120 million yen.', '基金には1億2000万円がある。', 'ja'],
    ['lakh and crore', 'The budget is 25,000,000 rupees.', 'बजट 2.5 करोड़ रुपये है।', 'hi'],
    [
      'scale words of Arabic',
      'The city has 3.4 million people.',
      'يبلغ عدد سكان المدينة 3,4 مليون نسمة.',
      'ar',
    ],
    ['a time with a full stop', 'The train left at 7.55am.', 'El tren salió a las 7:55.'],
    ['the 24-hour clock', 'The hall opens at 7pm.', 'La sala abre a las 19:00.'],
    ['the 24-hour clock, with minutes', 'The hall opens at 7:30 p.m.', 'La sala abre a las 19.30 horas.'],
    ['a time in Japanese', 'It left at 7.55am.', '7時55分に出発した。', 'ja'],
    ['a decade', 'The pier closed in the 1990s.', 'El muelle cerró en los años 90.'],
    ['a century', 'A 19th-century pier', 'Un muelle del siglo XIX'],
    ['a century in small Roman numerals', 'A 19th century pier', 'Un moll del segle xix', 'ca'],
    ['a season', 'The 2018-19 season', 'La temporada 2018-2019'],
    ['a number in words for digits', 'The 20 rowers', 'Los veinte remeros'],
    ['a compound number in words', 'The 31 rowers', 'Los treinta y un remeros'],
    ['digits for words of the source', 'Twenty-one rowers came.', 'Vinieron 21 remeros.'],
    ['Han numerals', 'The 32 rowers', '三十二名划手', 'zh-Hans'],
    ['the month as a number', 'On 30 September', '9月30日', 'ja'],
    ['miles turned into kilometres', 'The road is 40 miles long.', 'La carretera mide 64 kilómetros.'],
    [
      'a range of inches turned into centimetres',
      'Expect 2 to 4 inches of rain.',
      'Se esperan entre 5 y 10 centímetros de lluvia.',
    ],
    ['Fahrenheit turned into Celsius', 'It was 86 degrees.', 'Había 30 grados.'],
    ['feet and inches', 'The 6-foot-6 keeper', 'El portero, de 1,98 metros'],
    ['a measure given twice, once in translation', 'The coast, 300 km (190 miles) of it', 'La costa, 300 km'],
    ['a unit in words', 'A mile away', 'A 1,6 km'],
    ['a small number left out', 'The 2 of them left.', 'Ambos se fueron.'],
    ['a superscript, which is no number', 'Ten square miles', 'Veintiséis km²'],
    ['digits in a literal, which literals sees to', 'See https://example.org/2019.', 'Véase la página.'],
    ['a half', 'It took 1½ hours.', 'Duró 1,5 horas.'],
    ['letters and digits', 'The F-35 and the G20', 'El F-35 y el G20'],
    ['any order', 'From 20 in 2018 to 35 in 2019', 'En 2019, 35, frente a los 20 de 2018'],
  ],
  fails: [
    ['one digit changed', 'It cost 350 pounds.', 'Costó 360 libras.'],
    ['one digit of a year changed', 'In 2019 it grew.', '2018年に成長した。', 'ja'],
    ['one digit changed in another script', 'In 2019 it grew.', 'نما في عام ٢٠١٨.', 'ar'],
    ['a digit lost', '1,250 people came.', 'Vinieron 125 personas.'],
    ['a group lost', '1,250 people came.', 'Vinieron 250 personas.'],
    ['a decimal point lost', 'It grew by 2.5 per cent.', 'Creció un 25 %.'],
    ['a wrong power of ten', 'Some 120,000 people came.', '约有1200万人到场。', 'zh-Hans'],
    ['a small number turned into another', 'It ended 3-1.', 'Terminó 3-2.'],
    ['a number lost', 'The 48 rowers came.', 'Vinieron los remeros.'],
    ['a number from nowhere', 'The rowers came.', 'Vinieron los 48 remeros.'],
    ['a small number from nowhere', 'The rowers came.', 'Vinieron los 8 remeros.'],
    ['a wrong conversion', 'The road is 40 miles long.', 'La carretera mide 94 kilómetros.'],
    ['another segment’s numbers', 'The vote was 24 to 17.', 'El puente mide 310 metros.'],
  ],
})

itJudges(numbersWarn, {
  passes: [
    ['numbers that are all there', 'The 2 of them left at 7.', 'Los 2 se fueron a las 7.'],
    ['what already blocks', 'It cost 350 pounds.', 'Costó 360 libras.'],
  ],
  fails: [
    ['a small number that is gone', 'The 2 of them left.', 'Se fueron juntos.'],
    ['a measure that is gone', 'The road is 40 miles long.', 'La carretera es larga.'],
    ['a round number where nobody listed the number words', 'The 20 rowers', 'Веслувальники', 'uk'],
  ],
})

it('meets any integer in any grouping', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 13, max: 10 ** 12 }),
      fc.constantFrom('de', 'es', 'fr', 'hi', 'ar-EG'),
      (n, locale) => {
        const source = `The total was ${n.toLocaleString('en')} votes.`
        expect(judge(numbers, '', source, `${n.toLocaleString(locale)}.`, locale)).toBeUndefined()
      },
    ),
  )
})

it('misses any integer that is not there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 13, max: 10 ** 9 }), fc.integer({ min: 1, max: 9 }), (n, off) => {
      expect(judge(numbers, '', `The total was ${n}.`, `El total fue ${n + off}.`)).toBeDefined()
    }),
  )
})

it('meets figures that are written alike, in the source’s order or another', () => {
  const figure = fc.stringMatching(/^\d{1,4}(?:[.,:'’]\d{1,4}){0,4}$/)
  fc.assert(
    fc.property(figure, figure, (a, b) => {
      const source = `From A ${a} to B ${b} in all.`
      expect(judge(numbers, '', source, `De A ${a} a B ${b} en total.`)).toBeUndefined()
      expect(judge(numbers, '', source, `A B ${b} de A ${a} en total.`)).toBeUndefined()
    }),
  )
})
