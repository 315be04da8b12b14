import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { configSchema } from '../../scripts/print-schema.ts'
import { checks } from '../../src/check/checks.ts'
import { ProviderConfig } from '../../src/providers/config.ts'
import { openProvider } from '../../src/providers/registry.ts'
import { keysOf } from '../config/schema-keys.ts'
import { defaultOf, rowsOf, typeOf } from './configuration-rows.ts'

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')

const keys = keysOf(JSON.parse(configSchema()))
const kinds = ProviderConfig.options.map(({ shape }) => shape.kind.value)
const rows = rowsOf(page).flatMap((row) =>
  row.path.startsWith('providers[].')
    ? kinds.map((kind) => ({ ...row, path: row.path.replace('providers[]', `providers.${kind}`) }))
    : [row],
)

function written(count: number | undefined): string {
  if (count === undefined) return '–'
  return count === Number.MAX_SAFE_INTEGER ? 'any' : count.toLocaleString('en')
}

describe('docs/configuration.md', () => {
  it('has every key of the schema once, and no other', () => {
    const paths = rows.map(({ path }) => path)
    expect(paths.toSorted()).toEqual(keys.map(({ path }) => path).toSorted())
  })

  it('says of each key what the schema says: type, default, description', () => {
    const said = new Map(rows.map(({ path, example: _, ...rest }) => [path, rest]))
    for (const key of keys) {
      const { path, description } = key
      expect(said.get(path), path).toEqual({
        type: typeOf(key.schema),
        default: defaultOf(key),
        description,
      })
    }
  })

  it('gives examples that the schema takes', () => {
    const ajv = addFormats.default(new Ajv())
    const schemas = new Map(keys.map(({ path, schema }) => [path, schema]))
    const refused = rowsOf(page).filter(({ path, example }) => {
      const schema = schemas.get(path.replace('providers[]', 'providers.google'))
      return !ajv.validate(schema ?? false, JSON.parse(example))
    })
    expect(refused).toEqual([])
  })

  it('lists every check with its severity', () => {
    const listed = page.matchAll(/^\| `([\w-]+)` \| (block|warn) \|/gm)
    expect([...listed].map(([, id, severity]) => ({ id, severity }))).toEqual(
      checks.map(({ id, severity }) => ({ id, severity })),
    )
  })

  it.each(kinds)('has the quota that is taken where nothing is set: %s', async (kind) => {
    const needed = { openai: { model: 'quill' }, libretranslate: { endpoint: 'http://127.0.0.1:5000' } }
    const config = ProviderConfig.parse({ kind, ...(needed as Record<string, object>)[kind] })
    const { limits } = await openProvider(config, { OPENAI_API_KEY: 'k', DEEPL_AUTH_KEY: 'k' })
    const cells = [
      limits.charactersPerMinute,
      limits.requestsPerMinute,
      limits.concurrency,
      limits.itemsPerRequest,
      limits.charactersPerRequest,
      limits.charactersPerSegment,
    ].map(written)
    expect(page).toContain(`\n| \`${kind}\` | ${cells.join(' | ')} |\n`)
  })
})
