import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WRITER } from '../../src/state/writer.ts'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es', 'ca'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
  await room.run()
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const ES = ['--locale', 'es', '--by', 'Ana Ruiz'] as const
const texts = (): Record<string, string> => JSON.parse(room.read('locales/es/articles/ferry.json'))
const meta = () => JSON.parse(room.read('locales/es/articles/ferry.meta.json'))
const states = () => Object.values<{ state: string }>(meta().segments).map(({ state }) => state)
const title = () => Object.keys(texts()).find((key) => key.startsWith('headline.'))!
const isPublished = (words: string) => room.read('public/es/ferry.md').includes(words)

async function json(...args: string[]) {
  const done = await room.dragoman(...args, '--json')
  return { ...done, result: JSON.parse(done.stdout) }
}

describe('approving', () => {
  it('a whole edition makes its segments approved, and leaves its label', async () => {
    const { code, stderr } = await room.dragoman('approve', 'ferry', ...ES)
    expect([code, new Set(states())]).toEqual([0, new Set(['approved'])])
    expect(stderr).toMatch(/ferry \(es\): \d+ segments approved\./)
    const { summary } = await room.run()
    expect([summary.requests, summary.editions.failed]).toEqual([0, 0])
    expect(isPublished('state: machine')).toBe(true)
    expect(new Set(states())).toEqual(new Set(['approved']))
  })

  it('one segment, by the editor of the environment, and taking it back', async () => {
    const by = newsroomOf('Bea Costa')
    expect((await by('approve', 'articles/ferry.md', '--locale', 'es', '--key', title())).code).toBe(0)
    expect(meta().segments[title()]).toMatchObject({ state: 'approved', review: { by: 'Bea Costa' } })
    const { result } = await json('unapprove', 'ferry', ...ES)
    expect(result).toEqual({
      article: 'ferry',
      locale: 'es',
      by: 'Ana Ruiz',
      done: [title()],
      unchanged: [],
      refused: [],
    })
    expect(new Set(states())).toEqual(new Set(['machine']))
  })

  const newsroomOf =
    (editor: string) =>
    async (...args: string[]) => {
      process.env['DRAGOMAN_EDITOR'] = editor
      try {
        return await room.dragoman(...args)
      } finally {
        delete process.env['DRAGOMAN_EDITOR']
      }
    }

  it.each([
    ['nobody', ['approve', 'ferry', '--locale', 'es'], /name is missing/],
    ['which language', ['approve', 'ferry', '--by', 'Ana'], /in which language/],
    ['an article that is not there', ['approve', 'fery', ...ES], /no article “fery”/],
    ['no segment', ['reject', 'ferry', ...ES], /one by one/],
  ])('is refused where it names %s', async (_, args, message) => {
    const { code, stderr } = await room.dragoman(...args)
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)])
  })

  it('what the states refuse is named, and the rest is done', async () => {
    const { code, result } = await json('approve', 'ferry', ...ES, '--key', title(), 'title.000000000000')
    expect(code).toBe(2)
    expect(result).toMatchObject({
      done: [title()],
      refused: [{ key: 'title.000000000000', why: expect.any(String) }],
    })
    const rejected = await room.dragoman('reject', 'ferry', ...ES, '--key', title())
    expect([rejected.code, rejected.stderr]).toEqual([2, expect.stringContaining('dragoman unapprove')])
  })
})

it('words that a person rejects leave the edition with the next run, and nothing is bought for it', async () => {
  const words = texts()[title()]!
  expect(isPublished(words)).toBe(true)
  expect((await room.dragoman('reject', 'ferry', ...ES, '--key', title())).code).toBe(0)
  const { summary } = await room.run()
  expect([summary.requests, isPublished(words)]).toEqual([0, false])
  expect(summary.findings).toMatchObject([{ article: 'ferry', key: title(), check: 'rejected' }])
})

describe('the history of an edition', () => {
  it('tells who did what, and brings back the words of any moment as a new act', async () => {
    const machine = texts()[title()]!
    room.write(
      'locales/es/articles/ferry.json',
      room.read('locales/es/articles/ferry.json').replace(machine, 'El ferri'),
    )
    await room.run()
    await room.dragoman('approve', 'ferry', ...ES, '--key', title())
    const { result } = await json('history', 'ferry', '--locale', 'es', '--key', title())
    expect(result).toMatchObject([
      { number: 1, by: 'editor', act: 'edit', state: 'edited', text: 'El ferri' },
      { number: 2, by: 'Ana Ruiz', act: 'approve', state: 'approved', text: 'El ferri' },
    ])
    room.write(
      'locales/es/articles/ferry.json',
      room.read('locales/es/articles/ferry.json').replace('El ferri', 'La nave'),
    )
    await room.run()
    expect((await room.dragoman('history', 'ferry', ...ES, '--restore', '2')).code).toBe(0)
    expect(texts()[title()]).toBe('El ferri')
    await room.run()
    expect(isPublished('El ferri')).toBe(true)
    const { stdout } = await room.dragoman('history', 'ferry', '--locale', 'es')
    expect(stdout).toMatch(/^4\. .*Ana Ruiz: restore → edited\n.*\n {3}- La nave\n {3}\+ El ferri$/m)
  })

  it('gives a machine’s words back as that machine’s', async () => {
    const machine = texts()[title()]!
    const byHand = room.read('public/es/ferry.md').replace(machine, 'El ferri')
    room.write('revised.md', byHand)
    await room.dragoman('import', 'revised.md', '--article', 'ferry', ...ES)
    expect(texts()[title()]).toBe('El ferri')
    await room.dragoman('history', 'ferry', ...ES, '--restore', '1', '--before')
    expect(meta().segments[title()]).toMatchObject({
      origin: 'machine',
      provider: 'google',
      state: 'approved',
    })
    expect((await room.run()).summary.requests).toBe(0)
    expect(isPublished('state: machine')).toBe(true)
  })

  it('of an edition that nobody touched says so', async () => {
    const { code, stdout, stderr } = await room.dragoman('history', 'ferry', '--locale', 'ca')
    expect([code, stdout, stderr]).toEqual([0, '', expect.stringContaining('Nobody')])
    const wrong = await room.dragoman('history', 'ferry', ...ES, '--restore', '7')
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('no entry 7')])
  })
})

