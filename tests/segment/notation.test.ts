import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER } from '../../src/article/content.ts'
import { fromNotation, tagsIn, toNotation } from '../../src/segment/notation.ts'
import { coded, markersOf, someContent, trickyText } from '../coded.ts'

const back = (notation: string, { codes }: Content): Content => {
  const parsed = fromNotation(notation, codes)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.content
}

describe('notation', () => {
  it('shows the name and id of each code, never its bytes', () => {
    expect(toNotation(coded('See <a1>the <b2>list</b2></a1>.<br3/>'))).toBe(
      'See <a1>the <b2>list</b2></a1>.<br3/>',
    )
  })

  it.each([
    [{ text: 'Use <a1> here', codes: [] }, 'Use \\<a1> here'],
    [{ text: 'Use </a1>', codes: [] }, 'Use \\</a1>'],
    [{ text: 'Use <br2/>', codes: [] }, 'Use \\<br2/>'],
    [{ text: 'Use \\<a1>', codes: [] }, 'Use \\\\\\<a1>'],
    [{ text: 'C:\\new', codes: [] }, 'C:\\new'],
    [{ text: 'if a < b > c', codes: [] }, 'if a < b > c'],
    [{ text: '<a> <1> <A1>', codes: [] }, '<a> <1> <A1>'],
    [{ ...coded('x<br1/>'), text: `C:\\${MARKER}` }, 'C:\\\\<br1/>'],
    [{ ...coded('x<br1/>'), text: `C:\\\\${MARKER}` }, 'C:\\\\\\\\<br1/>'],
  ])('tells %j from a code as %s', (content, notation) => {
    expect(toNotation(content)).toBe(notation)
    expect(back(notation, content)).toEqual(content)
  })

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(someContent(), (content) => {
        expect(back(toNotation(content), content)).toEqual(content)
      }),
      { numRuns: 1000 },
    )
  })

  it('gives no two contents the same notation', () => {
    fc.assert(
      fc.property(someContent(), trickyText, (content, text) => {
        if (content.text !== text) expect(toNotation({ text, codes: [] })).not.toBe(toNotation(content))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('text that a person typed', () => {
  const source = coded('See <a1>the list</a1>.<br2/>')

  it.each(['<a2>x</a2>', '<b1>x</b1>', '<br1/>', '<a1/>', '<br2>', 'see <z9/>', '<a99999999999999999999>'])(
    'is refused when %s is not in the source',
    (notation) => {
      const parsed = fromNotation(notation, source.codes)
      expect(parsed.ok).toBe(false)
    },
  )

  it('is refused by the tag as it stands there, without the backslashes before it', () => {
    const parsed = fromNotation('C:\\\\<z9/>', source.codes)
    expect(parsed).toEqual({ ok: false, problem: '<z9/> is not in the source' })
  })

  it('may hold the codes in any order, with the bytes of the source', () => {
    const content = back('<br2/>Vea <a1>la lista</a1>.', source)
    expect(content.codes.map((code) => code.raw)).toEqual(['<br data-n="2">', '<a data-n="1">', '</a>'])
  })

  it('holds no marker but for codes', () => {
    expect(back(`a${MARKER}b<br2/>`, source).text).toBe(`a\uFFFDb${MARKER}`)
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(MARKER, '<', 'br2', '/', '>', '\\') }), (typed) => {
        const parsed = fromNotation(typed, source.codes)
        if (parsed.ok) expect(markersOf(parsed.content)).toBe(parsed.content.codes.length)
      }),
    )
  })
})

describe('the tags of a notation', () => {
  it('are its codes, in order', () => {
    const content = coded('See <a1>the <b2>list</b2></a1>.<br3/>')
    const codes = content.codes.map(({ kind, name, id }) => ({ kind, name, id }))
    expect(tagsIn(toNotation(content))).toEqual(codes)
  })

  it.each([
    ['Use \\<a1> here', []],
    ['Use \\\\\\<a1> here', []],
    ['C:\\\\<br1/>', [{ kind: 'alone', name: 'br', id: 1 }]],
    ['<a> <1> <A1> < a1>', []],
  ])('are no words that look like one: %s', (notation, expected) => {
    expect(tagsIn(notation)).toEqual(expected)
  })
})

describe('a megabyte of hostile text', () => {
  it.each([
    ['backslashes', '\\'.repeat(1_000_000)],
    ['opening brackets', '<'.repeat(1_000_000)],
    ['tags that never end', '<aaaa1111'.repeat(111_111)],
    ['one tag that never ends', `<${'a'.repeat(500_000)}${'1'.repeat(500_000)}`],
    ['escaped tags', '\\<a1>'.repeat(166_666)],
    ['bare tags', '<a1>'.repeat(250_000)],
  ])('of %s goes there and back', (_, text) => {
    const content = { text, codes: [] }
    expect(back(toNotation(content), content)).toEqual(content)
  })

  it('of a hundred thousand codes goes there and back', () => {
    const content = coded(Array.from({ length: 100_000 }, (_, at) => `<b${at + 1}>x</b${at + 1}>`).join(''))
    expect(back(toNotation(content), content)).toEqual(content)
  })
})
