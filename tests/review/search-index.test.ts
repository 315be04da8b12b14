import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { DragomanError } from '../../src/article/errors.ts'
import { writeSourceFile } from '../../src/pipeline/edition.ts'
import { openSuggestions } from '../../src/review/search-index.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'

const FERRY = 'Crews stayed *ashore* on Tuesday. Read the [timetable](/t).\n'
const COUNCIL = 'The vote was close.\n'

async function translate(room: Newsroom, place: string, text: string): Promise<void> {
  const source = room.source(place, text)
  await writeSourceFile(source, room.ports.publish)
  expect(await room.edition(source)).toMatchObject({ kind: 'written' })
}

async function translated(): Promise<Newsroom> {
  const room = newsroom()
  await translate(room, 'ferry.md', FERRY)
  await translate(room, 'city/council.md', COUNCIL)
  return room
}

/** Asks once; with how many files were read for it. */
async function asked(room: Newsroom, words: string) {
  let read = 0
  const problems: DragomanError[] = []
  const suggestions = await openSuggestions(path.join(room.root, 'state'), 'es', {
    localeFiles: room.ports.publish.localeFiles,
    now: room.ports.publish.now,
    onProgress: (done) => {
      read = done
    },
    onProblem: (error) => problems.push(error),
  })
  const found = await suggestions.search(words, 'both', 10)
  const similar = await suggestions.similar({ source: words, sourceLocale: 'en' }, 10)
  await suggestions.close()
  return { found, similar, read, problems }
}

it('finds what machines and people wrote, with who did and where it stands', async () => {
  const room = await translated()
  room.edit('ferry', 'es:Read the <a1>timetable</a1>.', 'Consulte el <a1>horario</a1>.')
  const { found } = await asked(room, 'timetable')
  expect(found).toMatchObject([
    {
      article: 'ferry',
      key: expect.stringMatching(/^paragraph\./),
      sourceLocale: 'en',
      source: 'Read the <a1>timetable</a1>.',
      target: 'Consulte el <a1>horario</a1>.',
      origin: { kind: 'human', editor: 'editor' },
      state: 'edited',
    },
  ])
  expect((await asked(room, 'vote')).found).toMatchObject([
    {
      article: 'city/council',
      target: 'es:The vote was close.',
      origin: { kind: 'machine' },
      state: 'machine',
    },
  ])
})

it('reads the files alone that have changed since it was last asked', async () => {
  const room = await translated()
  expect(await asked(room, 'vote')).toMatchObject({ read: 2 })
  expect(await asked(room, 'vote')).toMatchObject({ read: 0 })
  room.edit('city/council', 'es:The vote was close.', 'El voto fue reñido.')
  expect(await asked(room, 'vote')).toMatchObject({ read: 1, found: [{ target: 'El voto fue reñido.' }] })
})

it('forgets files that are gone', async () => {
  const room = await translated()
  await asked(room, 'vote')
  for (const ending of ['json', 'meta.json'])
    rmSync(path.join(room.root, `locales/es/articles/city/council.${ending}`))
  expect((await asked(room, 'vote')).found).toEqual([])
})

it('offers a person’s words whose sentence has changed for the one that came instead', async () => {
  const room = await translated()
  room.edit('city/council', 'es:The vote was close.', 'El voto fue reñido.')
  await translate(room, 'city/council.md', COUNCIL)
  await translate(room, 'city/council.md', 'The vote was very close.\n')
  const { similar } = await asked(room, 'The vote was very close.')
  expect(similar).toMatchObject([
    { score: 1, origin: { kind: 'machine' } },
    { score: 0.8, source: 'The vote was close.', target: 'El voto fue reñido.', state: 'edited' },
  ])
})

it('does not offer what a person rejected', async () => {
  const room = await translated()
  const file = path.join(room.root, 'locales/es/articles/city/council.meta.json')
  const meta = room.meta('city/council')
  const [key, segment] = Object.entries(meta.segments)[0]!
  const review = { by: 'Ana Ruiz', date: '2026-11-22T20:00:00Z' }
  const segments = { [key]: { ...segment, state: 'rejected', review } }
  writeFileSync(file, JSON.stringify({ ...meta, segments }))
  expect((await asked(room, 'vote')).found).toEqual([])
})

it('names a broken file, and searches the others', async () => {
  const room = await translated()
  writeFileSync(path.join(room.root, 'locales/es/articles/ferry.json'), '{ broken')
  const { found, problems } = await asked(room, 'vote')
  expect(found).toHaveLength(1)
  expect(problems).toMatchObject([{ code: 'LOCALE_FILE_INVALID' }])
})

it('is filled anew where it was damaged', async () => {
  const room = await translated()
  await asked(room, 'vote')
  writeFileSync(path.join(room.root, 'state/memory/es.search.sqlite'), 'no database')
  expect((await asked(room, 'vote')).found).toHaveLength(1)
})
