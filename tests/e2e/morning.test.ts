import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, ended, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

const config = (more: object = {}, quota: object = {}) => ({
  targets: ['es', 'ca'],
  providers: [google(cloud.url, quota)],
  ...more,
})
const configure = (more: object) => room.write('dragoman.config.json', JSON.stringify(config(more)))

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(config(), { 'ferry.md': FERRY, 'city/council.html': COUNCIL })
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

describe('a run that ends early', () => {
  it.each([
    ['charactersPerDay', 50, /is 50, of which \d+ are spent today.*\d+ characters left/],
    ['moneyPerDay', 0.001, /is USD 0\.001, of which [\d.]+ are spent today.*USD [\d.]+ left/],
  ])('names the limit, what is left of it, and the mend: budget.%s', async (key, limit, expected) => {
    configure({ budget: { [key]: limit } })
    const { code, summary, stderr } = await room.run()
    expect(code).toBe(3)
    expect(summary.stopped).toEqual({
      code: 'BUDGET_SPENT',
      message: expect.stringMatching(expected),
      fix: `Raise budget.${key}, or let tomorrow’s run finish it.`,
    })
    expect(stderr).toMatch(new RegExp(`WARN: .*budget\\.${key} is ${limit === 50 ? 50 : 'USD'}`))
    expect(stderr).toContain(`Stopped early: budget.${key} is`)
  })

  it('names the signal', async () => {
    cloud.configure({ latencyMs: [600, 600] })
    const child = room.start('run', '--json')
    const done = ended(child)
    await expect.poll(() => cloud.stats.billedRequests, { timeout: 20_000 }).toBeGreaterThan(0)
    child.kill('SIGTERM')
    const { code, stdout, stderr } = await done
    expect(code).toBe(3)
    expect(JSON.parse(stdout).stopped).toMatchObject({
      code: 'STOPPED',
      message: expect.stringMatching(/^SIGTERM /),
    })
    expect(stderr).toContain('Stopped early: SIGTERM')
  })
})

it('the summary counts each locale by itself', async () => {
  const { summary } = await room.run()
  expect(summary).not.toHaveProperty('stopped')
  expect(Object.keys(summary.locales)).toEqual(['es', 'ca'])
  expect(summary.locales['es']).toMatchObject({ written: 2, withheld: 0, held: 0, withdrawn: 0, stopped: 0 })
  expect(summary.locales['es']?.segments.total).toBe(summary.segments.total / 2)
})

describe('a missing credential', () => {
  const KEYLESS = { kind: 'deepl', apiKey: 'env:DRAGOMAN_TEST_NOT_SET' }
  const providers = (...all: object[]) => configure({ providers: all })

  it('ends the command before anything is sent, where no other provider serves the pair', async () => {
    providers({ ...KEYLESS, locales: ['ca'] }, { ...google(cloud.url), locales: ['es'] })
    const { code, summary, stderr } = await room.run()
    expect(code).toBe(1)
    expect(cloud.stats.requests).toBe(0)
    expect(summary).toMatchObject({
      editions: { written: 0, failed: 0 },
      stopped: {
        code: 'CREDENTIAL_MISSING',
        message: expect.stringMatching(/DRAGOMAN_TEST_NOT_SET.* en into ca; nothing was sent/),
        fix: expect.stringContaining('Set DRAGOMAN_TEST_NOT_SET'),
      },
    })
    expect(stderr.match(/CREDENTIAL_MISSING/g)).toHaveLength(1)
    expect(JSON.parse((await room.dragoman('report', '--json')).stdout)).toMatchObject({
      exitCode: 1,
      summary,
    })
  })

  it('is nothing to a run that is asked for other locales', async () => {
    providers({ ...KEYLESS, locales: ['ca'] }, { ...google(cloud.url), locales: ['es'] })
    expect((await room.run('--locale', 'es')).summary.editions.written).toBe(2)
  })

  it('is told once where another provider serves the pair, and the run goes on', async () => {
    providers(KEYLESS, google(cloud.url))
    const { code, summary, stderr } = await room.run()
    expect(code).toBe(0)
    expect(summary.editions.written).toBe(4)
    const told = { article: '', locale: '', check: 'CREDENTIAL_MISSING', severity: 'warn' }
    expect(summary.findings.filter(({ check }) => check === told.check)).toMatchObject([told])
    expect(stderr.match(/Google Cloud Translation stands in for DeepL/g)).toHaveLength(1)
  })

  it('is nothing to a run that buys nothing', async () => {
    await room.run()
    providers({ ...google(cloud.url), apiKey: 'env:DRAGOMAN_TEST_NOT_SET' })
    room.write('articles/again.md', 'Crews stayed ashore on Tuesday.\n')
    const { code, summary } = await room.run()
    expect([code, summary.editions]).toMatchObject([0, { written: 6 }])
    expect((await room.dragoman('run', '--frozen')).code).toBe(0)
  })

  it('ends a watch', async () => {
    providers(KEYLESS)
    expect((await room.dragoman('run', '--watch')).code).toBe(1)
  })

  it('ends dragoman translate, with exit code 1', async () => {
    providers(KEYLESS)
    const { code, stderr } = await room.dragoman('translate', 'articles/ferry.md', '--to', 'es')
    expect([code, stderr]).toEqual([1, expect.stringContaining('CREDENTIAL_MISSING')])
  })
})

