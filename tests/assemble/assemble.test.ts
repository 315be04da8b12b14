import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER } from '../../src/article/content.ts'
import type { Segment } from '../../src/article/segment.ts'
import type { Target } from '../../src/article/target.ts'
import type { Unit } from '../../src/article/unit.ts'
import { assemble } from '../../src/assemble/assemble.ts'
import type { Piece } from '../../src/formats/format.ts'
import { segmentUnit } from '../../src/segment/segment.ts'
import { sentenceSegmenter } from '../../src/segment/sentences.ts'
import { coded, someContent } from '../coded.ts'

const unitOf = (content: Content, id = 'u0'): Unit => ({ id, role: 'paragraph', content })
const target = (content: Content): Target => ({
  content,
  origin: { kind: 'machine', provider: 'stub', model: '' },
  state: 'machine',
  date: '2026-03-04T08:05:00Z',
})

/** The pieces of one unit, with targets from `translate` for those segments that it gives one for. */
function assembled(
  unit: Unit,
  translate: (segment: Segment, nth: number) => Content | undefined,
  locales = { source: 'en', target: 'es' },
): readonly Piece[] {
  const segments = segmentUnit(unit, sentenceSegmenter, locales.source)
  const targets = new Map<string, Target>()
  for (const [nth, segment] of segments.entries()) {
    const content = translate(segment, nth)
    if (content !== undefined) targets.set(segment.key, target(content))
  }
  return assemble([unit], segments, targets, locales).get(unit.id) ?? []
}

/** Text with each code as its bytes; targets in brackets. */
function shown(unit: Unit, pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'target') return `[${withBytes(piece.content)}]`
      const before = unit.content.text.slice(0, piece.start).split(MARKER).length - 1
      return withBytes({
        text: unit.content.text.slice(piece.start, piece.end),
        codes: unit.content.codes.slice(before),
      })
    })
    .join('')
}

function withBytes({ text, codes }: Content): string {
  let nth = 0
  return text.replaceAll(MARKER, () => codes[nth++]!.raw)
}

const upper = ({ source }: Segment): Content => ({ ...source, text: source.text.toUpperCase() })

describe('the pieces of a unit', () => {
  const prose = fc.constantFrom(
    'The town slept. ',
    'Who knew? ',
    'nobody',
    ' ',
    '\n\n',
    '. ',
    '* * *',
    'Ja! ',
  )

  it('cover it from start to end, in order, with each segment either kept or filled', () => {
    fc.assert(
      fc.property(someContent(prose), fc.infiniteStream(fc.boolean()), (content, choices) => {
        const unit = unitOf(content)
        const segments = segmentUnit(unit, sentenceSegmenter, 'en')
        const chosen = new Map(segments.map((segment) => [segment.key, choices.next().value === true]))
        const pieces = assembled(unit, (segment) => (chosen.get(segment.key) ? upper(segment) : undefined))
        const filled = segments.filter(
          (segment) => chosen.get(segment.key) && upper(segment).text !== segment.source.text,
        )
        let at = 0
        for (const piece of pieces) {
          if (piece.kind !== 'target') {
            expect(piece.start).toBe(at)
            expect(piece.end).toBeGreaterThan(piece.start)
            at = piece.end
          } else {
            const segment = filled.shift()
            expect(segment?.start).toBe(at)
            expect(piece.content).toEqual(segment && upper(segment))
            at = segment?.end ?? -1
          }
        }
        expect(filled).toEqual([])
        if (segments.length > 0) expect(at).toBe(content.text.length)
      }),
      { numRuns: 500 },
    )
  })

  it('are what was kept when nothing is translated', () => {
    fc.assert(
      fc.property(someContent(prose), (content) => {
        const pieces = assembled(unitOf(content), () => undefined)
        expect(pieces.every((piece) => piece.kind === 'kept')).toBe(true)
      }),
    )
  })

  it('are only for units that have segments', () => {
    const units = [unitOf(coded('The town slept.')), unitOf(coded('* * *'), 'u1')]
    const segments = units.flatMap((unit) => segmentUnit(unit, sentenceSegmenter, 'en'))
    expect([...assemble(units, segments, new Map(), { source: 'en', target: 'es' }).keys()]).toEqual(['u0'])
  })

  it('go to their own unit', () => {
    const units = [unitOf(coded('The town slept.')), unitOf(coded('A dog barked.'), 'u1')]
    const segments = units.flatMap((unit) => segmentUnit(unit, sentenceSegmenter, 'en'))
    const targets = new Map(segments.map((segment) => [segment.key, target(upper(segment))]))
    const fills = assemble(units, segments.toReversed(), targets, { source: 'en', target: 'es' })
    expect(units.map((unit) => shown(unit, fills.get(unit.id)!))).toEqual([
      '[THE TOWN SLEPT.]',
      '[A DOG BARKED.]',
    ])
  })
})

describe('what is not translated', () => {
  it('keeps its own bytes, hoisted codes and white space among them', () => {
    const unit = unitOf(coded(' <b1>The town slept.</b1>\n <i2>A dog barked.</i2><br3/>'))
    expect(shown(unit, assembled(unit, upper))).toBe(
      ' <b data-n="1">[THE TOWN SLEPT.]</b>\n <i data-n="2">[A DOG BARKED.]</i><br data-n="3">',
    )
  })

  it('keeps its bytes when its target is the same', () => {
    const unit = unitOf(coded('BBC \n <a1>News</a1>'))
    expect(assembled(unit, ({ source }) => source)).toEqual([
      { kind: 'kept', start: 0, end: unit.content.text.length },
    ])
  })

  it('is filled when only a code has moved', () => {
    const unit = unitOf(coded('A <b1>b</b1> c'))
    expect(
      shown(
        unit,
        assembled(unit, () => coded('<b1>A</b1> b c')),
      ),
    ).toBe('[<b data-n="1">A</b> b c]')
  })
})

