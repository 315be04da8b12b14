import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { google, type Newsroom, newsroom } from './newsroom.ts'

/** A person answers for an edition, by command: what readers and machines are told, and until when. */
const PAGE = `<!doctype html>
<html lang="en">
<head><title>The ferry</title></head>
<body><h1>The ferry is late</h1><p>It waits for <a href="/tide">the tide</a>.</p><p>Nobody minds.</p></body>
</html>
`
const SIGN = ['sign-off', 'ferry', '--locale', 'es', '--by', 'Ada Lund']

let cloud: CloudTranslation
let room: Newsroom
const config = (more: object = {}) => ({
  targets: ['es'],
  providers: [google(cloud.url)],
  publish: { site: { name: 'The Lorvik Courier' }, baseUrl: 'https://news.example.org' },
  ...more,
})

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(config(), { 'ferry.html': PAGE })
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const page = () => room.read('public/es/ferry.html')
const meta = () => JSON.parse(room.read('locales/es/articles/ferry.meta.json'))
const texts = (): Record<string, string> => JSON.parse(room.read('locales/es/articles/ferry.json'))
const history = (): unknown[] =>
  room
    .read('locales/es/articles/ferry.history.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
const keyOf = (source: string) =>
  Object.entries(JSON.parse(room.read('locales/en/articles/ferry.json'))).find(
    ([, text]) => text === source,
  )![0]

it('what a person signs is published as reviewed by the newsroom, until a word of it changes', async () => {
  await room.run()
  expect(page()).toContain('Sin revisión editorial.')
  const signed = await room.dragoman(...SIGN, '--json')
  expect(signed.stderr).toContain('Nobody has approved or edited')
  expect(signed.code).toBe(0)
  expect(JSON.parse(signed.stdout)).toMatchObject({
    article: 'ferry',
    locale: 'es',
    signedOff: { by: 'Ada Lund' },
    refused: [],
    untouched: 1,
    disputed: [],
  })
  expect((await room.run()).summary).toMatchObject({ requests: 0, editions: { written: 1 } })
  expect(page()).toContain('Traducción revisada por The Lorvik Courier,')
  expect(page()).toContain('data-translation-state="signed-off"')
  expect(page()).toContain('<meta name="ai-disclosure" content="ai-assisted">')
  expect(page()).toContain('"translator":{"@type":"Organization","name":"The Lorvik Courier"}')
  expect(page()).not.toMatch(/noindex|Ada Lund|Sin revisión/)
  expect((await room.run()).summary).toMatchObject({ editions: { unchanged: 1 } })
  const status = async (...args: string[]) =>
    JSON.parse((await room.dragoman('status', ...args, '--json')).stdout)
  expect((await status()).locales).toMatchObject({ es: { current: 1, signedOff: 1 } })
  expect((await status('ferry')).locales).toMatchObject({ es: { state: 'current', disclosed: 'signed-off' } })
  room.write('articles/ferry.html', PAGE.replace('/tide', '/tides'))
  const { summary } = await room.run()
  expect(summary.findings).toEqual([
    expect.objectContaining({ article: 'ferry', locale: 'es', check: 'sign-off-void', severity: 'warn' }),
  ])
  expect(page()).toContain('Sin revisión editorial.')
  expect(page()).toContain('<meta name="robots" content="noindex">')
  expect(page()).toContain('<meta name="ai-disclosure" content="ai-autonomous">')
  expect(meta().signOff).toMatchObject({
    by: 'Ada Lund',
    voided: { why: expect.stringContaining('original') },
  })
  expect(history()).toMatchObject([
    { by: 'Ada Lund', act: 'sign-off' },
    { by: '', act: 'void sign-off', note: expect.stringContaining('original') },
  ])
})

it('what is taken back is no longer reviewed, and both acts stand in the history', async () => {
  await room.run()
  await room.dragoman(...SIGN)
  await room.run()
  const undone = await room.dragoman(...SIGN, '--undo')
  expect(undone).toMatchObject({ code: 0, stderr: expect.stringContaining('brings the label back') })
  await room.run()
  expect(page()).toContain('Sin revisión editorial.')
  expect(meta().signOff).toBeUndefined()
  expect(history()).toMatchObject([
    { by: 'Ada Lund', act: 'sign-off' },
    { by: 'Ada Lund', act: 'undo sign-off' },
  ])
  expect((await room.dragoman(...SIGN, '--undo')).stderr).toContain('nothing has changed')
})

it('refuses where a sentence is not translated, rejected or blocked, and names it', async () => {
  await room.run()
  const key = keyOf('Nobody minds.')
  const refusals = async () => {
    const { code, stdout } = await room.dragoman(...SIGN, '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout).signedOff).toBeNull()
    expect(meta().signOff).toBeUndefined()
    return JSON.parse(stdout).refused.map((each: { kind: string }) => each.kind)
  }
  room.write('articles/ferry.html', PAGE.replace('Nobody minds.', 'Everybody minds.'))
  expect(await refusals()).toEqual(['missing'])
  room.write('articles/ferry.html', PAGE)
  const before = room.read('locales/es/articles/ferry.json')
  const write = (words: string) =>
    room.write('locales/es/articles/ferry.json', JSON.stringify({ ...texts(), [key]: words }))
  write('A nadie le importa <b1>nada</b1>.')
  expect(await refusals()).toEqual(['unfit'])
  write('A 99 personas les importa.')
  expect(await refusals()).toEqual(['blocked'])
  room.write('locales/es/articles/ferry.json', before)
  const { segments } = meta()
  segments[key] = { ...segments[key], state: 'rejected', review: { by: 'Ana', date: '2026-11-22T20:00:00Z' } }
  room.write('locales/es/articles/ferry.meta.json', JSON.stringify({ ...meta(), segments }))
  expect(await refusals()).toEqual(['rejected'])
})

it('needs a person, a newsroom to name, and an edition that there is', async () => {
  await room.run()
  const nameless = await room.dragoman('sign-off', 'ferry', '--locale', 'es')
  expect(nameless).toMatchObject({ code: 1, stderr: expect.stringContaining('DRAGOMAN_EDITOR') })
  expect(await room.dragoman('sign-off', 'fery', '--locale', 'es', '--by', 'Ada')).toMatchObject({ code: 1 })
  expect(await room.dragoman('sign-off', 'ferry', '--locale', 'fr', '--by', 'Ada')).toMatchObject({ code: 1 })
  room.write('dragoman.config.json', JSON.stringify(config({ publish: {} })))
  const unnamed = await room.dragoman(...SIGN)
  expect(unnamed).toMatchObject({ code: 1, stderr: expect.stringContaining('publish.site') })
  expect(existsSync(path.join(room.folder, 'locales/es/articles/ferry.history.jsonl'))).toBe(false)
})

it('warns where more than the limit was touched by a machine alone, and signs all the same', async () => {
  room.write('dragoman.config.json', JSON.stringify(config({ review: { untouchedLimit: 0.3 } })))
  await room.run()
  const { code, stderr } = await room.dragoman(...SIGN)
  expect(code).toBe(0)
  expect(stderr).toContain('100 % of its words only a machine has touched; 30 % is the limit.')
})
