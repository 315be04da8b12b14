import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { startDeepl } from '../stand-in/deepl.ts'
import { startLibreTranslate } from '../stand-in/libretranslate.ts'
import type { Service } from '../stand-in/service.ts'
import { filesOf, isMeta, isTexts, layOut, type Meta, peoplesTexts, STATE_110C5FB } from './earlier-state.ts'
import type { Newsroom } from './newsroom.ts'

/**
 * An upgrade buys nothing again and loses nobody's words: the program as it is now, over what commit 110c5fb wrote.
 * Nothing of our own is imported here but helpers of tests, so that no move of the source changes what is asked.
 */
const EACH_PROVIDER = path.join(STATE_110C5FB, 'providers')
const people = ['es', 'ca'].flatMap((locale) => peoplesTexts(STATE_110C5FB, locale))

let room: Newsroom
const remove = (file: string) => rmSync(path.join(room.folder, file), { recursive: true })
const replace = (file: string, before: string, after: string) => {
  expect(room.read(file)).toContain(before)
  room.write(file, room.read(file).replace(before, after))
}

function expectSameBytes(files: ReadonlyMap<string, string>): void {
  expect(files.size).toBeGreaterThan(0)
  for (const [file, text] of files) expect(withoutAdditions(file), file).toBe(text)
}

/** Since then metas say, of people's texts, what they translate too. */
const withoutAdditions = (file: string): string =>
  file.endsWith('.meta.json') ? room.read(file).replace(/^ +"sourceText": .*\n/gm, '') : room.read(file)

/** Their words stand in the editions, and the metas say whose they are. */
function expectPeoplesWords(): void {
  for (const { meta, edition, written, retired } of people) {
    const now = JSON.parse(room.read(meta)) as Meta
    for (const { key, by, text } of written) {
      expect(now.segments[key], `${meta}: ${key}`).toMatchObject(by)
      for (const words of text.split(/<[^>]+>/)) expect(room.read(edition)).toContain(words)
    }
    for (const { key, text } of retired) expect(now.retired?.[key], meta).toMatchObject({ text })
  }
}