describe('the same words with other links', () => {
  it('keep each their own', () => {
    const one = unitOf(coded('Read <a1>more</a1> here.', ' one'))
    const two = unitOf(coded('Read <a1>more</a1> here.', ' two'), 'u1')
    const segments = [one, two].flatMap((unit) => segmentUnit(unit, sentenceSegmenter, 'en'))
    const fill = target({ text: `Lea ${MARKER}más${MARKER}.`, codes: segments[0]!.source.codes })
    const fills = assemble([one, two], segments, new Map([[segments[0]!.key, fill]]), {
      source: 'en',
      target: 'es',
    })
    expect(shown(one, fills.get('u0')!)).toBe('[Lea <a data-n="1 one">más</a>.]')
    expect(shown(two, fills.get('u1')!)).toBe('[Lea <a data-n="1 two">más</a>.]')
  })
})

describe('the gap between two sentences', () => {
  it.each([
    ['en', 'ja', 'The town slept. A dog barked.', '[THE TOWN SLEPT.][A DOG BARKED.]'],
    ['en', 'zh-Hans', 'The town slept.\nA dog barked.', '[THE TOWN SLEPT.][A DOG BARKED.]'],
    ['en', 'zh-Hans', 'The town slept. \r\n\tA dog barked.', '[THE TOWN SLEPT.][A DOG BARKED.]'],
    ['en', 'zh-Hans', 'The town slept.\n\nA dog barked.', '[THE TOWN SLEPT.]\n\n[A DOG BARKED.]'],
    [
      'en',
      'ja',
      'The town slept.\n\n* * *\n\nA dog barked.',
      '[THE TOWN SLEPT.]\n\n* * *\n\n[A DOG BARKED.]',
    ],
    ['en', 'es', 'The town slept.  A dog barked.', '[THE TOWN SLEPT.]  [A DOG BARKED.]'],
    ['en', 'ko', 'The town slept. A dog barked.', '[THE TOWN SLEPT.] [A DOG BARKED.]'],
    ['zh-Hans', 'ja', '他来了a。他走了b。', '[他来了A。][他走了B。]'],
    ['zh-Hans', 'es', '他来了a。他走了b。', '[他来了A。][ ][他走了B。]'],
    ['ja', 'en', '彼は来たa。\n彼は行ったb。', '[彼は来たA。]\n[彼は行ったB。]'],
    ['ja', 'en', ' 彼は来たa。', ' [彼は来たA。]'],
  ])('from %s to %s: %j', (source, targetLocale, text, expected) => {
    const unit = unitOf({ text, codes: [] })
    expect(shown(unit, assembled(unit, upper, { source, target: targetLocale }))).toBe(expected)
  })

  it.each([
    ['en', 'ja', '<b1>The town slept.</b1> A dog barked.', '<b>[THE TOWN SLEPT.]</b>[A DOG BARKED.]'],
    [
      'en',
      'ja',
      '<b1>The town slept.</b1> <i2>A dog</i2> barked.',
      '<b>[THE TOWN SLEPT.]</b>[<i>A DOG</i> BARKED.]',
    ],
    ['en', 'ja', 'The town slept. <i1>A dog barked.</i1>', '[THE TOWN SLEPT.]<i>[A DOG BARKED.]</i>'],
    ['en', 'ja', 'The town slept.<br1/> <br2/>A dog barked.', '[THE TOWN SLEPT.]<br> <br>[A DOG BARKED.]'],
    ['zh', 'es', '<b1>他来了a。</b1>他走了b。', '<b>[他来了A。]</b>[ ][他走了B。]'],
    ['zh', 'es', '他来了a。<i1>他走了b。</i1>', '[他来了A。][ ]<i>[他走了B。]</i>'],
    ['zh', 'es', '<b1>他来了a。</b1><i2>他走了b。</i2>', '<b>[他来了A。]</b>[ ]<i>[他走了B。]</i>'],
    ['zh', 'es', '<b1>他<a2>来</a2>了a。</b1>他走了b。', '<b>[他<a>来</a>了A。]</b>[ ][他走了B。]'],
    ['zh', 'es', '他来了a。<br1/><br2/>他走了b。', '[他来了A。]<br><br>[他走了B。]'],
  ])('from %s to %s, with codes in it: %s', (source, targetLocale, notation, expected) => {
    const unit = unitOf(coded(notation))
    const text = shown(unit, assembled(unit, upper, { source, target: targetLocale }))
    expect(text.replace(/ data-n="\d+"/g, '')).toBe(expected)
  })

  it('stays where only one of the two is translated', () => {
    const unit = unitOf(coded('The town slept. A dog barked. It rained.'))
    const pieces = assembled(unit, (segment, nth) => (nth === 1 ? undefined : upper(segment)), {
      source: 'en',
      target: 'ja',
    })
    expect(shown(unit, pieces)).toBe('[THE TOWN SLEPT.] A dog barked. [IT RAINED.]')
  })
})

describe('hostile text', () => {
  it.each([
    ['a gap of blanks', `The town slept.${' '.repeat(200_000)}*\n\nA dog barked.`],
    ['sentences', 'The town “slept”. '.repeat(60_000)],
  ])('of %s is assembled', (_, text) => {
    const unit = unitOf({ text, codes: [] })
    expect(assembled(unit, upper, { source: 'en', target: 'ja' }).length).toBeGreaterThan(1)
  })
})
