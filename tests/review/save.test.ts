import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { humanKey } from '../../src/memory/memory-key.ts'
import type { ReadArticle } from '../../src/pipeline/read.ts'
import { folder } from '../../src/publish/files.ts'
import { historyFiles } from '../../src/review/files/history.ts'
import { completeSaves, type SavePorts, save } from '../../src/review/save.ts'
import type { Act } from '../../src/review/saving/acts.ts'
import { WRITER } from '../../src/state/writer.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'

const ADA = { name: 'Ada Lund', at: new Date('2026-11-23T08:00:00Z') }
const TEXT = 'One stays.\n\nTwo goes.\n'

let room: Newsroom
let article: ReadArticle
let one: string
let two: string

beforeEach(async () => {
  room = newsroom()
  article = await published('news.md')
  one = article.segments[0]!.key
  two = article.segments[1]!.key
})

async function published(place: string): Promise<ReadArticle> {
  const source = room.source(place, TEXT)
  expect(await room.edition(source)).toMatchObject({ kind: 'written' })
  return source
}

const saved = (acts: readonly Act[], ports: SavePorts = room.saving, by = ADA) =>
  save(article, 'es', () => acts, by, ports)

const edit = (text = 'Una queda.'): Act => ({ kind: 'edit', key: one, text })
const history = async () => (await room.saving.history.of('news', 'es')).entries
const recalled = async () => {
  const key = humanKey('en', 'One stays.')
  return (await room.memory.recallHuman([key])).agreed.get(key)
}
/** Everything that a save writes. */
const everything = async () => ({
  texts: room.texts('news'),
  states: Object.values(room.meta('news').segments).map(({ state, before }) => [state, before]),
  history: (await history()).map(({ act, text }) => [act, text]),
  recalled: (await recalled())?.text,
  status: (await room.editions.get('news', 'es'))?.status,
  others: (await room.editions.get('harbour', 'es'))?.status,
  edited: (await room.editions.get('news', 'es'))?.edited,
})

describe('a person’s save', () => {
  it('puts words into the locale file, its meta, the history, memory and the record of editions', async () => {
    await published('harbour.md')
    expect(await saved([edit()])).toEqual([{ kind: 'done', act: edit(), state: 'edited' }])
    expect(room.texts('news')).toEqual({ [one]: 'Una queda.', [two]: 'es:Two goes.' })
    expect(room.meta('news').segments[one]).toMatchObject({
      origin: 'human',
      state: 'edited',
      provider: 'Ada Lund',
      sourceText: 'One stays.',
      date: ADA.at.toISOString(),
    })
    expect(await history()).toMatchObject([
      {
        at: ADA.at.toISOString(),
        by: 'Ada Lund',
        act: 'edit',
        key: one,
        state: 'edited',
        text: 'Una queda.',
        before: 'es:One stays.',
        source: 'One stays.',
        beforeEngine: 'fake',
        beforeModel: 'm1',
      },
    ])
    expect(await recalled()).toMatchObject({
      text: 'Una queda.',
      origin: { kind: 'human', editor: 'Ada Lund' },
    })
    expect(await room.editions.get('news', 'es')).toMatchObject({ status: 'stale', edited: 1, unreviewed: 1 })
    expect((await room.editions.get('harbour', 'es'))?.status).toBe('outdated')
  })

  it('is published by the next run as it stands, which buys nothing', async () => {
    await saved([edit(), { kind: 'approve', key: two }])
    const before = room.meta('news').segments
    expect(await room.edition(article)).toMatchObject({ kind: 'written' })
    expect(room.meta('news').segments).toEqual(before)
    expect(room.read('public/es/news.md')).toContain('Una queda.')
    expect(room.provider.requests).toHaveLength(1)
    expect(await room.isCurrent(article)).toBe(true)
  })

  it('of an approval leaves the text file untouched', async () => {
    const before = room.read('locales/es/articles/news.json')
    await saved([{ kind: 'approve', key: one }])
    expect(room.read('locales/es/articles/news.json')).toBe(before)
    expect(room.meta('news').segments[one]).toMatchObject({
      origin: 'machine',
      state: 'approved',
      provider: 'fake',
      review: { by: 'Ada Lund', date: ADA.at.toISOString() },
    })
    expect(await recalled()).toMatchObject({
      text: 'es:One stays.',
      origin: { kind: 'machine' },
      state: 'machine',
    })
  })

  it('takes up what somebody typed into the file, and approves those words', async () => {
    room.edit('news', 'es:One stays.', 'Tecleada.')
    await saved([{ kind: 'approve', key: one }])
    expect(room.meta('news').segments[one]).toMatchObject({
      origin: 'human',
      provider: 'editor',
      state: 'approved',
      review: { by: 'Ada Lund' },
    })
    expect(await recalled()).toMatchObject({ text: 'Tecleada.' })
  })

  it('writes nothing where nothing is done', async () => {
    const before = await everything()
    await saved([edit('es:One stays.'), { kind: 'unapprove', key: two }])
    expect(await everything()).toEqual(before)
  })

  it('decides upon what another person saved in the same moment', async () => {
    let races = 0
    const { localeFiles } = room.saving
    const ports: SavePorts = {
      ...room.saving,
      localeFiles: {
        ...localeFiles,
        async save(...args) {
          if (races++ === 0) room.edit('news', 'es:Two goes.', 'Dos se va.')
          return localeFiles.save(...args)
        },
      },
    }
    await saved([edit(), { kind: 'approve', key: two }], ports)
    expect(room.texts('news')).toEqual({ [one]: 'Una queda.', [two]: 'Dos se va.' })
    expect(await history()).toMatchObject([{ act: 'edit' }, { act: 'approve', text: 'Dos se va.' }])
    expect(notes()).toEqual([])
  })
})

