import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { type LibreTranslateService, startLibreTranslate } from '../stand-in/libretranslate.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let libre: LibreTranslateService
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  libre = await startLibreTranslate()
})
afterEach(async () => {
  room.close()
  await cloud.close()
  await libre.close()
})

const open = (more: object = {}) =>
  newsroom(
    {
      targets: ['es'],
      providers: [google(cloud.url), { kind: 'libretranslate', endpoint: libre.url, ...more }],
    },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
const providers = () => {
  const meta = JSON.parse(room.read('locales/es/articles/ferry.meta.json')) as {
    segments: Record<string, { provider: string }>
  }
  return new Set(Object.values(meta.segments).map(({ provider }) => provider))
}

it('an outage of one provider is served by the next, said so, and not bought again when it is over', async () => {
  room = open()
  cloud.configure({ faults: [{ kind: '503', chance: 1 }] })
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary.editions.written).toBe(2)
  expect(providers()).toEqual(new Set(['libretranslate']))
  expect(room.read('public/es/ferry.md')).toContain('LibreTranslate')

  cloud.configure({ faults: [] })
  const before = cloud.stats.requests
  room.write('articles/ferry.md', `${FERRY}\nA new sentence came in.\n`)
  const after = await room.run()
  expect(after.summary.segments).toMatchObject({ bought: 1 })
  expect(cloud.stats.requests - before).toBe(1)
  expect(providers()).toEqual(new Set(['libretranslate', 'google']))
})

it('refused credentials too', async () => {
  room = open()
  cloud.configure({ faults: [{ kind: '401', chance: 1 }] })
  expect((await room.run()).summary.editions.written).toBe(2)
  expect(providers()).toEqual(new Set(['libretranslate']))
})

it('a stand-in that is not publishable drafts for editors; the provider’s return publishes', async () => {
  room = open({ publishable: false })
  cloud.configure({ faults: [{ kind: '401', chance: 1 }] })
  const { code, summary } = await room.run()
  expect(code).toBe(2)
  expect(summary.editions).toMatchObject({ written: 0, withheld: 2 })
  expect(summary.findings.map(({ check }) => check)).toContain('DRAFT_ONLY')
  expect(providers()).toEqual(new Set(['libretranslate']))
  expect(() => room.read('public/es/ferry.md')).toThrow()

  const asked = libre.requests
  expect((await room.run()).code).toBe(2)
  expect(libre.requests).toBe(asked)

  cloud.configure({ faults: [] })
  expect((await room.run()).summary.editions.written).toBe(2)
  expect(providers()).toEqual(new Set(['google']))
})
