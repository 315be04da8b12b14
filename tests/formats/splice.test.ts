import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKER } from '../../src/article/content.ts'
import { contentBuilder, type Edit, renderPieces, splice } from '../../src/formats/splice.ts'

const literal = (text: string) => text

describe('contentBuilder', () => {
  it('keeps a literal object replacement character as a code of its own bytes', () => {
    const source = `a${MARKER}b`
    const builder = contentBuilder(source)
    builder.text(source, 0, 3)
    const { content, ...place } = builder.build()
    expect(content.codes.map((code) => code.raw)).toEqual([MARKER])
    expect(place.start).toBe(0)
    expect(renderPieces(source, { ...place, escape: literal }, [{ kind: 'kept', start: 0, end: 3 }])).toBe(
      source,
    )
  })

  it('works out the offsets that it spells out', () => {
    const run = fc.record({
      decoded: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom(MARKER, `a${MARKER}`)),
      length: fc.nat({ max: 6 }),
      isCode: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(run), (runs) => {
        const builder = contentBuilder('x'.repeat(200))
        let at = 3
        for (const { decoded, length, isCode } of runs) {
          const known = { kind: 'alone', id: 1, name: 'br', canDelete: true, canCopy: false } as const
          if (isCode) builder.code(known, at, at + length)
          else builder.text(decoded, at, at + length)
          at += length
        }
        const { content, map } = builder.build()
        const sparse = builder.buildSparsely()
        const positions = Array.from({ length: content.text.length + 1 }, (_, position) => position)
        expect(positions.map((position) => sparse.map.at(position))).toEqual([...map])
        expect(sparse.content).toEqual(content)
      }),
    )
  })

  it('gives back the source of any stretch, whatever was decoded or skipped before it', () => {
    const run = fc.record({
      decoded: fc.string({ maxLength: 4 }),
      raw: fc.string({ minLength: 1, maxLength: 8 }),
    })
    fc.assert(
      fc.property(fc.array(run, { minLength: 1 }), (runs) => {
        const source = runs.map((r) => r.raw).join('')
        const builder = contentBuilder(source)
        let at = 0
        for (const { decoded, raw } of runs) {
          builder.text(decoded, at, at + raw.length)
          at += raw.length
        }
        const { content, ...place } = builder.build()
        const whole = [{ kind: 'kept', start: 0, end: content.text.length } as const]
        const first = place.map[0] ?? 0
        expect(renderPieces(source, { ...place, escape: literal }, whole)).toBe(source.slice(first))
      }),
    )
  })

  it('writes targets escaped and codes by their own bytes', () => {
    const source = '<b>Stop</b> it'
    const builder = contentBuilder(source)
    const bold = { id: 1, name: 'b', canDelete: true, canCopy: true }
    builder.code({ ...bold, kind: 'open' }, 0, 3)
    builder.text('Stop', 3, 7)
    builder.code({ ...bold, kind: 'close' }, 7, 11)
    builder.text(' it', 11, 14)
    const { content, ...place } = builder.build()
    const target = { text: content.text.replace('Stop', 'P&A'), codes: content.codes }
    const ampersands = (text: string) => text.replace('&', '&amp;')
    expect(
      renderPieces(source, { ...place, escape: ampersands }, [{ kind: 'target', content: target }]),
    ).toBe('<b>P&amp;A</b> it')
  })
})

describe('splice', () => {
  it.each<[string, readonly Edit[], string]>([
    ['abc', [], 'abc'],
    ['abc', [{ start: 1, end: 2, text: 'X' }], 'aXc'],
    [
      'abc',
      [
        { start: 3, end: 3, text: '!' },
        { start: 0, end: 1, text: '' },
      ],
      'bc!',
    ],
    [
      'abc',
      [
        { start: 1, end: 1, text: '1' },
        { start: 1, end: 1, text: '2' },
      ],
      'a12bc',
    ],
  ])('%j with %j is %j', (source, edits, expected) => {
    expect(splice(source, edits)).toBe(expected)
  })

  it('refuses edits that overlap', () => {
    expect(() =>
      splice('abcd', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toThrow(RangeError)
  })
})
