import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER, plain, readable } from '../../src/article/content.ts'
import { literalSpans } from '../../src/article/literals.ts'
import { codes as codesCheck } from '../../src/check/rules/codes.ts'
import type { Glossary, Term } from '../../src/glossary/glossary.ts'
import { matches } from '../../src/glossary/matches.ts'
import { type Protected, protect } from '../../src/glossary/protect.ts'
import { toNotation } from '../../src/segment/notation.ts'
import { fromHtml, toHtml } from '../../src/translate/wire/html-codec.ts'
import { repairCodes } from '../../src/translate/wire/repair.ts'
import { coded, someContent } from '../coded.ts'

const KEEP = { kind: 'keep' } as const
const keep = (source: string): Term => ({ source, target: KEEP, caseRule: 'exact', note: '' })
const term = (source: string, text: string): Term => ({
  source,
  target: { kind: 'term', text },
  caseRule: 'ignore',
  note: '',
})
const GLOSSARY: Glossary = {
  terms: [
    keep('NATO'),
    keep('Daily Gazette'),
    term('central bank', 'banco central'),
    term('city council', 'ayuntamiento'),
    { ...term('Parliament', 'parlamento'), caseRule: 'exact' },
    term('央行', 'banco central'),
    term('市议会', 'ayuntamiento'),
  ],
}

const protectAll = (content: Content, locale = 'es'): Protected =>
  protect(content, matches(GLOSSARY, content.text, 'en'), literalSpans(content.text), locale)

/** What a translation of the protected content, in notation, is once restored. */
function restored(source: string, translation: string): string {
  const shield = protectAll(coded(source))
  const sent = new Map(shield.content.codes.map((code) => [`${code.kind} ${code.id}`, code]))
  const shape = coded(translation)
  const codes = shape.codes.map((code) => sent.get(`${code.kind} ${code.id}`)!)
  return toNotation(shield.restore({ text: shape.text, codes }))
}

