import { describe, expect, it } from 'vitest'
import type { Segment } from '../../../src/article/segment.ts'
import { NO_GLOSSARY } from '../../../src/glossary/glossary.ts'
import type { MachineRow, Memory } from '../../../src/memory/memory.ts'
import { humanKey } from '../../../src/memory/memory-key.ts'
import { openSqliteStore } from '../../../src/memory/sqlite/store.ts'
import { recall } from '../../../src/pipeline/recall/recall.ts'
import type { LocaleFile, SegmentMeta } from '../../../src/review/locale-file.ts'
import { shortHash } from '../../../src/review/locale-file.ts'
import { type People, readPeople } from '../../../src/review/people.ts'
import type { Choices } from '../../../src/translate/gap.ts'
import { gapOf, link, routeTo, segmentOf } from '../../fakes/gaps.ts'
import { fakeProvider } from '../../fakes/provider.ts'

const route = routeTo(fakeProvider())
const now = new Date('2026-11-22T20:00:00Z')
const bought = '2026-11-20T10:00:00.000Z'
const hello = segmentOf('Hello.')
const { memoryKey } = gapOf('Hello.', route)

const memoryWith = async (fill?: (memory: Memory) => Promise<void>) => {
  const memory = openSqliteStore({ path: ':memory:', locale: 'es' })
  await fill?.(memory)
  return memory
}
const machine = (text: string) => (memory: Memory) =>
  memory.keep([{ key: memoryKey, text, provider: 'fake', model: 'm1', date: Date.parse(bought) }])
const person =
  (text: string, article = 'other') =>
  (memory: Memory) =>
    memory.keepHuman(article, [
      { key: humanKey('en', 'Hello.'), text, editor: 'maria', date: Date.parse(bought) },
    ])

/** A locale file with one text for “Hello.” and what meta says of it. */
function fileWith(text: string, meta?: Partial<SegmentMeta>): LocaleFile {
  const machineMeta: SegmentMeta = {
    source: shortHash('Hello.'),
    target: shortHash(text),
    origin: 'machine',
    state: 'machine',
    provider: 'fake',
    model: 'm1',
    date: bought,
    memory: memoryKey.slice(0, 16),
  }
  const segments = meta === undefined ? {} : { [hello.key]: { ...machineMeta, ...meta } }
  return {
    path: 'es/news.json',
    lines: new Map(),
    texts: new Map([[hello.key, text]]),
    meta: { article: 'news.md', sourceLocale: 'en', sourceHash: '', segments },
    hash: '',
    metaHash: '',
  }
}

const NO_FILE: LocaleFile = {
  path: 'es/news.json',
  lines: new Map(),
  texts: new Map(),
  meta: { article: '', sourceLocale: '', sourceHash: '', segments: {} },
  hash: '',
  metaHash: '',
}

const recallFrom = (
  memory: Memory,
  segments: readonly Segment[],
  people: People,
  choices: Choices = [route],
) =>
  recall({ id: 'news', segments }, people, {
    source: 'en',
    target: 'es',
    choices,
    memory,
    glossary: NO_GLOSSARY,
  })

async function recalled(file: LocaleFile, memory: Memory) {
  const { known, gaps } = await recallFrom(memory, [hello], readPeople(file, [hello], now))
  const found = known.get(hello.key)
  return { text: found?.target.content.text, origin: found?.target.origin, gaps: gaps.length, found }
}