const STATE = '.dragoman/saves'
const notes = () => {
  const at = path.join(room.root, STATE)
  return existsSync(at) ? readdirSync(at) : []
}

/** The process that was saving is no more. */
function bury(): void {
  for (const name of notes()) {
    const at = (file: string) => path.join(room.root, STATE, file)
    renameSync(at(name), at(name.replace(WRITER, WRITER.replace(/^\d+/, '999999999'))))
  }
}

/** The same ports, of which the process dies at one of its single writes: just before it, or just after. */
function dying(nth: number, when: 'before' | 'after'): { ports: SavePorts; isDead: () => boolean } {
  let left = nth
  let isDead = false
  const write = async <T>(work: () => T | Promise<T>): Promise<T> => {
    const isLast = left-- === 0
    isDead ||= isLast
    if (isDead && (!isLast || when === 'before')) throw new Error('killed')
    const done = await work()
    if (isLast) throw new Error('killed')
    return done
  }
  const sync = <T>(work: () => T): T => {
    const isLast = left-- === 0
    isDead ||= isLast
    if (isDead && (!isLast || when === 'before')) throw new Error('killed')
    const done = work()
    if (isLast) throw new Error('killed')
    return done
  }
  const { editions, journal, memory } = room.saving
  const plain = folder(path.join(room.root, 'locales'), 'kill')
  const locales: typeof plain = {
    ...plain,
    append: (file, lines) => write(() => plain.append(file, lines)),
    async prepare(file, text) {
      const prepared = await plain.prepare(file, text)
      return { ...prepared, put: () => sync(() => prepared.put()) }
    },
  }
  const ports: SavePorts = {
    localeFiles: room.filesIn(locales),
    history: historyFiles(locales),
    memory: (locale) => ({ keepHuman: (...args) => write(() => memory(locale).keepHuman(...args)) }),
    editions: {
      ...editions,
      outdate: (...args) => write(() => editions.outdate(...args)),
      invalidate: (...args) => write(() => editions.invalidate(...args)),
      amend: (...args) => write(() => editions.amend(...args)),
    },
    journal: {
      ...journal,
      async begin(record) {
        const note = await write(() => journal.begin(record))
        return { end: () => write(() => note.end()) }
      },
    },
  }
  return { ports, isDead: () => isDead }
}