describe('protection', () => {
  it('replaces terms and literals by codes of their own, numbered after the segment’s', () => {
    const source = coded('See <a1>what NATO</a1> wrote<br2/> to {{name}} at https://example.org/x.')
    const { content } = protectAll(source)
    expect(toNotation(content)).toBe('See <a1>what <term3/></a1> wrote<br2/> to <literal4/> at <literal5/>.')
    expect(content.codes.filter(({ id }) => id <= 2)).toEqual(source.codes)
    for (const code of content.codes.filter(({ id }) => id > 2))
      expect(code).toMatchObject({ canDelete: false, canCopy: false })
  })

  it('leaves literals to the provider when given none', () => {
    const content = plain('NATO wrote to @desk.')
    const found = matches(GLOSSARY, content.text, 'en')
    expect(toNotation(protect(content, found, [], 'es').content)).toBe('<term1/> wrote to @desk.')
  })

  it('takes a hashtag that is a term as the term', () => {
    const glossary = { terms: [term('#Vote', '#Votar')] }
    const content = plain('#Vote #vote2')
    const shield = protect(content, matches(glossary, content.text, 'en'), literalSpans(content.text), 'es')
    expect(toNotation(shield.content)).toBe('<term1/> <literal2/>')
    expect(shield.restore(shield.content)).toEqual(plain('#Votar #vote2'))
  })

  it('returns content without terms and literals as it is', () => {
    const content = coded('Nothing <a1>here</a1>.')
    const shield = protectAll(content)
    expect(shield.content).toBe(content)
    expect(shield.restore(content)).toBe(content)
  })

  it.each([
    'Mail desk@example.org or @desk_x, see #Vote2024.',
    'Dear {{first name}}, \u0024{user} has {0} of %1$d (%s, %(kind)s).',
    'https://example.org/a?b=c&d=e#f, www.example.org!',
  ])('hides every literal of: %s', (text) => {
    expect(protectAll(plain(text)).content.text).not.toMatch(/[@#{}%/]/)
  })

  it('looks for no literal across an inline code', () => {
    expect(literalSpans(`https://example.org/${MARKER}a`)).toEqual([{ start: 0, end: 20 }])
  })
})

describe('restoring', () => {
  it.each([
    [
      'terms get their target',
      'The central bank and NATO',
      'El <term1/> y la <term2/>',
      'El banco central y la NATO',
    ],
    ['in any order', 'NATO told {{x}}', 'a <literal2/> dijo <term1/>', 'a {{x}} dijo NATO'],
    ['own codes stay', 'NATO <b1>said</b1>', '<b1>dijo</b1> <term2/>', '<b1>dijo</b1> NATO'],
    ['inside a pair', '<a1>NATO</a1> said', 'dijo <a1><term2/></a1>', 'dijo <a1>NATO</a1>'],
    ['a capital at the start', 'A new central bank opens', '<term1/> nuevo abre', 'Banco central nuevo abre'],
    ['a capital behind a mark', 'The “central bank” opens', '“<term1/>” abre', '“Banco central” abre'],
    [
      'a capital inside a pair',
      '<b1>Central bank</b1> opens',
      '<b1><term2/></b1> abre',
      '<b1>Banco central</b1> abre',
    ],
    ['no capital further on', 'Central bank opens', 'Abre el <term1/>', 'Abre el banco central'],
    ['no capital behind a literal', 'The @desk central bank', '<literal1/> <term2/>', '@desk banco central'],
    ['no capital when the source has none', 'central bank opens', '<term1/> abre', 'banco central abre'],
    ['no capital for exact terms', 'Parliament met', '<term1/> se reúne', 'parlamento se reúne'],
    ['a capital from a script without', '央行开会', '<term1/> se reúne', 'Banco central se reúne'],
  ])('%s', (_, source, translation, expected) => {
    expect(restored(source, translation)).toBe(expected)
  })

  it.each([
    ['before', 'Yes, NATO said', 'dijo<term1/> ayer', 'dijo NATO ayer'],
    ['after', 'NATO said', '<term1/>dijo', 'NATO dijo'],
    ['before a mark', 'To @desk: go', 'a<literal1/>: va', 'a @desk: va'],
    ['between two', 'NATO, the central bank', '<term1/><term2/>', 'NATO banco central'],
    [
      'between two, once one script ran on',
      '央行市议会开会',
      '<term1/><term2/>',
      'Banco central ayuntamiento',
    ],
    ['outside a pair', 'See <a1>NATO</a1> now', 'ver<a1><term2/></a1>hoy', 'ver <a1>NATO</a1> hoy'],
    [
      'outside pairs in pairs',
      'See <b1><a2>NATO</a2></b1>',
      'ver<b1><a2><term3/></a2></b1>',
      'ver <b1><a2>NATO</a2></b1>',
    ],
    ['after a mark', 'Yes. NATO said', 'Sí.<term1/> dijo', 'Sí. NATO dijo'],
  ])('gives back a space that was lost %s', (_, source, translation, expected) => {
    expect(restored(source, translation)).toBe(expected)
  })

  it.each([
    ['where the source has none', 'The un{{kind}}ed', 'el in<literal1/>ado', 'el in{{kind}}ado'],
    ['where a line break stands', 'Said<br1/>NATO', 'Dijo<br1/><term2/>', 'Dijo<br1/>NATO'],
    ['next to marks', 'NATO and others', '(<term1/>)-<term1/>, l’<term1/>', '(NATO)-NATO, l’NATO'],
    ['in Chinese', 'NATO said', '在<term1/>说', '在NATO说'],
    ['before Korean particles', 'NATO said', '<term1/>는 말했다', 'NATO는 말했다'],
    ['after Arabic particles', 'NATO said', 'و<term1/> قال', 'وNATO قال'],
  ])('adds no space %s', (_, source, translation, expected) => {
    expect(restored(source, translation)).toBe(expected)
  })

  it('makes capitals by the rules of the target language', () => {
    const content = plain('City council met')
    const glossary = { terms: [term('city council', 'il meclisi')] }
    const shield = protect(content, matches(glossary, content.text, 'en'), [], 'tr')
    expect(shield.restore(shield.content).text).toBe('İl meclisi met')
  })

  it('gives kept terms and literals back as they stood, whatever the content', () => {
    const kept: Glossary = {
      terms: [keep('NATO'), { ...keep('the Gazette'), caseRule: 'ignore' }, keep('北京')],
    }
    const words = fc
      .array(
        fc.constantFrom(
          'NATO',
          'The  Gazette',
          'the gaz',
          '@desk',
          '{{a}}',
          '%s',
          'https://a.example/NATO',
          ' ',
          'x',
          '北京',
          '',
          '“',
          '\u00AD',
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(someContent(words), (content) => {
        const found = matches(kept, content.text, 'en')
        const shield = protect(content, found, literalSpans(content.text), 'es')
        expect(shield.restore(shield.content)).toEqual(content)
        const count = shield.content.text.split(MARKER).length - 1
        expect(shield.content.codes).toHaveLength(count)
        expect(new Set(shield.content.codes.map((code) => `${code.kind} ${code.id}`)).size).toBe(count)
      }),
    )
  })

  it('leaves the segment’s own codes alone, wherever a translation puts them', () => {
    fc.assert(
      fc.property(
        someContent(fc.constantFrom('NATO', ' ', 'central bank', 'x')),
        fc.infiniteStream(fc.nat()),
        (content, ranks) => {
          const shield = protectAll(content)
          const shuffled = shield.content.codes
            .map((code) => ({ code, rank: ranks.next().value as number }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ code }) => code)
          const result = shield.restore({ text: shield.content.text, codes: shuffled })
          expect(result.codes).toEqual(shuffled.filter((code) => content.codes.includes(code)))
          expect(result.text.split(MARKER)).toHaveLength(result.codes.length + 1)
        },
      ),
    )
  })
})

describe('on the wire', () => {
  const source = coded('The <a1>central bank</a1> wrote to NATO about %s.')
  const shield = protectAll(source)
  const receive = (html: string) => {
    const target = repairCodes(fromHtml(html, shield.content.codes), shield.content)
    return { target, text: readable(shield.restore(target)) }
  }

  it('no provider sees the words', () => {
    expect(toHtml(shield.content)).toBe(
      'The <a id=1><x id=2></x></a> wrote to <x id=3></x> about <x id=4></x>.',
    )
  })

  it('what comes back is put in place', () => {
    const { text } = receive('El <a id=1><x id=2></x></a> escribió a la <x id=3></x> sobre <x id=4></x>.')
    expect(text).toBe('El banco central escribió a la NATO sobre %s.')
  })

  it('a code that was lost comes back in proportion, apart from its neighbours', () => {
    const { target, text } = receive('El <a id=1><x id=2></x></a> escribió a la <x id=3></x> sobre.')
    expect(codesCheck.find({ source: shield.content, target, sourceLocale: 'en', targetLocale: 'es' })).toBe(
      undefined,
    )
    expect(text).toMatch(/(^|\s)%s($|\s)/)
  })

  it('a code that comes twice is taken once', () => {
    const { text } = receive('El <a id=1><x id=2></x></a> a la <x id=3></x><x id=3></x> sobre <x id=4></x>.')
    expect(text).toBe('El banco central a la NATO sobre %s.')
  })
})
