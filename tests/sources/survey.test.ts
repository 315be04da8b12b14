import { expect, it } from 'vitest'
import { NONE_PASSED, passedAlso, passedLines, refuseEmpty, survey } from '../../src/sources/survey.ts'
import { articles, sourceAt } from '../fakes/source.ts'

it('a survey counts articles, those refused too, and the files that no format reads', () => {
  const root = articles('a.md', 'twin.md', 'twin.txt', 'b.csv', 'c.xml', 'a.md~', 'quay.jpg')
  expect(survey(sourceAt(root))).toEqual({
    articles: 3,
    others: NONE_PASSED,
    unread: { count: 2, first: 'b.csv' },
  })
})

it('files that no format reads are named in one line, however many they are', () => {
  expect(passedLines(NONE_PASSED)).toEqual([])
  expect(passedLines(passedAlso(NONE_PASSED, 'x.csv'))).toEqual([
    expect.stringMatching(/^1 file is .*: x\.csv\.$/),
  ])
  const many = passedAlso(passedAlso(NONE_PASSED, 'x.csv'), 'y.csv', 'z.xml')
  expect(passedLines(many)).toEqual([expect.stringMatching(/^3 files are .*: x\.csv and 2 more\.$/)])
})

it.each([
  ['nothing', [], ''],
  ['files that no format reads', ['x.csv', 'y.xml'], 'x.csv and 1 more'],
  ['data alone', [['x.json', '{ "values": [1] }'] as const], 'x.json'],
])(
  'a folder that holds %s is no articles folder: it is told of with its place, and the endings that are read',
  (_what, paths, named) => {
    const root = articles(...paths)
    const error = expect.objectContaining({
      code: 'NO_ARTICLES',
      place: root,
      message: expect.stringContaining(named),
      fix: expect.stringContaining('.md .markdown .mdx .html .htm .json .txt .text'),
    })
    const source = sourceAt(root)
    expect(() => refuseEmpty(source, survey(source))).toThrow(error)
  },
)

it.each(['broken.json', 'twin.md'])('a folder whose articles are all broken is one: %s', (path) => {
  const source = sourceAt(articles(path, 'twin.txt'))
  refuseEmpty(source, survey(source))
  expect(survey(source).articles).toBe(2)
})

it('contents are looked at until the first article', () => {
  const data = (path: string) => [path, '{ "values": [1] }'] as const
  const source = sourceAt(articles(data('a.json'), data('b.json'), 'c.md', data('d.json')))
  expect(survey(source)).toMatchObject({ articles: 4, others: { count: 2, first: 'a.json' } })
})