describe('a save that is killed', () => {
  it.each<[string, 'before' | 'after']>([
    ['just before', 'before'],
    ['just after', 'after'],
  ])('%s any of its writes is the old state or the new once the state is opened again', async (_, when) => {
    const acts: readonly Act[] = [edit(), { kind: 'approve', key: one }]
    await published('harbour.md')
    const before = await everything()
    let deaths = 0
    for (let nth = 0; ; nth++) {
      room = newsroom()
      article = await published('news.md')
      await published('harbour.md')
      const { ports, isDead } = dying(nth, when)
      const told: string[] = []
      await saved(acts, ports).catch((error: Error) => expect(error.message).toBe('killed'))
      if (!isDead()) break
      deaths++
      bury()
      await completeSaves(room.saving, (message) => told.push(message))
      const isNew = nth > 0 || when === 'after'
      expect(await everything(), `killed ${when} write ${nth}`).toEqual(isNew ? AFTER() : before)
      expect([told, notes()]).toEqual([[], []])
      expect(await room.edition(article)).toMatchObject({ kind: 'written' })
      expect(room.texts('news')[one]).toBe(isNew ? 'Una queda.' : 'es:One stays.')
    }
    expect(deaths).toBeGreaterThanOrEqual(9)
  })

  const AFTER = () => ({
    texts: { [one]: 'Una queda.', [two]: 'es:Two goes.' },
    states: [
      ['approved', undefined],
      ['machine', undefined],
    ],
    history: [
      ['edit', 'Una queda.'],
      ['approve', 'Una queda.'],
    ],
    recalled: 'Una queda.',
    status: 'stale',
    others: 'outdated',
    edited: 1,
  })

  it('gives way to what a person wrote meanwhile, and is told of', async () => {
    await saved([edit()], dying(0, 'after').ports).catch(() => {})
    room.edit('news', 'es:Two goes.', 'Dos se va.')
    bury()
    const told: string[] = []
    await completeSaves(room.saving, (message) => told.push(message))
    expect(room.texts('news')).toEqual({ [one]: 'es:One stays.', [two]: 'Dos se va.' })
    expect(told).toEqual([expect.stringMatching(/news \(es\).*Ada Lund.*edit /)])
    expect([await history(), notes()]).toEqual([[], []])
  })

  it('has happened, where a person typed into the file after it was there', async () => {
    await saved([edit()], dying(3, 'after').ports).catch(() => {})
    expect(room.texts('news')[one]).toBe('Una queda.')
    room.edit('news', 'es:Two goes.', 'Dos se va.')
    bury()
    const told: string[] = []
    await completeSaves(room.saving, (message) => told.push(message))
    expect(room.texts('news')).toEqual({ [one]: 'Una queda.', [two]: 'Dos se va.' })
    expect(told).toEqual([])
    expect(await history()).toMatchObject([{ act: 'edit', by: 'Ada Lund' }])
  })

  it('is left alone while its process lives', async () => {
    await saved([edit()], dying(0, 'after').ports).catch(() => {})
    await completeSaves(room.saving, () => {})
    expect(room.texts('news')[one]).toBe('es:One stays.')
    expect(notes()).toHaveLength(1)
  })

  it('whose note cannot be read is told of, and its note kept', async () => {
    await saved([edit()])
    const name = `1-000001.${WRITER.replace(/^\d+/, '999999999')}.json`
    writeFileSync(path.join(room.root, STATE, name), '{}')
    const told: string[] = []
    await completeSaves(room.saving, (message) => told.push(message))
    expect(told).toEqual([expect.stringContaining(name)])
    expect(notes()).toEqual([name])
  })
})
