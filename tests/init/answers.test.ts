import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkProvider, checkTargets, type Flags, givenBy } from '../../src/init/answers.ts'
import { lookAround, takeSuggestions } from '../../src/init/suggestions.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const FRENCH = 'Le conseil rétablira les bus de nuit au mois de mars, puis une troisième ligne en juin.\n'
const usage = (place: string, message: RegExp) =>
  expect.objectContaining({ code: 'USAGE', place, message: expect.stringMatching(message) })

function root(): string {
  const folder = temporaryFolder()
  writeFiles(folder, { 'content/bus.md': `---\nteaser: Deux lignes au début.\n---\n${FRENCH}` })
  mkdirSync(path.join(folder, 'drafts'))
  return folder
}

function answers(flags: Flags) {
  const folder = root()
  return takeSuggestions(givenBy(flags, folder), lookAround(folder, { HOME: folder }))
}

describe('without anybody to ask', () => {
  it('what was not given is as the articles suggest', () => {
    expect(answers({ target: ['es,ca', 'es'], provider: 'deepl' })).toEqual({
      articles: 'content',
      locale: 'fr',
      targets: ['es', 'ca'],
      provider: { kind: 'deepl' },
      frontMatter: ['teaser'],
    })
  })

  it('what was given goes before what would be suggested', () => {
    const given = {
      articles: 'drafts',
      sourceLocale: 'pt-br',
      target: ['en'],
      provider: 'google',
      project: 'p',
    }
    expect(answers(given)).toEqual({
      articles: 'drafts',
      locale: 'pt-BR',
      targets: ['en'],
      provider: { kind: 'google', project: 'p' },
      frontMatter: [],
    })
  })

  it('articles that still lie beside the configuration are learned from, for the folder that they are moved to', () => {
    const folder = temporaryFolder()
    writeFiles(folder, { 'bus.md': FRENCH })
    const given = givenBy({ target: ['es'], provider: 'deepl' }, folder)
    expect(takeSuggestions(given, lookAround(folder, {}))).toMatchObject({
      articles: 'articles',
      locale: 'fr',
    })
  })

  it('no engine is chosen, however clear the choice is; all are named', () => {
    expect(() => answers({ target: ['es'] })).toThrow(usage('--provider', /none is chosen/))
    expect(() => answers({ target: ['es'] })).toThrow(
      expect.objectContaining({ fix: expect.stringMatching(/google.*apertium|apertium.*google/s) }),
    )
  })

  it('no target is chosen', () => {
    expect(() => answers({ provider: 'deepl' })).toThrow(usage('--target', /No target/))
  })
})

describe('an option that cannot be', () => {
  it.each<[string, Flags, string, RegExp]>([
    ['a folder that there is not', { articles: 'contnet' }, '--articles', /no folder contnet/],
    ['the folder of the configuration itself', { articles: '.' }, '--articles', /beside the configuration/],
    ['a provider that there is not', { provider: 'gogle' }, '--provider', /did you mean “google”\?/],
  ])('is refused by name: %s', (_what, flags, place, message) => {
    const folder = root()
    expect(() => givenBy(flags, folder)).toThrow(usage(place, message))
  })

  it.each(['--target', '--source-locale'])('is refused by name: a locale in %s', (place) => {
    const flags = place === '--target' ? { target: ['spanish'] } : { sourceLocale: 'spanish' }
    expect(() => givenBy(flags, root())).toThrow(expect.objectContaining({ code: 'LOCALE_UNKNOWN', place }))
  })

  it('is refused by name: a target that is the language of the articles', () => {
    expect(() => checkTargets(['es', 'fr'], 'fr')).toThrow(usage('--target', /fr is the language/))
  })

  it.each<[Parameters<typeof checkProvider>[0], string, RegExp]>([
    [{ kind: 'openai' }, '--model', /openai needs it/],
    [{ kind: 'libretranslate' }, '--endpoint', /libretranslate needs it/],
    [{ kind: 'deepl', project: 'p' }, '--project', /deepl takes no such setting/],
    [{ kind: 'libretranslate', endpoint: 'no address' }, '--endpoint', /URL/],
    [{ kind: 'deepl', apiKey: 'a secret itself' }, '--api-key', /env:NAME/],
  ])('is refused by name: %j', (provider, place, message) => {
    expect(() => checkProvider(provider)).toThrow(usage(place, message))
  })
})