describe('an editor’s morning', () => {
  const waiting = async (...args: string[]) => (await json('review', ...args)).result

  it('names what waits, the most urgent first, and what of it, by language', async () => {
    const council = { article: 'city/council', urgency: 'new', stale: 0, approved: 0 }
    expect(await waiting('--locale', 'es')).toMatchObject([council, { article: 'ferry', urgency: 'new' }])
    await room.dragoman('approve', 'city/council', ...ES)
    expect(await waiting('--locale', 'es')).toMatchObject([{ article: 'ferry', urgency: 'new' }])
    await room.dragoman('reject', 'ferry', ...ES, '--key', title())
    room.write('articles/ferry.md', FERRY.replace('stayed ashore on Tuesday', 'stayed ashore on Wednesday'))
    const { stdout, stderr } = await room.dragoman('review')
    expect(stdout).toMatch(/^rejected: .*\n {2}es {6}ferry {2}\(1 rejected, \d+ unreviewed.*\)\n\nnew: /)
    expect(stdout.match(/^ {2}\w+ .*$/gm)?.map((line) => line.trim().split(/ +/).slice(0, 2))).toEqual([
      ['es', 'ferry'],
      ['ca', 'city/council'],
      ['ca', 'ferry'],
    ])
    expect(stderr).toContain('3 editions to look at')
  })

  it('has a person’s words whose sentence has changed before all else, until others stand there', async () => {
    const source: Record<string, string> = JSON.parse(room.read('locales/en/articles/ferry.json'))
    const [key = ''] = Object.entries(source).find(([, text]) => text.includes('Tuesday'))!
    const file = 'locales/es/articles/ferry.json'
    room.write(file, room.read(file).replace(JSON.stringify(texts()[key]), '"El martes se quedaron."'))
    await room.run()
    room.write('articles/ferry.md', FERRY.replace('stayed ashore on Tuesday', 'stayed ashore on Wednesday'))
    await room.run()
    const [first] = await waiting('--locale', 'es')
    expect(first).toMatchObject({ article: 'ferry', urgency: 'corrected', stale: 1 })
    const segments = await waiting('ferry', '--locale', 'es', '--state', 'stale')
    expect(segments).toMatchObject([
      {
        state: 'machine',
        suggestion: { text: 'El martes se quedaron.', sourceText: expect.stringContaining('Tuesday') },
      },
    ])
    const { stdout } = await room.dragoman('review', 'ferry', '--locale', 'es')
    expect(stdout).toContain('before: “Crews')
    await room.dragoman('approve', 'ferry', ...ES, '--key', segments[0].key)
    const later = await waiting('--locale', 'es')
    expect(later.map(({ urgency }: { urgency: string }) => urgency)).toEqual(['new', 'new'])
  })

  it('shows an article’s segments beside their sources, with whose words they are', async () => {
    await room.dragoman('approve', 'ferry', ...ES, '--key', title())
    const { code, stdout } = await room.dragoman('review', 'articles/ferry.md', '--locale', 'es')
    expect([code, stdout]).toEqual([0, expect.stringContaining('ferry (es)\n')])
    expect(stdout).toContain('approved by Ana Ruiz')
    expect(stdout).toContain(title())
    const shown = await waiting('ferry', '--locale', 'es', '--state', 'approved')
    expect(shown).toMatchObject([
      { key: title(), state: 'approved', by: 'google', review: { by: 'Ana Ruiz' }, suggestion: null },
    ])
  })

  it.each([
    [['review', '--state', 'aproved'], /no state “aproved”/],
    [['review', 'fery'], /no article “fery”/],
    [['review', '--locale', 'de'], /not among the targets/],
  ])('refuses what it does not know: %j', async (args, message) => {
    const { code, stderr } = await room.dragoman(...args)
    expect([code, stderr]).toEqual([1, expect.stringMatching(message)])
  })
})

it('a save that was killed is completed by the next command, before it reads anything', async () => {
  const saves = path.join(room.folder, '.dragoman/saves')
  const notes = () => (existsSync(saves) ? readdirSync(saves) : [])
  await room.dragoman('approve', 'ferry', ...ES)
  expect(notes()).toEqual([])
  const record = {
    article: 'ferry',
    locale: 'es',
    by: 'Ana Ruiz',
    at: new Date().toISOString(),
    from: { hash: 'others', metaHash: 'others' },
    changes: { meta: '{}' },
    entries: [],
    rows: [],
    takenBack: [],
    keys: [],
    counts: { edited: 0, approved: 0, rejected: 0, unreviewed: 0, stale: 0 },
  }
  room.write(`.dragoman/saves/1-000000.${WRITER.replace(/^\d+/, '999999999')}.json`, JSON.stringify(record))
  const { stderr } = await room.dragoman('history', 'ferry', '--locale', 'es')
  expect(stderr).toContain('Ana Ruiz')
  expect(notes()).toEqual([])
})
