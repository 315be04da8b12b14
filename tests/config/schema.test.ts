import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configSchema } from '../../scripts/print-schema.ts'

it('publishes the JSON Schema that the configuration is validated by (npm run schema)', () => {
  const published = readFileSync(new URL('../../schema/dragoman.config.schema.json', import.meta.url), 'utf8')
  expect(published).toBe(configSchema())
})