describe('what commit 110c5fb left', () => {
  let cloud: CloudTranslation
  let deepl: Service
  let libre: Service

  beforeEach(async () => {
    cloud = await startCloudTranslation()
    deepl = await startDeepl()
    libre = await startLibreTranslate()
    room = layOut(STATE_110C5FB, { google: cloud.url, deepl: deepl.url, libretranslate: libre.url })
  })
  afterEach(async () => {
    room.close()
    for (const service of [cloud, deepl, libre]) await service.close()
  })

  /** Requests to translate, at all providers. */
  const requests = () => cloud.stats.requests + deepl.requests + libre.requests

  async function runForFree(...args: string[]) {
    const { code, summary } = await room.run(...args)
    expect(code).toBe(0)
    expect(summary).toMatchObject({ articles: 11, requests: 0, characters: 0 })
    expect(summary.segments).toMatchObject({ bought: 0, failed: 0 })
    expect(summary.editions).toMatchObject({ withheld: 0, failed: 0 })
    expect(requests()).toBe(0)
    return summary
  }

  it('holds words that people wrote, shared, approved and retired', () => {
    const written = people.flatMap((each) => each.written)
    expect(written.map(({ text }) => text).toSorted()).toEqual([
      'El observatorio recibió más de dos mil cartas.',
      ...Array(3).fill('La capitanía del puerto reabre el lunes (texto de una persona).'),
      'L’alcaldessa Frost parlà d’<strong1>un bon dia</strong1> per a <a2>la vella sala de lectura</a2>.',
      'No hi hagué cap ferit.',
      'Tomó el autobús número 9.',
      'Tothom en sortí il·lès.',
      'Una perra vuelve sola a casa',
    ])
    expect(written.map(({ by }) => by.state)).toContain('approved')
    expect(people.flatMap(({ retired }) => retired)).toHaveLength(1)
  })

  // Sentences are cut by a later version, and more fields are translated by default: editions are made anew, once.
  it('is made anew at most once, then unchanged, which opens no connection', async () => {
    const { editions } = await runForFree()
    expect(editions.written + editions.unchanged).toBe(22)
    const connections = () => [cloud.stats, deepl, libre].map((service) => service.connections)
    const before = connections()
    expect((await runForFree()).editions).toMatchObject({ written: 0, unchanged: 22 })
    expect(connections()).toEqual(before)
  })

  const WAYS: readonly (readonly [way: string, prepare: () => void, flags: readonly string[]])[] = [
    ['as it stands', () => {}, []],
    ['without the record of editions', () => remove('.dragoman/editions.sqlite'), []],
    ['without the state folder', () => remove('.dragoman'), []],
    ['with every edition made again', () => {}, ['--force']],
  ]
  it.each(WAYS)('costs nothing and keeps every text and whose it is: %s', async (_way, prepare, flags) => {
    prepare()
    await runForFree(...flags)
    expectSameBytes(filesOf(STATE_110C5FB, 'locales', isTexts))
    expectPeoplesWords()
  })

  // A later commit may give editions and metas other bytes, and ought to say so; only then may this be narrowed.
  it.each(WAYS)('comes out byte for byte the same: %s', async (_way, prepare, flags) => {
    prepare()
    await room.run(...flags)
    expectSameBytes(filesOf(STATE_110C5FB, 'locales', isMeta))
    expectSameBytes(filesOf(STATE_110C5FB, 'public'))
  })

  it('comes back from memory where locale files are lost', async () => {
    // What two people wrote differently, dismissals, and a text that fails a check stand in locale files alone.
    const ONLY_THERE = ['ca/articles/harbour-bridge', 'dam-repair', 'night-trains', 'comet-names']
    const isKept = (file: string) => ONLY_THERE.some((name) => file.includes(name))
    for (const file of filesOf(STATE_110C5FB, 'locales', (each) => each.endsWith('.json')).keys())
      if (!isKept(file)) remove(file)
    await runForFree()
    expectSameBytes(filesOf(STATE_110C5FB, 'locales', isTexts))
  })

  it('costs one sentence a locale when one is edited', async () => {
    replace('articles/night-trains.mdx', 'Twelve sleeping cars', 'Thirteen sleeping cars')
    const { summary } = await room.run()
    const text = 'Thirteen sleeping cars have been painted blue.'
    expect(summary).toMatchObject({ segments: { bought: 2 }, characters: 2 * text.length })
    expect(cloud.stats.texts.map((each) => each.text)).toEqual([text, text])
    expect(requests()).toBe(2)
    expectPeoplesWords()
  })

  it('gives a person’s words back, unpaid, when their sentence returns', async () => {
    const [now, before] = ['fell by 55 centimetres until Wednesday', 'fell by 40 centimetres on Tuesday']
    replace('articles/river-level.txt', now, before)
    await runForFree()
    expect(room.read('public/es/river-level.txt')).toContain('El río bajó 40 centímetros el martes.')
  })

  const ask = async (...args: string[]) => {
    const { code, stdout } = await room.dragoman(...args, '--json')
    expect(code, args.join(' ')).toBe(0)
    return JSON.parse(stdout)
  }

  it('is known to status, with the editions that people had a hand in', async () => {
    const none = { missing: 0, withheld: 0, failed: 0 }
    expect(await ask('status')).toMatchObject({
      articles: 11,
      locales: { es: { ...none, edited: 5 }, ca: { ...none, edited: 3 } },
    })
  })

  it('passes check, and costs what its ledger says and no more', async () => {
    const found = (await ask('check')) as { severity: string }[]
    expect(found.filter(({ severity }) => severity === 'block')).toEqual([])
    const cost = JSON.parse(readFileSync(path.join(STATE_110C5FB, 'cost.json'), 'utf8'))
    expect(await ask('cost', '--by', 'provider', 'locale', 'article')).toEqual(cost)
    expect(await ask('estimate')).toMatchObject({ requests: 0, characters: 0 })
  })
})

describe('what commit 110c5fb bought from each kind of provider', () => {
  beforeEach(() => {
    room = layOut(EACH_PROVIDER)
  })
  afterEach(() => room.close())

  it.each([
    ['its memory', () => remove('locales')],
    ['its locale files', () => remove('.dragoman')],
  ])('is found by its old key in %s', async (_place, lose) => {
    lose()
    const { code, summary } = await room.run('--force', '--frozen')
    expect(summary.findings.filter(({ severity }) => severity === 'block')).toEqual([])
    expect(code).toBe(0)
    expect(summary.editions).toMatchObject({ written: 5 })
    expectSameBytes(filesOf(EACH_PROVIDER, 'locales', isTexts))
  })
})
