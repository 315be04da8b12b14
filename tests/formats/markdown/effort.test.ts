import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { type Effort, effortOf, type Trouble } from '../../../src/formats/markdown/effort.ts'
import { parseMarkdown } from '../../../src/formats/markdown/parse.ts'

const GIGABYTE = 1_000_000_000
const SECOND = 1_000_000_000

function refusal(work: () => unknown): DragomanError {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof DragomanError) return thrown
    throw thrown
  }
  throw new Error('nothing was refused')
}

const lineOf = ({ place = '' }: DragomanError) => Number(/^story\.md:(\d+):\d+$/.exec(place)?.[1])

describe('the effort of an article', () => {
  const article = 'One line.\nAnother line.\n'
  const at = () => article.indexOf('line', 10)

  it('is refused where it is too much, for the trouble that took most of it', () => {
    const effort = effortOf(article, 'story.md')
    effort.spend('brackets', 3 * SECOND, at)
    effort.spend('emphasis', 2 * SECOND, at)
    const error = refusal(() => effort.spend('unclosed', 2 * SECOND, at))
    expect(error).toMatchObject({ code: 'ARTICLE_INVALID', place: 'story.md:2:9' })
    expect(error.message).toContain('square brackets')
  })

  it('may be more for a longer one', () => {
    const spendOn = (text: string) => effortOf(text, 'story.md').spend('length', 7 * SECOND, () => 0)
    expect(refusal(() => spendOn(article)).message).toContain('almost no words')
    expect(() => spendOn('word '.repeat(200_000))).not.toThrow()
  })

  it('is refused where it would hold more memory at once than there may be, whatever it held before', () => {
    const effort = effortOf(article, 'story.md')
    effort.hold(1.5 * GIGABYTE, at)
    effort.release()
    effort.hold(1.5 * GIGABYTE, at)
    effort.hold(-GIGABYTE, at)
    effort.hold(GIGABYTE, at)
    expect(refusal(() => effort.hold(GIGABYTE, at))).toMatchObject({
      code: 'ARTICLE_TOO_LARGE',
      place: 'story.md:2:9',
      fix: expect.stringContaining('Divide'),
    })
  })
})

/** What the parser asks for, in all; a machine that has as much less room and time for it, see what it is multiplied by. */
function parsed(source: string, { memory = 0, time = 0 } = {}) {
  const real = effortOf(source, 'story.md')
  const spent = new Map<Trouble, number>()
  const effort: Effort = {
    spend(trouble, price, offset) {
      spent.set(trouble, (spent.get(trouble) ?? 0) + price)
      real.spend(trouble, price * time, offset)
    },
    hold: (bytes, offset) => real.hold(bytes * memory, offset),
    release: () => real.release(),
  }
  parseMarkdown(source, 'markdown', effort)
  return [...spent.values()].reduce((sum, each) => sum + each, 0)
}

const tableOf = (rows: number) => `|a|b|c|d|\n|-|-|-|-|\n${'|1|2|3|4|\n'.repeat(rows)}`
/** Longer than a piece. */
const PROSE = 'Crews stayed *ashore* on Tuesday, [the port](/p) said.\n\n'.repeat(200)

it('a short article is not watched: whatever it holds, it is read soon', () => {
  expect(parsed('*a_ '.repeat(1000))).toBe(0)
  expect(parsed('*a_ '.repeat(1100))).toBeGreaterThan(0)
})

describe('an article of many small pieces', () => {
  it('is refused where one table needs too much memory, with that place', () => {
    const error = refusal(() => parsed(`${PROSE}${tableOf(2000)}`, { memory: 70 }))
    expect(error.code).toBe('ARTICLE_TOO_LARGE')
    expect(lineOf(error)).toBeGreaterThan(400 + 500)
    expect(lineOf(error)).toBeLessThanOrEqual(400 + 2002)
  })

  it('is read where that table is divided: one is forgotten before the next', () => {
    const divided = `${tableOf(1000)}\nWords.\n\n`.repeat(3)
    expect(() => parsed(divided, { memory: 70 })).not.toThrow()
  })

  it('is refused for its many tiny cells where they take too long, with their place', () => {
    const error = refusal(() => parsed(`${PROSE}${tableOf(1000)}`, { time: 300 }))
    expect(error).toMatchObject({ code: 'ARTICLE_INVALID', fix: 'Divide the article.' })
    expect(error.message).toContain('cells of almost no words')
    expect(lineOf(error)).toBeGreaterThan(400)
  })

  it.each([
    ['cells', tableOf(500), tableOf(1000)],
    ['items', '- a\n'.repeat(1100), '- a\n'.repeat(2200)],
    ['paragraphs', 'a\n\n'.repeat(1400), 'a\n\n'.repeat(2800)],
  ])('takes twice as long for twice as many %s', (_, once, twice) => {
    expect(parsed(twice) / parsed(once)).toBeCloseTo(2, 1)
  })

  it('takes four times as long for twice as many marks that nothing closes', () => {
    expect(parsed('*a_ '.repeat(2200)) / parsed('*a_ '.repeat(1100))).toBeGreaterThan(3.5)
  })
})

it('quotations nested without end are refused for their nesting, with their place', () => {
  const error = refusal(() => parsed(`Words.\n\n${'> '.repeat(2100)}a`, { time: 1000 }))
  expect(error).toMatchObject({
    code: 'ARTICLE_INVALID',
    message: expect.stringContaining('stand inside each other'),
  })
  expect(lineOf(error)).toBe(3)
})
