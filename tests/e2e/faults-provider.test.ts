import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import type { FaultKind } from '../stand-in/faults.ts'
import { COUNCIL, type Ended, ended, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

/** What a provider can do to a night. The other rows of the fault table are in faults-state and hostile. */
let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom({ targets: ['es'], providers: [google(cloud.url)] }, { 'ferry.md': FERRY })
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

/** Texts that the memory for es holds. */
const remembered = (): string[] => {
  const memory = new DatabaseSync(path.join(room.folder, '.dragoman/memory/es.sqlite'), { readOnly: true })
  const texts = memory.prepare('SELECT text FROM machine').all()
  memory.close()
  return texts.map(({ text }) => String(text))
}

describe('in an outage', () => {
  it('what memory holds is published all the same; what is missing fails by name', async () => {
    await room.run()
    room.write('articles/again.md', FERRY)
    room.write('articles/council.html', COUNCIL)
    cloud.configure({ faults: [{ kind: '401', chance: 1 }] })
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ written: 1, failed: 1 })
    expect(summary.findings).toMatchObject([{ article: 'council', check: 'PROVIDER_AUTH' }])
    expect(room.read('public/es/again.md')).toContain('Google Cloud Translation')
  })

  it.each<FaultKind>(['429', '403-rate', '500', '502-html', '503', 'reset', 'lose'])(
    '%s is waited through, and nothing that was acknowledged is bought again',
    async (kind) => {
      cloud.configure({ faults: [{ kind, times: 2 }] })
      const { code, summary } = await room.run()
      expect(code).toBe(0)
      expect(summary.editions.written).toBe(1)
      // A reply that was lost on its way was billed, and nobody can know: it alone may be paid for again.
      if (kind !== 'lose') expect(cloud.stats.boughtTwice).toBe(0)
    },
  )
})

describe('a broken reply', () => {
  it.each<FaultKind>(['truncate', 'miscount', 'missing', 'html-page', '400'])(
    '(%s) is taken apart until the culprit stands alone; the rest is kept, nothing of it is remembered',
    async (kind) => {
      cloud.configure({ faults: [{ kind, times: 1 }] })
      const { code } = await room.run()
      expect(code).toBe(0)
      const clean = await startCloudTranslation()
      const other = newsroom({ targets: ['es'], providers: [google(clean.url)] }, { 'ferry.md': FERRY })
      await other.run()
      expect(room.read('public/es/ferry.md')).toBe(other.read('public/es/ferry.md'))
      other.close()
      await clean.close()
    },
  )

  it('for good leaves nothing remembered, and the edition as it was', async () => {
    cloud.configure({ faults: [{ kind: 'truncate', chance: 1 }] })
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ written: 0 })
    expect(remembered()).toEqual([])
  })

  it('with its texts swapped is caught by what they hold, and neither is remembered', async () => {
    const numbers = Array.from(
      { length: 6 },
      (_, nth) =>
        `Ferry number ${nth + 41} carried ${(nth + 3) * 117} passengers at https://example.org/${nth}.`,
    )
    room.write('articles/ferry.md', `${numbers.join('\n\n')}\n`)
    cloud.configure({ faults: [{ kind: 'swap', chance: 1 }] })
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ written: 0, withheld: 1 })
    for (const text of remembered()) {
      const nth = numbers.findIndex((sentence) => text.includes(/example\.org\/\d/.exec(sentence)![0]))
      expect(text, 'a text with the numbers of its own source').toContain(String(nth + 41))
    }
  })
})

describe('a pair that the provider refuses', () => {
  it('costs few calls in the first night and one in the next, is told once, and holds up no other', async () => {
    room.close()
    room = newsroom({ targets: ['es', 'ab'], providers: [google(cloud.url)] }, { 'ferry.md': FERRY })
    for (let nth = 0; nth < 40; nth++)
      room.write(`articles/boats/${nth}.md`, `Boat ${nth} left the [old harbour](/harbour) at dawn.\n`)
    const first = await room.run()
    expect(cloud.stats.rejected).toBeLessThanOrEqual(3)
    expect(first.code).toBe(2)
    expect(first.summary.editions).toMatchObject({ written: 41, failed: 41 })
    expect(first.summary.findings).toMatchObject([{ locale: 'ab', check: 'PROVIDER_PAIR' }])
    expect(first.stderr.match(/PROVIDER_PAIR/g)).toHaveLength(1)

    const { requests } = cloud.stats
    const second = await room.run()
    expect(cloud.stats.requests - requests).toBe(1)
    expect(second.summary.findings).toMatchObject([{ locale: 'ab', check: 'PROVIDER_PAIR' }])
  })
})

describe('a key', () => {
  it('appears in no log, error, database, locale file or edition, whatever goes wrong', async () => {
    const canary = 'canary-key-5d1e'
    room.close()
    room = newsroom(
      { targets: ['es'], providers: [{ kind: 'google', apiKey: 'env:CANARY', endpoint: cloud.url }] },
      { 'ferry.md': FERRY },
    )
    const outputs: Ended[] = []
    process.env['CANARY'] = canary
    try {
      for (const kind of ['401', '400', 'truncate', '500'] as const) {
        cloud.configure({ faults: [{ kind, times: 1 }] })
        outputs.push(await ended(room.start('run', '--json')))
      }
      outputs.push(await ended(room.start('doctor')))
    } finally {
      delete process.env['CANARY']
    }
    expect(outputs.map(({ stdout, stderr }) => stdout + stderr).join('')).not.toContain(canary)
    const files = readdirSync(room.folder, { recursive: true, withFileTypes: true }).filter((f) => f.isFile())
    expect(files.length).toBeGreaterThan(4)
    for (const { parentPath, name } of files)
      expect(readFileSync(path.join(parentPath, name)).includes(canary), name).toBe(false)
  })
})