describe('what is known of a segment', () => {
  it('is nothing at first: it is a gap, under the key that it will be bought by', async () => {
    const { gaps } = await recallFrom(await memoryWith(), [hello], readPeople(NO_FILE, [hello], now))
    expect(gaps).toEqual([{ article: 'news', segment: hello, memoryKey, terms: [] }])
  })

  it('is one gap however often it stands in the article', async () => {
    const again = { ...hello, unit: 'u7' }
    const none = readPeople(NO_FILE, [hello, again], now)
    expect((await recallFrom(await memoryWith(), [hello, again], none)).gaps).toHaveLength(1)
  })

  it('is the person’s text in its own file, before anything that memory says', async () => {
    const memory = await memoryWith(async (into) => {
      await machine('Hola.')(into)
      await person('Buenas.')(into)
    })
    expect(await recalled(fileWith('¡Hola!'), memory)).toMatchObject({
      text: '¡Hola!',
      origin: { kind: 'human', editor: 'editor' },
      gaps: 0,
    })
  })

  it('is a person’s text of another article before any machine’s', async () => {
    const memory = await memoryWith(async (into) => {
      await machine('Hola.')(into)
      await person('Buenas.')(into)
    })
    expect(await recalled(fileWith('Hola.', {}), memory)).toMatchObject({
      text: 'Buenas.',
      origin: { kind: 'memory', of: { kind: 'human', editor: 'maria' } },
      found: { memoryKey: undefined, rung: undefined },
    })
  })

  it('follows the person’s later change in that other article', async () => {
    const memory = await memoryWith(person('Buenos días.'))
    const file = fileWith('Buenas.', { origin: 'human', state: 'edited', provider: 'maria', via: 'memory' })
    expect((await recalled(file, memory)).text).toBe('Buenos días.')
  })

  it('stays what a person brought here when people elsewhere now disagree, or memory is lost', async () => {
    const file = fileWith('Buenas.', { origin: 'human', state: 'edited', provider: 'maria', via: 'memory' })
    const disagreed = await memoryWith(async (into) => {
      await machine('Hola.')(into)
      await person('Buenas tardes.', 'a')(into)
      await person('Buenas noches.', 'b')(into)
    })
    for (const memory of [disagreed, await memoryWith()]) {
      expect(await recalled(file, memory)).toMatchObject({
        text: 'Buenas.',
        origin: { kind: 'memory', of: { kind: 'human' } },
      })
    }
  })

  it('is told of as disputed where people elsewhere disagree, and where one of them is its own editor', async () => {
    const twice = await memoryWith(async (into) => {
      await person('Buenas tardes.', 'a')(into)
      await person('Buenas noches.', 'b')(into)
    })
    const none = readPeople(NO_FILE, [hello], now)
    const { disputed } = await recallFrom(twice, [hello], none)
    expect([...disputed.keys()]).toEqual([hello.key])
    expect(disputed.get(hello.key)).toMatchObject([{ article: 'a' }, { article: 'b' }])
    const own = await memoryWith(async (into) => {
      await person('¡Hola!', 'news')(into)
      await person('Buenas noches.', 'b')(into)
    })
    const theirs = readPeople(fileWith('¡Hola!'), [hello], now)
    const recalled = await recallFrom(own, [hello], theirs)
    expect(recalled.known.get(hello.key)?.target.content.text).toBe('¡Hola!')
    expect(recalled.disputed.get(hello.key)).toMatchObject([{ article: 'b' }, { article: 'news' }])
    const alone = await recallFrom(await memoryWith(person('¡Hola!', 'news')), [hello], theirs)
    expect(alone.disputed).toEqual(new Map())
  })

  it('is the machine’s text from memory, dated when it was bought', async () => {
    expect(await recalled(NO_FILE, await memoryWith(machine('Hola.')))).toMatchObject({
      text: 'Hola.',
      origin: { kind: 'memory', of: { kind: 'machine', provider: 'fake' } },
      found: { memoryKey, target: { date: bought, state: 'machine' } },
    })
  })

  it('is the machine’s text in the locale file when memory was lost, and memory has it again', async () => {
    const memory = await memoryWith()
    expect(await recalled(fileWith('Hola.', {}), memory)).toMatchObject({ text: 'Hola.', gaps: 0 })
    expect(await recalled(NO_FILE, memory)).toMatchObject({ text: 'Hola.', gaps: 0 })
    expect(await memory.spentSince(0, 'USD')).toMatchObject({ requests: 0, characters: 0 })
  })

  it('is not the machine’s text in the locale file that was bought under another key', async () => {
    const memory = await memoryWith()
    expect(await recalled(fileWith('Hola.', { memory: '0123456789abcdef' }), memory)).toMatchObject({
      gaps: 1,
    })
    expect(await memory.stats()).toMatchObject({ machine: 0 })
  })

  it('is nothing when what memory holds does not fit the segment’s inline codes', async () => {
    const coded = segmentOf('See <a1>it</a1>.', link('/it'))
    const key = gapOf('See <a1>it</a1>.', route, link('/it')).memoryKey
    const memory = await memoryWith((into) =>
      into.keep([{ key, text: 'Véase <b7>eso</b7>.', provider: 'fake', model: 'm1', date: 1 }]),
    )
    const { gaps } = await recallFrom(memory, [coded], readPeople(NO_FILE, [coded], now))
    expect(gaps).toHaveLength(1)
  })

  it('falls back from a person’s text that does not fit to the machine’s that does', async () => {
    const coded = segmentOf('See <a1>it</a1>.', link('/it'))
    const key = gapOf('See <a1>it</a1>.', route, link('/it')).memoryKey
    const memory = await memoryWith(async (into) => {
      const row = { text: 'Mira <b7>eso</b7>.', editor: 'maria', date: 1 }
      await into.keepHuman('a', [{ key: humanKey('en', coded.notation), ...row }])
      await into.keep([{ key, text: 'Véase <a1>eso</a1>.', provider: 'fake', model: 'm1', date: 1 }])
    })
    const { known } = await recallFrom(memory, [coded], readPeople(NO_FILE, [coded], now))
    expect(known.get(coded.key)?.target.origin).toMatchObject({ of: { kind: 'machine' } })
  })

  it.each([
    ['in memory, though no locale file says so', NO_FILE, 'projected' as const, 'projected'],
    [
      'in memory, before what the locale file says',
      fileWith('Hola.', { rung: 'degraded' }),
      'exact' as const,
      'exact',
    ],
    [
      'in the locale file, where memory is of before that was noted',
      fileWith('Hola.', { rung: 'degraded' }),
      undefined,
      'degraded',
    ],
  ])('keeps the rung it was served on: %s', async (_, file, rung, expected) => {
    const row = {
      key: memoryKey,
      text: 'Hola.',
      provider: 'fake',
      model: 'm1',
      rung,
      date: Date.parse(bought),
    }
    const memory = await memoryWith((into) => into.keep([row]))
    expect((await recalled(file, memory)).found?.rung).toBe(expected)
  })

  it('keeps its rung when memory was lost and the locale file filled it again', async () => {
    const memory = await memoryWith()
    await recalled(fileWith('Hola.', { rung: 'degraded' }), memory)
    expect((await recalled(NO_FILE, memory)).found?.rung).toBe('degraded')
  })

  it('of a draft is handed over where a stand-in may be asked, with its rung', async () => {
    const spare = { ...routeTo(fakeProvider({ kind: 'spare' })), isDraft: true }
    const { memoryKey: key } = gapOf('Hello.', spare)
    const row = { key, text: 'Hola.', provider: 'spare', model: 'm1', rung: 'repaired' as const, date: 1 }
    const memory = await memoryWith((into) => into.keep([row]))
    const people = readPeople(NO_FILE, [hello], now)
    const { gaps } = await recallFrom(memory, [hello], people, [route, spare])
    expect(gaps[0]?.standIns).toMatchObject([{ draft: { content: { text: 'Hola.' } }, rung: 'repaired' }])
  })

  it('carries the asking segment’s own codes, whatever article it was bought for', async () => {
    const coded = segmentOf('See <a1>it</a1>.', link('/mine'))
    const key = gapOf('See <a1>it</a1>.', route, link('/theirs')).memoryKey
    const memory = await memoryWith((into) =>
      into.keep([{ key, text: 'Véase <a1>eso</a1>.', provider: 'fake', model: 'm1', date: 1 }]),
    )
    const { known } = await recallFrom(memory, [coded], readPeople(NO_FILE, [coded], now))
    expect(known.get(coded.key)?.target.content.codes.map((code) => code.raw)).toEqual([
      '<a href="/mine">',
      '</a>',
    ])
  })
})

