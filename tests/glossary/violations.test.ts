import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import type { CaseRule, Term } from '../../src/glossary/glossary.ts'
import { matches } from '../../src/glossary/matches.ts'
import { violations } from '../../src/glossary/violations.ts'
import { coded } from '../coded.ts'

const term = (source: string, target: string, caseRule: CaseRule): Term => ({
  source,
  target: target === 'keep' ? { kind: 'keep' } : { kind: 'term', text: target },
  caseRule,
  note: '',
})

function check(terms: readonly Term[], source: string, target: string, locale = 'es') {
  const content = coded(source)
  return violations(content, coded(target), matches({ terms }, content.text, 'en'), locale)
}

describe('a target of a source with terms', () => {
  it.each([
    ['the target term', 'NATO', 'OTAN', 'exact', 'NATO met', 'La OTAN se reunió', 'es'],
    ['a kept term', 'NATO', 'keep', 'exact', 'NATO met', 'La NATO se reunió', 'es'],
    [
      'another case that is ignored',
      'central bank',
      'banco central',
      'ignore',
      'A central bank',
      'BANCO CENTRAL',
      'es',
    ],
    ['a kept term in another case', 'Gazette', 'keep', 'ignore', 'the GAZETTE', 'la gazette', 'es'],
    [
      'a no-break space',
      'Bank of France',
      'Banque de France',
      'exact',
      'Bank of France',
      'Banque de\u00A0France',
      'fr',
    ],
    ['the other apostrophe', 'Ivory Coast', 'Côte d’Ivoire', 'exact', 'Ivory Coast', "Côte d'Ivoire", 'fr'],
    [
      'codes in its middle',
      'central bank',
      'banco central',
      'exact',
      'a central bank',
      'el banco <b1>central</b1>',
      'es',
    ],
    ['a Korean particle', 'Seoul', '서울', 'exact', 'in Seoul', '서울에서', 'ko'],
    ['an Arabic prefix', 'NATO', 'الناتو', 'exact', 'and NATO', 'والناتو', 'ar'],
    ['no spaces at all', 'Beijing', '北京', 'exact', 'in Beijing', '我在北京的', 'zh'],
    ['the term once for twice', 'NATO', 'OTAN', 'exact', 'NATO and NATO', 'la OTAN', 'es'],
    ['Turkish capitals', 'city council', 'il meclisi', 'ignore', 'City council', 'İL MECLİSİ', 'tr'],
  ] as const)('passes with %s', (_, source, target, rule, text, translation, locale) => {
    expect(check([term(source, target, rule)], text, translation, locale)).toEqual([])
  })

  it.each([
    ['another word', 'NATO', 'OTAN', 'exact', 'NATO met', 'La alianza', '“NATO” must be “OTAN”.'],
    ['another case', 'NATO', 'OTAN', 'exact', 'NATO met', 'La Otan', '“NATO” must be “OTAN”.'],
    [
      'a translation of what is kept',
      'Gazette',
      'keep',
      'exact',
      'the Gazette',
      'la Gaceta',
      '“Gazette” must stay as it is.',
    ],
    [
      'another form',
      'Minister',
      'ministro',
      'exact',
      'a Minister',
      'unos ministros',
      '“Minister” must be “ministro”.',
    ],
    ['a part of a longer word', 'EU', 'UE', 'exact', 'the EU', 'UEFA', '“EU” must be “UE”.'],
    [
      'the source’s own spelling',
      'central bank',
      'banco central',
      'ignore',
      'The Central Bank',
      'x',
      '“Central Bank” must be “banco central”.',
    ],
  ] as const)('fails with %s', (_, source, target, rule, text, translation, message) => {
    expect(check([term(source, target, rule)], text, translation)).toEqual([message])
  })

  it('is told each term that is missing, once', () => {
    const terms = [term('NATO', 'OTAN', 'exact'), term('EU', 'UE', 'exact'), term('UN', 'ONU', 'exact')]
    expect(check(terms, 'EU, NATO, UN and NATO', 'la ONU')).toEqual([
      '“EU” must be “UE”.',
      '“NATO” must be “OTAN”.',
    ])
  })

  it('owes nothing for entries that its source does not have', () => {
    expect(violations(plain('Nothing'), plain('Nada'), [], 'es')).toEqual([])
  })
})
