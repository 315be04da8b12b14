import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Config } from '../../src/config/config.ts'
import type { Answers } from '../../src/init/answers.ts'
import { configurationOf, printConfiguration } from '../../src/init/configuration.ts'

const PLAIN: Answers = {
  articles: 'articles',
  locale: 'en',
  targets: ['es', 'ca'],
  provider: { kind: 'apertium' },
  frontMatter: [],
}
const printed = (change: Partial<Answers>) => printConfiguration(configurationOf({ ...PLAIN, ...change }))

it('holds nothing that is so by default', () => {
  expect(printed({})).toBe(`{
  "$schema": "./node_modules/dragoman/schema/dragoman.config.schema.json",
  "targets": ["es", "ca"],
  "providers": [{ "kind": "apertium" }]
}
`)
})

it('holds what is not, the usual keys of front matter beside those that come to them', () => {
  const text = printed({ locale: 'fr', articles: 'content', frontMatter: ['teaser'] })
  const { source } = Config.parse(JSON.parse(text))
  const usual = Config.shape.source.parse(undefined).frontMatter
  expect(source).toMatchObject({ locale: 'fr', articles: 'content', frontMatter: [...usual, 'teaser'] })
  expect(text.split('\n').filter((line) => line.length > 90)).toEqual([])
})

it('is JSON with the same values, however long they are', () => {
  const names = fc.array(fc.string({ maxLength: 60 }), { maxLength: 30 })
  fc.assert(
    fc.property(names, names, (targets, frontMatter) => {
      const configuration = configurationOf({ ...PLAIN, targets, frontMatter })
      expect(JSON.parse(printConfiguration(configuration))).toEqual(configuration)
    }),
  )
})
