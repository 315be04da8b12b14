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
