import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKER } from '../../../src/article/content.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import { fromHtml, toHtml } from '../../../src/translate/wire/html-codec.ts'
import { mergeAdjacent } from '../../../src/translate/wire/merge.ts'
import { fromTags, toTags } from '../../../src/translate/wire/tags-codec.ts'
import { code, coded, markersOf, someContent } from '../../coded.ts'

const sent = (notation: string) => toNotation(mergeAdjacent(coded(notation)).content)

describe('codes directly beside each other', () => {
  it.each([
    ['a pair in a pair', '<b1><i2>word</i2></b1> more', '<b1>word</b1> more'],
    ['pairs, three deep', 'a <b1><i2><em3>word</em3></i2></b1> more', 'a <b1>word</b1> more'],
    ['a pair in a pair in words', '<b1><i2><a3>x</a3> y</i2></b1> z', '<b1><a3>x</a3> y</b1> z'],
    ['codes alone', 'One<br1/><img2/>two', 'One<br1/>two'],
    ['codes alone, a line break not the first', 'One<img1/><br2/>two', 'One<br1/>two'],
    ['codes alone with white space between', 'One<img1/> \n<img2/> <img3/>two', 'One<img1/>two'],
    ['a pair without words', 'Read <a1></a1>it', 'Read <a1/>it'],
    ['a linked picture', 'See <a1><img2/></a1> it', 'See <a1/> it'],
    ['linked pictures', 'See <a1><img2/> <img3/></a1> <a4><b5></b5></a4> it', 'See <a1/> it'],
    ['pairs round a linked picture', 'See <b1><i2><img3/></i2></b1><br4/> it', 'See <br1/> it'],
    ['pairs round what stands for a word', 'See <b1><i2><code3/></i2></b1> it', 'See <b1><code3/></b1> it'],
    ['a picture in words', 'A <b1>big <img2/><img3/></b1> one', 'A <b1>big <img2/></b1> one'],
  ])('go as one: %s', (_, notation, expected) => {
    expect(sent(notation)).toBe(expected)
  })

  it.each([
    ['words between', 'One<br1/>, <br2/>two'],
    ['what may be dropped and what may not', '<b1><a2>word</a2></b1> more'],
    ['what stands for a word', 'Run <code1/><code2/><br3/> now'],
    ['a term', 'See <term1/><br2/><literal3/><img4/> now'],
    ['a pair that holds more', '<b1><i2>one</i2> two</b1> three'],
    ['a pair that holds more before', '<b1>one <i2>two</i2></b1> three'],
    ['white space round the inner pair', 'See <b1> <i2>word</i2></b1> more'],
    ['white space round a linked picture', 'See <a1> <img2/></a1> more'],
    ['two pairs in a row', '<b1>one</b1><b2>two</b2>'],
    ['a code alone beside a pair', 'One<br1/><b2>two</b2>'],
  ])('stay apart: %s', (_, notation) => {
    expect(sent(notation)).toBe(notation)
  })

  it('are themselves again wherever they came back', () => {
    const { content, expand } = mergeAdjacent(
      coded('<b1><i2>Now</i2></b1> see<br3/> <img4/><a5><img6/></a5>it'),
    )
    const reply = fromHtml('Vea<br id=3>lo <b id=1>ya</b>', content.codes)
    expect(toNotation(expand(reply))).toBe('Vea<br3/> <img4/><a5><img6/></a5>lo <b1><i2>ya</i2></b1>')
  })

  it('stay those of the source, byte by byte', () => {
    const source = coded('A <b1><i2>b</i2></b1> c')
    const { content, expand } = mergeAdjacent(source)
    expect(expand(content).codes.every((code, nth) => code === source.codes[nth])).toBe(true)
  })
})

describe('content of any kind', () => {
  const spaced = fc.constantFrom('', '', ' ', '\n', 'word', ' word ')

  it('is whole again when it comes back as it was sent, in either markup', () => {
    fc.assert(
      fc.property(someContent(spaced), (source) => {
        const { content, expand } = mergeAdjacent(source)
        expect(content.codes.length).toBeLessThanOrEqual(source.codes.length)
        expect(markersOf(content)).toBe(content.codes.length)
        expect(expand(fromHtml(toHtml(content), content.codes))).toEqual(source)
        expect(expand(fromTags(toTags(content), content.codes))).toEqual(source)
      }),
      { numRuns: 2000 },
    )
  })

  it('has no markup left that could be one with its neighbour', () => {
    fc.assert(
      fc.property(someContent(spaced), (source) => {
        const once = mergeAdjacent(source).content
        expect(mergeAdjacent(once).content).toEqual(once)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('hostile content', () => {
  const many = 100_000
  it.each([
    ['line breaks', coded(`a${'<br1/>'.repeat(many)}b`), 1],
    ['pairs in pairs', nested('word'), 2],
    ['pairs in pairs without a word', nested(''), 1],
    ['blanks after a code', { text: MARKER + ' '.repeat(1_000_000), codes: [code('alone', 'br', 1)] }, 1],
  ])('of %s is merged', (_, source, count) => {
    const { content, expand } = mergeAdjacent(source)
    expect(content.codes).toHaveLength(count)
    expect(expand(content).text).toBe(source.text)
  })

  function nested(words: string) {
    const ids = Array.from({ length: many }, (_, at) => at + 1)
    return {
      text: `${MARKER.repeat(many)}${words}${MARKER.repeat(many)}`,
      codes: [
        ...ids.map((id) => code('open', 'b', id)),
        ...ids.toReversed().map((id) => code('close', 'b', id)),
      ],
    }
  }
})
