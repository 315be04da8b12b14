import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKER } from '../../src/article/content.ts'
import type { CaseRule, Glossary, Term } from '../../src/glossary/glossary.ts'
import { glossaryHash, matches } from '../../src/glossary/matches.ts'

const term = (source: string, caseRule: CaseRule = 'exact', target = `→${source}`): Term => ({
  source,
  target: { kind: 'term', text: target },
  caseRule,
  note: '',
})
const glossary = (...terms: readonly (string | Term)[]): Glossary => ({
  terms: terms.map((each) => (typeof each === 'string' ? term(each) : each)),
})
const found = (terms: Glossary, text: string, locale = 'en') =>
  matches(terms, text, locale).map(({ start, end }) => text.slice(start, end))

describe('terms in a text', () => {
  it.each([
    ['whole words', ['EU'], 'The EU and the EUR, not Europe, not PEU: EU.', ['EU', 'EU']],
    ['next to punctuation', ['EU'], '“EU”, (EU) EU-wide, EU’s', ['EU', 'EU', 'EU', 'EU']],
    ['not with digits on', ['COP'], 'COP30 COP_x 3COP COP', ['COP']],
    ['with digits in', ['COP30', 'G7'], 'G7 and COP30, G77', ['G7', 'COP30']],
    ['that begin or end with marks', ['C++', '.NET', 'AT&T'], 'C++ or .NET at AT&T', ['C++', '.NET', 'AT&T']],
    ['not with another accent on', ['cafe'], 'cafe\u0301 cafe', ['cafe']],
    [
      'the longest of those that begin there',
      ['Bank', 'Bank of England'],
      'Bank of England',
      ['Bank of England'],
    ],
    ['a shorter one where the longer fails', ['Bank', 'Bank of England'], 'Bank of Englander', ['Bank']],
    [
      'the longest of those that overlap',
      ['New York', 'York Times Group'],
      'New York Times Group',
      ['York Times Group'],
    ],
    ['the first of two as long', ['a b', 'b c'], 'a b c', ['a b']],
    ['a shorter one beside the longest', ['a b', 'a', 'b cc'], 'a b cc', ['a', 'b cc']],
    ['in Chinese, anywhere', ['北京', '北京大学'], '我在北京大学和北京', ['北京大学', '北京']],
    ['Latin names in Japanese', ['NATO'], '岸田氏はNATOで、NATOS', ['NATO']],
    ['in Thai, not between a letter and its mark', ['กรุง', 'ทุ'], 'กรุงเทพ ทุ่ง', ['กรุง']],
    ['Latin names behind Hebrew and Arabic prefixes', ['NATO'], 'בNATO وNATO', ['NATO', 'NATO']],
    ['in Korean, with particles on', ['서울', 'NATO'], '서울은 NATO는 뉴서울', ['서울', 'NATO']],
    ['in Arabic, whole words', ['بان'], 'بان في لبنان واليابان', ['بان']],
    ['outside the basic plane', ['𝔸'], '𝔸 𝔸𝔸', ['𝔸']],
  ])('are %s', (_, terms, text, expected) => {
    expect(found(glossary(...terms), text)).toEqual(expected)
  })

  it.each([
    ['exact', 'Polish polish POLISH', ['Polish']],
    ['ignore', 'Polish polish POLISH', ['Polish', 'polish', 'POLISH']],
  ] as const)('keep to the case rule: %s', (rule, text, expected) => {
    expect(found(glossary(term('Polish', rule)), text)).toEqual(expected)
  })

  it('take the entry for the exact spelling before the one for any', () => {
    const terms = glossary(term('us', 'ignore', 'a'), term('US', 'exact', 'b'))
    const targets = matches(terms, 'US us Us', 'en').map(({ term }) => term.target)
    expect(targets).toEqual(['b', 'a', 'a'].map((text) => ({ kind: 'term', text })))
  })

  it('know the lower case of the language', () => {
    const terms = glossary(term('ırmak', 'ignore'))
    expect(found(terms, 'IRMAK', 'tr')).toEqual(['IRMAK'])
    expect(found(terms, 'IRMAK', 'en')).toEqual([])
  })

  it.each([
    ['no-break spaces', 'Banque de France', 'la Banque\u00A0de\u202FFrance'],
    ['spaces in a row', 'Banque de France', 'la Banque  de\nFrance'],
    ['curly apostrophes', "Côte d'Ivoire", 'la Côte d’Ivoire'],
    ['straight apostrophes', 'Côte d’Ivoire', "la Côte d'Ivoire"],
    ['letters and marks apart', 'Côte', 'la Co\u0302te'],
    ['letters composed', 'Co\u0302te', 'la Côte'],
    ['a letter that grows in lower case', 'İzmir İl', 'la İzmir İl'],
    ['soft hyphens', 'Europa', 'la Eu\u00ADro\u00ADpa'],
  ])('are seen through %s', (_, source, text) => {
    for (const rule of ['exact', 'ignore'] as const)
      expect(found(glossary(term(source, rule)), text)).toEqual([text.slice(3)])
  })

  it('are not cut out of a hyphenated break', () => {
    expect(found(glossary('Eu'), 'Eu\u00ADropa')).toEqual([])
  })

  it('never reach across an inline code', () => {
    expect(found(glossary('New York', 'York'), `New ${MARKER}York${MARKER}`)).toEqual(['York'])
    expect(found(glossary('NewYork'), `New${MARKER}York`)).toEqual([])
  })

  it('are not looked for inside addresses, handles and placeholders', () => {
    const text = 'BBC: https://bbc.example/BBC/x, @BBC, BBC@bbc.example, #BBC, {{BBC}}, \u0024{BBC}'
    expect(matches(glossary('BBC'), text, 'en').map(({ start }) => start)).toEqual([0])
  })

  it('may be a whole hashtag or handle, or hold one', () => {
    expect(found(glossary('#Debate', '@desk'), '#Debate #Debates @desk')).toEqual(['#Debate', '@desk'])
    expect(found(glossary('the #Debate night'), 'the #Debate night')).toEqual(['the #Debate night'])
  })

  it('are found among thousands', () => {
    const terms = Array.from({ length: 5000 }, (_, nth) => `New Term ${nth}`)
    expect(found(glossary(...terms), 'A New Term 4711, a New Term 47 and a New Term 50000')).toEqual([
      'New Term 4711',
      'New Term 47',
    ])
  })

  it('stand in reading order, apart, and in the text as the entry says', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'ab', 'A', '北', '北京', '@a', ' ', ' ', MARKER, '-')
    const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(''))
    const source = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', '北', 'A', '@a'), { minLength: 1, maxLength: 4 })
      .map((words) => words.join('').trim())
      .filter((words) => words !== '' && !words.includes('  '))
    fc.assert(
      fc.property(fc.uniqueArray(source, { maxLength: 8 }), text, (sources, text) => {
        const all = matches(glossary(...sources), text, 'en')
        let from = 0
        for (const { start, end, term } of all) {
          expect(start).toBeGreaterThanOrEqual(from)
          expect(text.slice(start, end).replace(/\s+/g, ' ')).toBe(term.source)
          from = end
        }
      }),
    )
  })
})

describe('the hash of what matches', () => {
  const hash = (terms: Glossary, text = 'NATO met in The Hague.') => glossaryHash(matches(terms, text, 'en'))

  it('is empty when nothing does', () => {
    expect(hash(glossary())).toBe('')
    expect(hash(glossary('Paris'))).toBe('')
  })

  it('does not change with entries that do not match, nor with notes and order', () => {
    const [nato, hague] = [term('NATO'), term('The Hague', 'ignore')]
    const before = hash(glossary(nato, hague))
    expect(hash(glossary({ ...hague, note: 'city' }, term('Hague'), term('Paris'), nato))).toBe(before)
  })

  it.each([
    ['another target', term('NATO', 'exact', 'OTAN')],
    ['another case rule', term('NATO', 'ignore')],
    ['kept, and no longer translated', { ...term('NATO'), target: { kind: 'keep' } } satisfies Term],
  ])('changes with %s', (_, changed) => {
    expect(hash(glossary(changed))).not.toBe(hash(glossary('NATO')))
  })

  it('changes when another entry comes to match', () => {
    expect(hash(glossary('NATO', 'The Hague'))).not.toBe(hash(glossary('NATO')))
  })
})