describe('a provider that is sent en for en-GB', () => {
  const sentAs = (source: string, target: string) => ({ source: source.slice(0, 2), target })
  const renamed = fakeProvider({ sentAs, model: 'm2', memoryModels: ['m2', 'm1'] })
  const british = routeTo(renamed, 'es', 'en-GB')
  const keyFor = (source: string, model: string) =>
    gapOf('Hello.', routeTo(fakeProvider({ model }), 'es', source)).memoryKey
  const rowFor = (source: string, model: string): MachineRow => ({
    key: keyFor(source, model),
    text: `${source} ${model}`,
    provider: 'fake',
    model,
    date: 1,
  })
  const inBritish = async (memory: Memory, file: LocaleFile = NO_FILE) => {
    const { known, gaps } = await recallFrom(memory, [hello], readPeople(file, [hello], now), [british])
    return { text: known.get(hello.key)?.target.content.text, key: known.get(hello.key)?.memoryKey, gaps }
  }

  it('buys under the key of en', async () => {
    const { gaps } = await inBritish(await memoryWith())
    expect(gaps.map((gap) => gap.memoryKey)).toEqual([keyFor('en', 'm2')])
  })

  it.each([
    ['what was bought for en', 'en', 'm2'],
    ['what was bought under another name of its model', 'en', 'm1'],
    ['what was bought for en-GB before', 'en-GB', 'm2'],
    ['what was bought for en-GB before, under another name', 'en-GB', 'm1'],
  ])('finds %s, and goes on under that key', async (_, source, model) => {
    const memory = await memoryWith((into) => into.keep([rowFor(source, model)]))
    expect(await inBritish(memory)).toEqual({
      text: `${source} ${model}`,
      key: keyFor(source, model),
      gaps: [],
    })
  })

  it('takes what it would buy today before what it bought otherwise', async () => {
    const rows = ['en-GB', 'en'].flatMap((source) => ['m1', 'm2'].map((model) => rowFor(source, model)))
    const memory = await memoryWith((into) => into.keep(rows))
    expect((await inBritish(memory)).text).toBe('en m2')
  })

  it.each(['en-GB', 'en'])('knows a text of the locale file by its key of before: %s', async (source) => {
    const memory = await memoryWith()
    const key = keyFor(source, 'm1')
    const file = fileWith('Hola.', { memory: key.slice(0, 16) })
    expect(await inBritish(memory, file)).toMatchObject({ text: 'Hola.', key, gaps: [] })
    expect((await memory.recall([key])).get(key)?.text).toBe('Hola.')
  })

  it('lets people’s words go before all of them', async () => {
    const memory = await memoryWith(async (into) => {
      await into.keep([rowFor('en', 'm2')])
      await person('Buenas.')(into)
    })
    expect((await inBritish(memory)).text).toBe('Buenas.')
  })

  it('finds a draft that it bought before, as one that stands in', async () => {
    const memory = await memoryWith((into) => into.keep([rowFor('en-GB', 'm1')]))
    const spare = { ...british, isDraft: true }
    const people = readPeople(NO_FILE, [hello], now)
    const { gaps } = await recallFrom(memory, [hello], people, [
      routeTo(fakeProvider({ kind: 'first' })),
      spare,
    ])
    expect(gaps[0]?.standIns).toMatchObject([{ draft: { content: { text: 'en-GB m1' } } }])
  })
})