describe('dragoman report', () => {
  const report = async (...args: string[]) => {
    const { code, stdout, stderr } = await room.dragoman('report', '--json', ...args)
    return { code, stderr, json: JSON.parse(stdout) }
  }

  it('says of no run that there was none', async () => {
    expect(await report()).toMatchObject({ code: 0, json: null, stderr: expect.stringMatching(/^No run/) })
  })

  it('tells what a run told, in the morning', async () => {
    room.write('articles/empty.md', '')
    const { code, summary } = await room.run()
    const { json, stderr } = await report()
    expect(json).toMatchObject({
      scope: { files: [], locales: ['es', 'ca'], watch: false },
      exitCode: code,
      rounds: 1,
      findingsLeftOut: 0,
    })
    expect(json.summary).toEqual(summary)
    expect(stderr).toContain('✗ ARTICLE_EMPTY: empty.md')
  })

  it('tells why a run stopped, newest run first', async () => {
    configure({ budget: { charactersPerDay: 50 } })
    await room.run('articles/ferry.md')
    configure({})
    await room.run()
    const { json } = await report('--last', '2')
    expect(json).toMatchObject([
      { exitCode: 0, scope: { files: [] } },
      { exitCode: 3, scope: { files: ['ferry.md'] }, summary: { stopped: { code: 'BUDGET_SPENT' } } },
    ])
  })

  it('tells of a run that could not begin', async () => {
    room.write('.dragoman/editions.sqlite/in-the-way', '')
    expect((await room.dragoman('run')).code).toBe(1)
    const { json } = await report()
    expect(json).toMatchObject({ exitCode: 1, error: { code: 'STATE_UNREADABLE' } })
    expect(json).not.toHaveProperty('summary')
  })

  it.each([['--dry-run'], ['--frozen'], ['articles/ferry.md', '--locale', 'fr'], ['/elsewhere.md']])(
    'tells nothing of what is no night: run %s',
    async (...args) => {
      await room.dragoman('run', ...args)
      expect((await report()).json).toBeNull()
    },
  )
})

describe('dragoman status ARTICLE', () => {
  const status = async (article: string) => {
    const { code, stdout, stderr } = await room.dragoman('status', article, '--json')
    return { code, stderr, json: stdout === '' ? undefined : JSON.parse(stdout) }
  }

  it('names what holds each edition back', async () => {
    configure({ targets: ['es'] })
    cloud.configure({ faults: [{ kind: 'echo', chance: 1 }] })
    await room.run('articles/ferry.md')
    const { json, stderr } = await status('articles/ferry.md')
    expect(json).toMatchObject({
      article: 'ferry',
      path: 'ferry.md',
      locales: { es: { state: 'withheld', why: 'the last run could not make it', output: '', edited: 0 } },
    })
    expect(json.locales.es.findings).toContainEqual(
      expect.objectContaining({
        check: 'TRANSLATION_FAILED',
        key: expect.stringMatching(/\w/),
        locale: 'es',
      }),
    )
    expect(stderr).toMatch(/es: withheld[\s\S]*✗ TRANSLATION_FAILED at /)
  })

  it('says what is as it should be, by id or path', async () => {
    await room.run()
    const { json } = await status('city/council')
    const fine = { state: 'current', why: '', until: null, changed: null, findings: [] }
    expect(json.locales).toMatchObject({ es: fine, ca: { ...fine, output: 'ca/city/council.html' } })
    expect((await status('articles/city/council.html')).json).toEqual(json)
  })

  it.each<[string, () => unknown, object]>([
    [
      'an embargo, and its end',
      () => room.write('articles/ferry.md', '---\nembargo: 2999-01-01T06:00:00Z\n---\nSoon.\n'),
      { why: 'embargoed', until: '2999-01-01T06:00:00.000Z' },
    ],
    [
      'who took it down',
      () => room.dragoman('withdraw', 'ferry', '--by', 'Ada Lund'),
      { state: 'withdrawn', why: expect.stringMatching(/^taken down by Ada Lund on \d{4}/) },
    ],
    [
      'that it has changed',
      () => room.write('articles/ferry.md', `${FERRY}\nMore.\n`),
      { state: 'stale', why: 'the article has changed', output: 'es/ferry.md' },
    ],
    [
      'that it is gone',
      () => rmSync(path.join(room.folder, 'articles/ferry.md')),
      { why: expect.stringMatching(/^deleted/) },
    ],
    [
      'that it cannot be read',
      () => room.write('articles/ferry.md', '---\nx: [\n---\n'),
      { why: 'the article cannot be read' },
    ],
    [
      'that it is not wanted there',
      () => configure({ select: [{ match: 'ferry.md', targets: ['ca'] }] }),
      { why: 'not wanted' },
    ],
  ])('names %s, also before a run has seen it', async (_what, happens, expected) => {
    await room.run()
    await happens()
    expect((await status('ferry')).json.locales.es).toMatchObject(expected)
  })

  it('of an article that never was is an error', async () => {
    expect(await status('ferri')).toMatchObject({ code: 1, stderr: expect.stringContaining('“ferri”') })
  })
})
