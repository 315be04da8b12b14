import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  cloud.configure({ faults: [{ kind: 'echo', chance: 1 }] })
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const config = (change: object = {}, provider: object = {}) => ({
  targets: ['es'],
  providers: [{ ...google(cloud.url), ...provider }],
  ...change,
})
const open = (change: object = {}) => {
  room = newsroom(config(change), { 'ferry.md': FERRY })
}
const configure = (change: object, provider: object = {}) =>
  room.write('dragoman.config.json', JSON.stringify(config(change, provider)))
const mend = () => cloud.configure({ faults: [] })
const ledger = async () => (await room.dragoman('cost', '--json')).stdout

describe.each(['withhold', 'source', 'publish'])(
  'what failed its checks, with the policy “%s”',
  (onFinding) => {
    const publish = { onFinding }

    it('is bought in the first night only: the second opens no connection and says the same', async () => {
      open({ publish })
      const first = await room.run()
      expect(first.summary.segments.failed).toBeGreaterThan(0)
      const [{ connections }, spent] = [cloud.stats, await ledger()]
      mend()
      const second = await room.run()
      expect(cloud.stats.connections).toBe(connections)
      expect(await ledger()).toBe(spent)
      expect(second.code).toBe(first.code)
      expect(second.summary).toMatchObject({ requests: 0, characters: 0, segments: { bought: 0 } })
      expect(second.summary.segments.failed).toBe(first.summary.segments.failed)
      const checks = ({ summary }: typeof first) =>
        summary.findings.map(({ key, check }) => `${key} ${check}`)
      expect(checks(second)).toEqual(checks(first))
    })

    it('is asked for again, once, with --retry', async () => {
      open({ publish })
      await room.run()
      const before = cloud.stats.requests
      await room.run('--retry')
      const again = cloud.stats.requests - before
      expect(again).toBeGreaterThan(0)
      await room.run()
      expect(cloud.stats.requests).toBe(before + again)
      mend()
      const { code, summary } = await room.run('--retry')
      expect(code).toBe(0)
      expect(summary).toMatchObject({ editions: { written: 1 }, segments: { failed: 0 }, findings: [] })
      expect((await room.run()).summary.editions).toMatchObject({ unchanged: 1 })
    })
  },
)

it.each<[string, object, object]>([
  ['the severity of a check', { checks: { quotes: 'off' } }, {}],
  ['the model', {}, { model: 'general/translation-llm' }],
])('is asked for again when %s has changed', async (_, change, provider) => {
  open()
  await room.run()
  const before = cloud.stats.requests
  mend()
  configure(change, provider)
  const { code } = await room.run()
  expect(code).toBe(0)
  expect(cloud.stats.requests).toBeGreaterThan(before)
})

it('is not reckoned with by an estimate, but for one of a run with --retry, and passes no frozen gate', async () => {
  open()
  await room.run()
  const before = cloud.stats.requests
  const reckoned = async (...args: string[]) => (await room.run('--dry-run', ...args)).summary.requests
  expect(await reckoned()).toBe(0)
  expect(await reckoned('--retry')).toBeGreaterThan(0)
  expect((await room.run('--frozen')).code).toBe(2)
  expect(cloud.stats.requests).toBe(before)
})

it('is used as it came once an editor has dismissed the checks, without buying', async () => {
  open()
  const { summary } = await room.run()
  const { connections } = cloud.stats
  const source = JSON.parse(
    readFileSync(path.join(room.folder, 'locales/en/articles/ferry.json'), 'utf8'),
  ) as Record<string, string>
  const dismissed = Object.keys(source).map((key) => [`${key}#dismiss`, 'identical, language'])
  room.write('locales/es/articles/ferry.json', JSON.stringify(Object.fromEntries(dismissed)))
  const after = await room.run()
  expect(summary.editions.withheld).toBe(1)
  expect(after.summary.editions).toMatchObject({ written: 1, withheld: 0 })
  expect(cloud.stats.connections).toBe(connections)
  expect(room.read('public/es/ferry.md')).toContain('The port said 4,200 passengers were stranded.')
})
