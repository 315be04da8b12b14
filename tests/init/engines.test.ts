import path from 'node:path'
import { expect, it } from 'vitest'
import { type Engine, enginesFor } from '../../src/init/engines.ts'
import { ProviderConfig } from '../../src/providers/config.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const engines = (environment: Readonly<Record<string, string>>, targets = ['es']) =>
  enginesFor('en', targets, { HOME: '/nowhere', ...environment })
const one = (kind: Engine['kind'], environment: Readonly<Record<string, string>>, targets?: string[]) =>
  engines(environment, targets).find((engine) => engine.kind === kind)

it('offers every provider that a configuration may name', () => {
  const kinds = ProviderConfig.options.map(({ shape }) => shape.kind.value)
  expect(
    engines({})
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(kinds.toSorted())
})

it.each<[Engine['kind'], Readonly<Record<string, string>>, string]>([
  ['deepl', { DEEPL_AUTH_KEY: 'k' }, 'DEEPL_AUTH_KEY is set'],
  ['deepl', { DEEPL_API_KEY: 'k' }, 'DEEPL_API_KEY is set'],
  ['azure', { AZURE_TRANSLATOR_KEY: 'k' }, 'AZURE_TRANSLATOR_KEY is set'],
  ['amazon', { AWS_PROFILE: 'p' }, 'AWS_PROFILE is set'],
  ['openai', { OPENAI_API_KEY: 'k' }, 'OPENAI_API_KEY is set'],
  ['libretranslate', { LIBRETRANSLATE_API_KEY: 'k' }, 'LIBRETRANSLATE_API_KEY is set'],
  ['google', { GOOGLE_API_KEY: 'k' }, 'GOOGLE_API_KEY is set'],
])('puts %s first where %j says that it would work', (kind, environment, found) => {
  expect(one(kind, environment)?.found).toBe(found)
  expect(engines(environment).findIndex((engine) => engine.kind === kind)).toBeLessThan(
    engines(environment).findIndex((engine) => engine.found === undefined),
  )
})

it('finds credentials in files, and the project in them', () => {
  const folder = temporaryFolder()
  writeFiles(folder, { 'key.json': '{ "project_id": "courier" }', '.aws/credentials': '[default]' })
  const google = one('google', { GOOGLE_APPLICATION_CREDENTIALS: path.join(folder, 'key.json') })
  expect(google).toMatchObject({ found: 'credentials: GOOGLE_APPLICATION_CREDENTIALS', questions: [] })
  expect(one('amazon', { HOME: folder })?.found).toBe('AWS credentials file')
})

it('takes a credential file that cannot be read for none', () => {
  expect(one('google', { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json' })?.found).toBeUndefined()
})

it('names a variable in the configuration only where it is not the one that is looked for by itself', () => {
  expect(one('deepl', { DEEPL_AUTH_KEY: 'k' })?.settings).toEqual({})
  expect(one('deepl', { DEEPL_API_KEY: 'k' })?.settings).toEqual({ apiKey: 'env:DEEPL_API_KEY' })
  expect(one('google', { GOOGLE_API_KEY: 'k' })?.settings).toEqual({ apiKey: 'env:GOOGLE_API_KEY' })
})

it('asks only for what the environment does not say', () => {
  const asked = (kind: Engine['kind'], environment: Readonly<Record<string, string>>) =>
    one(kind, environment)?.questions.map(({ setting }) => setting)
  expect(asked('google', {})).toEqual(['project'])
  expect(asked('google', { GOOGLE_CLOUD_PROJECT: 'p' })).toEqual([])
  expect(asked('azure', {})).toEqual(['region'])
  expect(asked('azure', { AZURE_TRANSLATOR_REGION: 'westeurope' })).toEqual([])
  expect(asked('amazon', { AWS_REGION: 'eu-west-1' })).toEqual([])
  expect(asked('openai', {})).toEqual(['model', 'endpoint'])
})

it('offers pseudo-translation only for the locales that it is made for', () => {
  expect(one('pseudo', {}, ['en-XA'])?.found).toBeDefined()
  expect(one('pseudo', {}, ['es'])?.found).toBeUndefined()
})
