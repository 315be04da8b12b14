import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, ended, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

const ARTICLES = {
  'ferry.md': FERRY,
  'city/council.html': COUNCIL,
  'again.md': `${FERRY}\nOne more sentence.\n`,
}
const GLOSSARY = 'source,target\nlibrary,biblioteca\n'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const open = (config: object = {}, provider: object = {}) => {
  room = newsroom(
    { targets: ['es', 'ca'], providers: [{ ...google(cloud.url), ...provider }], ...config },
    ARTICLES,
  )
  room.write('locales/es/glossary.csv', GLOSSARY)
}
const json = async (...args: string[]) => JSON.parse((await room.dragoman(...args, '--json')).stdout)

it('an estimate agrees with the run that follows, to the character and to the cent', async () => {
  open()
  const estimate = await json('estimate')
  const { summary } = await room.run()
  expect(estimate).toMatchObject({
    characters: summary.characters,
    cost: summary.cost,
    requests: summary.requests,
  })
  expect(summary.characters).toBe(cloud.stats.billedCharacters)
  expect(summary.cost.amount).toBeGreaterThan(0)
})

it('the ledger tells what was spent on what', async () => {
  open()
  const { summary } = await room.run()
  const { rows } = await json('cost', '--by', 'locale', 'article')
  const sum = (pick: (row: { characters: number; requests: number }) => number) =>
    rows.reduce((total: number, row: never) => total + pick(row), 0)
  expect(sum((row) => row.characters)).toBe(summary.characters)
  expect(sum((row) => row.requests)).toBe(summary.requests)
  expect(rows[0]).toMatchObject({ locale: 'ca', article: 'again', uncertain: 0, cost: { currency: 'USD' } })
  const { rows: total } = await json('cost', '--by', 'provider')
  expect(total).toMatchObject([{ provider: 'google', characters: summary.characters, cost: summary.cost }])
  const { stderr } = await room.dragoman('cost')
  expect(stderr).toContain('google')
  const { rows: later } = await json('cost', '--since', '2999-01-01')
  expect(later).toEqual([])
})

it('looking at the cost of nothing makes no files, and says so', async () => {
  open()
  const { code, stderr } = await room.dragoman('cost')
  expect(code).toBe(0)
  expect(stderr).toContain('Nothing has been sent.')
  expect((await room.dragoman('cost', '--by', 'colour')).code).toBe(1)
  expect((await room.dragoman('cost', '--since', '31 November')).code).toBe(1)
})

it('a day’s money is never passed, over several runs; the next day’s run would finish', async () => {
  // The whole costs some 0.02; a request of 300 characters costs 0.006.
  open({ budget: { moneyPerDay: 0.01 } }, { quota: { charactersPerRequest: 300, concurrency: 8 } })
  const first = await room.run()
  expect(first.code).toBe(3)
  const { cost } = first.summary
  expect(cost.amount).toBeGreaterThan(0)
  expect(cost.amount).toBeLessThanOrEqual(0.01)
  await room.run()
  expect(cloud.stats.billedCharacters * 20).toBeLessThanOrEqual(0.01 * 1_000_000)
  room.write(
    'dragoman.config.json',
    JSON.stringify({ targets: ['es', 'ca'], providers: [google(cloud.url)] }),
  )
  expect((await room.run()).code).toBe(0)
  expect(cloud.stats.boughtTwice).toBe(0)
})

it('what was sent today at no known price counts as the dearest', async () => {
  open()
  await room.run()
  const billed = cloud.stats.billedCharacters
  const db = new DatabaseSync(path.join(room.folder, '.dragoman/memory/es.sqlite'))
  db.exec("UPDATE ledger SET micros = NULL, currency = ''")
  db.close()
  const config = (moneyPerDay: number) =>
    JSON.stringify({ targets: ['es', 'ca'], providers: [google(cloud.url)], budget: { moneyPerDay } })
  room.write('articles/new.md', 'A new story.\n')
  room.write('dragoman.config.json', config((billed * 20) / 1_000_000))
  expect((await room.run()).code).toBe(3)
  expect(cloud.stats.billedCharacters).toBe(billed)
  room.write('dragoman.config.json', config(((billed + 24) * 20) / 1_000_000))
  expect((await room.run()).code).toBe(0)
  expect(cloud.stats.billedCharacters).toBe(billed + 24)
})

it('what was spent on a former target is told, and counts for the day', async () => {
  open()
  const { summary } = await room.run()
  const config = { targets: ['es'], providers: [google(cloud.url)] }
  const budget = { charactersPerDay: summary.characters }
  room.write('dragoman.config.json', JSON.stringify({ ...config, budget }))
  room.write('articles/new.md', 'A new story.\n')
  expect((await room.run()).code).toBe(3)
  const { rows } = await json('cost', '--by', 'locale')
  expect(rows).toMatchObject([{ locale: 'ca' }, { locale: 'es' }])
})

it('tells while a run is under way, what is on its way as uncertain, and what a killed run leaves too', async () => {
  open()
  cloud.configure({ latencyMs: [600_000, 600_000] })
  const run = room.start('run')
  const gone = ended(run)
  await expect.poll(() => cloud.stats.billedRequests, { timeout: 20_000 }).toBe(4)
  const during = await json('cost', '--by', 'provider')
  run.kill('SIGKILL')
  await gone
  const characters = cloud.stats.billedCharacters
  expect(during.rows).toMatchObject([{ provider: 'google', characters, uncertain: characters }])
  expect(await json('cost', '--by', 'provider')).toEqual(during)
})

it('an unknown price is said to be unknown, everywhere', async () => {
  // Azure’s custom models have no list price of their own; nothing is sent to it.
  open({ providers: [{ kind: 'azure', model: 'ours', endpoint: cloud.url }] })
  const estimate = await room.dragoman('estimate', '--json')
  expect(JSON.parse(estimate.stdout)).toMatchObject({ cost: { amount: null, currency: 'USD' } })
  expect(estimate.stderr).toContain('cost unknown')
})
