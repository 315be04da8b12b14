import { describe, expect, it } from 'vitest'
import { suggestions, withoutStyle } from '../../src/review/changed-source.ts'
import { segmentOf } from '../fakes/gaps.ts'
import { newsroom } from '../fakes/newsroom.ts'

describe('two sources say the same', () => {
  it.each([
    ['He said "no".', 'He said “no”.'],
    ['He said "no".', 'He said « no ».'],
    ['He said "no".', 'He said „no“.'],
    ["The port's crews", 'The port’s crews'],
    ['10 km', '10\u00A0km'],
    ['See <a1>"it"</a1>.', 'See <a1>“it”</a1>.'],
  ])('%s %s', (one, other) => {
    expect(withoutStyle(one)).toBe(withoutStyle(other))
  })

  it.each([
    ['He said "no".', 'He said no.'],
    ['He said no.', 'He said no!'],
    ['10 km', '10km'],
    ['The ports', 'The port’s'],
    ['polish', 'Polish'],
    ['See <a1>it</a1>.', 'See it.'],
  ])('not: %s %s', (one, other) => {
    expect(withoutStyle(one)).not.toBe(withoutStyle(other))
  })
})

describe('a stale text', () => {
  const stale = (sourceText: string, key = 'paragraph.000000000000') => ({
    key,
    text: 'Texto.',
    sourceText,
    by: 'Ada Lund',
    state: 'edited' as const,
  })
  const segments = [
    segmentOf('The ferry strike is over.'),
    segmentOf('The council votes on the library today.'),
    segmentOf('Nothing else happened.'),
  ]

  it.each([
    ['The ferry strike has begun.', 0],
    ['The council voted on the library.', 1],
    ['A wholly different matter altogether.', undefined],
  ])('is suggested for the sentence most like its own: %s', (sourceText, nth) => {
    const [found] = suggestions([stale(sourceText)], segments, 'en')
    expect(found?.replaces).toBe(nth === undefined ? undefined : segments[nth]!.key)
  })

  it('is suggested once, and no sentence gets two', () => {
    const texts = [
      stale('The ferry strike is not over.', 'paragraph.1'),
      stale('The ferry strike is over today.', 'paragraph.2'),
    ]
    expect(suggestions(texts, segments, 'en')).toHaveLength(1)
  })

  it('of a file of an earlier version, whose source nobody knows, is suggested for nothing', () => {
    expect(suggestions([{ ...stale('x'), sourceText: undefined }], segments, 'en')).toEqual([])
  })
})

describe('when its source changes, a person’s text', () => {
  const BEFORE = 'The "old" boat sank.\n\nNobody was hurt.\n'
  const edited = async () => {
    const at = newsroom()
    await at.edition(at.source('news.md', BEFORE))
    const [boat = ''] = Object.values(at.texts('news'))
    at.edit('news', boat, 'El barco "viejo" se hundió.')
    await at.edition(at.source('news.md', BEFORE))
    return at
  }

  it('goes along where it says the same in another style, with state and name, and nothing is bought', async () => {
    const at = await edited()
    const bought = at.provider.texts.length
    const outcome = await at.edition(at.source('news.md', BEFORE.replace('"old"', '“old”')))
    expect(outcome).toMatchObject({ kind: 'written', findings: [] })
    expect(at.provider.texts).toHaveLength(bought)
    expect(Object.values(at.texts('news'))).toContain('El barco "viejo" se hundió.')
    expect(Object.values(at.meta('news').segments)[0]).toMatchObject({ origin: 'human', state: 'edited' })
    expect(at.meta('news').retired).toBeUndefined()
    await at.edition(at.source('news.md', BEFORE))
    expect(Object.values(at.texts('news'))).toContain('El barco "viejo" se hundió.')
  })

  it('leaves the edition where it says something else, is told of once, and kept with its own source', async () => {
    const at = await edited()
    const changed = at.source('news.md', BEFORE.replace('boat', 'ferry'))
    const outcome = await at.edition(changed)
    expect(outcome.findings).toMatchObject([{ check: 'stale', severity: 'warn' }])
    const [{ message = '' } = {}] = outcome.findings
    expect(message).toContain('The "old" boat sank.')
    expect(message).toContain('The "old" ferry sank.')
    expect(message).toContain('El barco "viejo" se hundió.')
    expect(at.read('public/es/news.md')).not.toContain('El barco')
    expect(Object.values(at.meta('news').retired ?? {})).toMatchObject([
      { text: 'El barco "viejo" se hundió.', sourceText: 'The "old" boat sank.', state: 'edited' },
    ])
    expect((await at.edition(changed)).findings).toEqual([])
    await at.edition(at.source('news.md', BEFORE))
    expect(Object.values(at.texts('news'))).toContain('El barco "viejo" se hundió.')
  })
})
