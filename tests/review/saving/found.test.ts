import { beforeEach, describe, expect, it } from 'vitest'
import type { ReadArticle } from '../../../src/pipeline/read.ts'
import { save } from '../../../src/review/save.ts'
import { writeFiles } from '../../fakes/folder.ts'
import { type Newsroom, newsroom } from '../../fakes/newsroom.ts'

let room: Newsroom
let article: ReadArticle
let key: string

beforeEach(async () => {
  room = newsroom()
  article = room.source('news.md', 'One stays.\n')
  key = article.segments[0]!.key
  await room.edition(article)
})

const history = async () => (await room.saving.history.of('news', 'es')).entries
const run = async () => expect(await room.edition(article)).toMatchObject({ kind: 'written' })

it('what an editor typed into the file is recorded once, however often the edition is made', async () => {
  room.edit('news', 'es:One stays.', 'Una queda.')
  await run()
  await run()
  expect(await history()).toMatchObject([
    { by: 'editor', act: 'edit', key, state: 'edited', text: 'Una queda.', source: 'One stays.' },
  ])
  room.edit('news', 'Una queda.', 'Una se queda.')
  await run()
  expect((await history()).map(({ text }) => text)).toEqual(['Una queda.', 'Una se queda.'])
})

it('what a machine wrote is no act', async () => {
  await run()
  expect(await history()).toEqual([])
})

it.each([
  ['approved', 'approve'],
  ['rejected', 'reject'],
] as const)('%s words whose meta came by git without its history are recorded once', async (state, act) => {
  const meta = room.meta('news')
  const review = { by: 'Ada Lund', date: '2026-11-22T19:00:00.000Z' }
  const segments = { [key]: { ...meta.segments[key]!, state, review } }
  writeFiles(room.root, { 'locales/es/articles/news.meta.json': JSON.stringify({ ...meta, segments }) })
  await run()
  await run()
  expect(await history()).toMatchObject([
    { at: review.date, by: 'Ada Lund', act, state, key, text: 'es:One stays.', engine: 'fake', model: 'm1' },
  ])
})

it('what a command saved is not recorded again by the run that finds it', async () => {
  const by = { name: 'Ada Lund', at: new Date('2026-11-22T19:00:00Z') }
  const acts = [
    { kind: 'edit', key, text: 'Una queda.' },
    { kind: 'approve', key },
  ] as const
  await save(article, 'es', () => acts, by, room.saving)
  const before = await history()
  expect(before).toHaveLength(2)
  await run()
  expect(await history()).toEqual(before)
})

describe('what became of people’s words as articles changed', () => {
  const acts = async (id: string) =>
    (await room.saving.history.of(id, 'es')).entries.map(({ act, text, before, by }) => ({
      act,
      text,
      before,
      by,
    }))
  const edited = async () => {
    room.edit('news', 'es:One stays.', 'Una "queda".')
    await run()
  }

  it('is recorded where they left an edition', async () => {
    await edited()
    for (let times = 0; times < 2; times++) await room.edition(room.source('news.md', 'One leaves.\n'))
    expect((await acts('news')).slice(1)).toEqual([
      { act: 'retire', text: undefined, before: 'Una "queda".', by: '' },
    ])
  })

  it('is recorded where they went along with a source in another style', async () => {
    article = room.source('news.md', 'One "stays".\n')
    await room.edition(article)
    room.edit('news', 'es:One "stays".', 'Una "queda".')
    await run()
    for (let times = 0; times < 2; times++) await room.edition(room.source('news.md', 'One “stays”.\n'))
    expect((await acts('news')).slice(1)).toEqual([
      { act: 'keep', text: 'Una "queda".', before: undefined, by: '' },
    ])
  })

  it('is recorded where they filled the same sentence of another article, with what stood there', async () => {
    const other = room.source('other.md', 'One stays.\n')
    await room.edition(other)
    await edited()
    for (let times = 0; times < 2; times++) await room.edition(other)
    expect(await acts('other')).toEqual([
      { act: 'fill', text: 'Una "queda".', before: 'es:One stays.', by: 'editor' },
    ])
  })
})
