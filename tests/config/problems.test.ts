import { describe, expect, it } from 'vitest'
import { Config } from '../../src/config/config.ts'
import { problemsOf } from '../../src/config/problems.ts'

const VALID = { targets: ['es'], providers: [{ kind: 'pseudo' }] }

function problems(change: object) {
  const raw = { ...VALID, ...change }
  const { error } = Config.safeParse(raw)
  return problemsOf(error?.issues ?? [], raw, JSON.stringify(raw, null, 1))
}

describe('an unknown key', () => {
  it.each<[string, object]>([
    ['“sourcee”; did you mean “source”?', { sourcee: {} }],
    ['“tragets”; did you mean “targets”?', { tragets: ['es'] }],
    ['“frontmatter”; did you mean “frontMatter”?', { source: { frontmatter: [] } }],
    ['“base_url”; did you mean “baseUrl”?', { publish: { base_url: 'https://news.example.org' } }],
    ['“modle”; did you mean “model”?', { providers: [{ kind: 'openai', model: 'quill', modle: 'quill' }] }],
    [
      '“projct”; did you mean “project”?',
      { providers: [{ kind: 'pseudo' }, { kind: 'google', projct: 'p' }] },
    ],
    [
      '“charactersPerMin”; did you mean “charactersPerMinute”?',
      { providers: [{ kind: 'deepl', quota: { charactersPerMin: 1000 } }] },
    ],
    [
      '“second”; did you mean “seconds”?',
      { providers: [{ kind: 'deepl', quota: { pacing: { second: 1 } } }] },
    ],
    ['“articles”; did you mean “source.articles”?', { articles: 'content' }],
    ['“onFinding”; did you mean “publish.onFinding”?', { onFinding: 'source' }],
  ])('is told with the one that was meant: %s', (told, change) => {
    expect(problems(change).message).toContain(`There is no key ${told}`)
  })

  it.each<[string, object]>([
    ['like none that we have', { colour: 'red' }],
    ['of another provider', { providers: [{ kind: 'deepl', project: 'p' }] }],
    ['of a provider that we do not know', { providers: [{ kind: 'abacus', project: 'p' }] }],
  ])('%s is told without a guess', (_what, change) => {
    expect(problems(change).message).not.toContain('did you mean')
  })

  it('is told of each by itself, with the place of the first', () => {
    const { message, place } = problems({ sourcee: {}, chekcs: {} })
    expect(message).toMatch(/“sourcee”; did you mean “source”\?\n.*“chekcs”; did you mean “checks”\?/)
    expect(place).toBe(':10:13')
  })
})

describe('an unknown word', () => {
  it.each<[string, object]>([
    ['“sentense” is none of sentence, paragraph; did you mean “sentence”?', { segmentation: 'sentense' }],
    ['“gogle” is none of google, apertium,', { providers: [{ kind: 'gogle' }] }],
    ['did you mean “google”?', { providers: [{ kind: 'gogle' }] }],
    ['“blok” is none of off, warn, block; did you mean “block”?', { checks: { length: 'blok' } }],
    ['“abacus” is none of google,', { providers: [{ kind: 'abacus' }] }],
  ])('is told with those that there are: %s', (told, change) => {
    expect(problems(change).message).toContain(told)
  })
})

describe('a key that is missing', () => {
  it('is told by name, with the place of the object that it is missing from', () => {
    const { message, place } = problems({ providers: [{ kind: 'pseudo' }, { kind: 'openai' }] })
    expect(message).toContain('This key is needed\n  → at providers[1].model')
    expect(place).toBe(':9:3')
  })

  it('is not told where an unknown key was meant to be it, but a wrong value there is', () => {
    expect(problems({ targets: undefined, tragets: ['es'] }).message).not.toContain('is needed')
    expect(problems({ targets: 'es', tragets: ['es'] }).message).toContain('→ at targets')
    expect(problems({ providers: [{ kind: 'openai', modle: 'quill' }] }).message).not.toContain('is needed')
  })

  it('gets the mend for providers only where they are what is missing', () => {
    expect(problems({ providers: undefined }).fix).toContain('"kind": "google"')
    expect(problems({ sourcee: {} }).fix).not.toContain('"kind": "google"')
  })
})
