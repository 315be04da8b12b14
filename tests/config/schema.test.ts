import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { configSchema } from '../../scripts/print-schema.ts'
import { keysOf } from './schema-keys.ts'

it('publishes the JSON Schema that the configuration is validated by (npm run schema)', () => {
  const published = readFileSync(new URL('../../schema/dragoman.config.schema.json', import.meta.url), 'utf8')
  expect(published).toBe(configSchema())
})

describe('every key of the configuration', () => {
  const keys = keysOf(JSON.parse(configSchema()))

  it('is among those that are looked at, nested ones and those of providers too', () => {
    expect(keys.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'targets',
        'publish.onFinding',
        'providers.openai.style',
        'providers.google.quota.pacing.seconds',
      ]),
    )
  })

  it('is described in one plain sentence', () => {
    const sentence = /^["\p{L}].*\.$/u
    const others = keys.filter(({ description = '' }) => !sentence.test(description))
    expect(others.map(({ path, description }) => ({ path, description }))).toEqual([])
  })
})
