import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ask } from '../../src/cli/init-questions.ts'
import type { Flags } from '../../src/init/answers.ts'
import { givenBy } from '../../src/init/answers.ts'
import { lookAround } from '../../src/init/suggestions.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const ENTER = '\r'
const DOWN = '\u001B[B'
const SPACE = ' '
const CTRL_C = '\u0003'
const ENGLISH = 'The council will bring back the night buses in March, and a third line in June.\n'

/** A question, by a part of it, and the keys that are pressed once it is on the screen. */
type Step = readonly [question: string, keys: string]

const TWO_FOLDERS = {
  'content/bus.md': `---\ntitle: Night buses\nteaser: Two lines at first.\nlead: By June a third.\n---\n${ENGLISH}`,
  'docs/desk.md': ENGLISH,
}

/** A person at a terminal, in a folder with these files and an empty folder. */
async function answer(
  steps: readonly Step[],
  flags: Flags = {},
  environment: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = TWO_FOLDERS,
) {
  const root = temporaryFolder()
  writeFiles(root, files)
  mkdirSync(path.join(root, 'wire'))
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ''
  const left = [...steps]
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString('utf8')
    const [next] = left
    if (next === undefined || !screen.includes(next[0])) return
    left.shift()
    screen = ''
    // Key by key, as a person's come: the first may have opened another question.
    for (const key of keysOf(next[1])) setImmediate(() => input.write(key))
  })
  const place = { root, file: 'dragoman.config.json' }
  const suggestions = lookAround(root, { HOME: root, ...environment })
  return ask(givenBy(flags, root), suggestions, place, { input, output })
}

const keysOf = (keys: string) => keys.match(/\u001B\[.|./gs) ?? []

const ARTICLES: Step = ['Which folder holds', ENTER]
const LANGUAGE: Step = ['What language', ENTER]
const TARGETS: Step = ['Into which', `es ca${ENTER}`]
const KEYS: Step = ['Front matter', ENTER]
const WRITE: Step = ['Write this?', ENTER]

describe('the questions', () => {
  it('have what was found as their answers, for whoever only presses Enter', async () => {
    const engine: Step = ['Who translates?', ENTER]
    const steps = [ARTICLES, LANGUAGE, TARGETS, engine, KEYS, WRITE]
    expect(await answer(steps, {}, { DEEPL_AUTH_KEY: 'k' })).toEqual({
      articles: 'content',
      locale: 'en',
      targets: ['es', 'ca'],
      provider: { kind: 'deepl' },
      frontMatter: ['teaser', 'lead'],
    })
  })

  it('leave out what an option has settled', async () => {
    const given = { articles: 'docs', sourceLocale: 'en', target: ['fr'], provider: 'deepl' }
    expect(await answer([WRITE], given)).toEqual({
      articles: 'docs',
      locale: 'en',
      targets: ['fr'],
      provider: { kind: 'deepl' },
      frontMatter: [],
    })
  })

  it('take another folder, and other keys', async () => {
    const other: Step = ['Which folder holds', `${DOWN}${DOWN}${ENTER}`]
    const typed: Step = ['Its path from here', `wire${ENTER}`]
    const given = { sourceLocale: 'en', target: ['fr'], provider: 'deepl' }
    expect(await answer([other, typed, WRITE], given)).toMatchObject({ articles: 'wire' })
    const toggled: Step = ['Front matter', `${SPACE}${ENTER}`]
    expect(await answer([ARTICLES, toggled, WRITE], given)).toMatchObject({ frontMatter: ['lead'] })
  })

  it('offer the usual folder where none has articles, and say that those beside the configuration must move', async () => {
    const given = { sourceLocale: 'en', target: ['fr'], provider: 'deepl' }
    const folder: Step = ['articles need a folder of their own', ENTER]
    expect(await answer([folder, WRITE], given, {}, { 'bus.md': ENGLISH })).toMatchObject({
      articles: 'articles',
    })
  })

  it('ask of a provider what it needs, and let be what it does not', async () => {
    const given = { articles: 'docs', sourceLocale: 'en', target: ['fr'], provider: 'openai' }
    const model: Step = ['Which model', `quill${ENTER}`]
    const server: Step = ['Base address', ENTER]
    expect(await answer([model, server, WRITE], given)).toMatchObject({
      provider: { kind: 'openai', model: 'quill' },
    })
    const { provider } = await answer([server, WRITE], { ...given, model: 'quill' })
    expect(provider).toEqual({ kind: 'openai', model: 'quill' })
  })

  it('say what is wrong with an answer, and wait for another', async () => {
    const wrong: Step = ['Into which', `spanish${ENTER}`]
    const again: Step = ['did you mean “es”?', `${'\u007F'.repeat(7)}es${ENTER}`]
    const given = { articles: 'docs', sourceLocale: 'en', provider: 'deepl' }
    expect(await answer([wrong, again, WRITE], given)).toMatchObject({ targets: ['es'] })
  })

  it.each<[string, readonly Step[]]>([
    ['Ctrl+C', [['Which folder holds', CTRL_C]]],
    ['no at the end', [ARTICLES, LANGUAGE, TARGETS, ['Who translates?', ENTER], KEYS, ['Write this?', `n`]]],
  ])('end in nothing with %s', async (_what, steps) => {
    await expect(answer(steps, {}, { DEEPL_AUTH_KEY: 'k' })).rejects.toMatchObject({
      code: 'STOPPED',
      message: 'Nothing was written.',
    })
  })
})
