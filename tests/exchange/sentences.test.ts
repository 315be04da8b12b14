import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../src/exchange/sentences.ts'
import { toNotation } from '../../src/segment/notation.ts'
import { segmentUnit } from '../../src/segment/segment.ts'
import { sentenceSegmenter } from '../../src/segment/sentences.ts'
import { coded } from '../coded.ts'

const cut = (content: ReturnType<typeof coded>) =>
  segmentUnit({ id: 'u0', role: 'paragraph', content }, sentenceSegmenter, 'es')

/** What each segment gets, `=` for what is as it was published; or why nothing does. */
function sentences(targets: readonly string[], published: string, changed: string): string {
  const found = sentencesOf(
    { targets: targets.map((text) => coded(text)), published: coded(published), changed: coded(changed) },
    cut,
  )
  if (!found.ok) return `refused: ${found.reason}`
  return found.contents.map((content) => (content === undefined ? '=' : toNotation(content))).join(' | ')
}

const ONE = 'El puente cerró.'
const TWO = 'Nadie fue herido.'
const THREE = 'Las obras siguen.'

describe('the sentences of a changed unit', () => {
  it.each([
    ['one of one', [ONE], ONE, 'El puente se cerró.', 'El puente se cerró.'],
    ['one that became two', [ONE], ONE, 'Cerró. El puente, claro.', 'Cerró. El puente, claro.'],
    [
      'the first of three',
      [ONE, TWO, THREE],
      `${ONE} ${TWO} ${THREE}`,
      `Otro. ${TWO} ${THREE}`,
      'Otro. | = | =',
    ],
    [
      'the last of three',
      [ONE, TWO, THREE],
      `${ONE} ${TWO} ${THREE}`,
      `${ONE} ${TWO} Otro.`,
      '= | = | Otro.',
    ],
    [
      'the middle, in two',
      [ONE, TWO, THREE],
      `${ONE} ${TWO} ${THREE}`,
      `${ONE} Uno. Dos. ${THREE}`,
      '= | Uno. Dos. | =',
    ],
    ['both ends', [ONE, TWO, THREE], `${ONE} ${TWO} ${THREE}`, `Uno. ${TWO} Tres.`, 'Uno. | = | Tres.'],
    [
      'two side by side',
      [ONE, TWO, THREE],
      `${ONE} ${TWO} ${THREE}`,
      `Uno. Dos. ${THREE}`,
      'Uno. | Dos. | =',
    ],
    ['across a line break', [ONE, TWO], `${ONE} ${TWO}`, `Otro\npuente.  ${TWO}`, 'Otro puente. | ='],
    ['before a figure of its own', [ONE, TWO], `${ONE} 27. ${TWO}`, `Otro. 27. ${TWO}`, 'Otro. | ='],
    ['inside of markup', [ONE, TWO], `<b1>${ONE} ${TWO}</b1>`, `<b1>Otro. ${TWO}</b1>`, 'Otro. | ='],
    [
      'with its own markup',
      ['Vea <a1>esto</a1>.'],
      'Vea <a1>esto</a1>.',
      'Mire <a1>aquello</a1>.',
      'Mire <a1>aquello</a1>.',
    ],
  ])('are found: %s', (_, targets, published, changed, expected) => {
    expect(sentences(targets, published, changed)).toBe(expected)
  })

  it.each([
    [
      'one was added between two that stayed',
      [ONE, TWO],
      `${ONE} ${TWO}`,
      `${ONE} Añadida. ${TWO}`,
      'was added',
    ],
    ['one was added behind the last', [ONE, TWO], `${ONE} ${TWO}`, `${ONE} ${TWO} Añadida.`, 'was added'],
    ['one is gone', [ONE, TWO, THREE], `${ONE} ${TWO} ${THREE}`, `${ONE} ${THREE}`, 'is gone'],
    ['two that changed became three', [ONE, TWO], `${ONE} ${TWO}`, 'Uno. Dos. Tres.', '3 sentences where 2'],
    ['they were exchanged', [ONE, TWO], `${ONE} ${TWO}`, `${TWO} ${ONE}`, 'was added'],
    [
      'one stands in another’s place too',
      [ONE, TWO, THREE],
      `${ONE} ${TWO} ${THREE}`,
      `${TWO} ${TWO} Tres.`,
      'another order',
    ],
    ['a figure between them changed', [ONE, TWO], `${ONE} 27. ${TWO}`, `Otro. 28. ${TWO}`, 'is not what was'],
    [
      'the markup round them is gone',
      [ONE, TWO],
      `<b1>${ONE} ${TWO}</b1>`,
      `Otro. ${TWO}`,
      'is not what was',
    ],
  ])('are refused where %s', (_, targets, published, changed, reason) => {
    expect(sentences(targets, published, changed)).toMatch(new RegExp(`^refused: .*${reason}`))
  })
})
