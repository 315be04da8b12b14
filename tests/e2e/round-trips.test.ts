import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocaleMeta } from '../../src/review/locale-file.ts'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

/**
 * Locale files as outside tools write them, and the real command after it. The tools are simulated, from what their documentation
 * and their users' reports say: neither runs here.
 */
interface Tool {
  readonly name: string
  /**
   * @param texts of our file as the tool has read it, with what a translator has written in it
   * @param base the source's file, which it takes for the list of keys
   * @param own what a translator has written and approved in it
   */
  readonly write: (texts: Texts, base: Texts, own: Texts) => string
  /** Does a run leave the file as the tool wrote it? */
  readonly staysAsWritten: boolean
  readonly keepsDismissals: boolean
}
type Texts = Readonly<Record<string, string>>

const json = (entries: readonly (readonly [string, string])[], indentation: number): string =>
  `${JSON.stringify(Object.fromEntries(entries), null, indentation)}\n`
const sorted = (texts: Texts) => Object.entries(texts).toSorted(([one], [other]) => (one < other ? -1 : 1))
const known = (texts: Texts, base: Texts) => Object.entries(texts).filter(([key]) => key in base)
const ascii = (text: string) =>
  text.replace(/[^\0-\x7F]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)

const TOOLS: readonly Tool[] = [
  {
    name: 'Weblate, as it is by default',
    write: (texts) => json(Object.entries(texts), 4),
    staysAsWritten: true,
    keepsDismissals: true,
  },
  {
    name: 'Weblate, sorting keys and removing those that the base file lacks',
    write: (texts, base) => json(sorted(Object.fromEntries(known(texts, base))), 4),
    staysAsWritten: false,
    keepsDismissals: false,
  },
  {
    name: 'a tool that escapes slashes and all that is not ASCII, without a line break at the end',
    write: (texts) => ascii(json(Object.entries(texts), 2).replaceAll('/', '\\/').trimEnd()),
    staysAsWritten: true,
    keepsDismissals: true,
  },
  {
    name: 'Crowdin, all that is translated',
    write: (texts, base) => json(known(texts, base), 2),
    staysAsWritten: true,
    keepsDismissals: false,
  },
  {
    name: 'Crowdin, only what is approved there, and nothing is: the source instead',
    write: (_, base, own) => json(Object.entries({ ...base, ...own }), 2),
    staysAsWritten: false,
    keepsDismissals: false,
  },
  {
    name: 'Crowdin, only what is approved there, and nothing is: no such lines',
    write: (_, __, own) => json(Object.entries(own), 2),
    staysAsWritten: false,
    keepsDismissals: false,
  },
  {
    name: 'Crowdin, only what is approved there, and nothing is: empty texts',
    write: (_, base, own) =>
      json(
        Object.keys(base).map((key) => [key, own[key] ?? ''] as const),
        2,
      ),
    staysAsWritten: false,
    keepsDismissals: false,
  },
]

const IDS = ['ferry', 'city/council']
const SENTENCE = 'The port said 4,200 passengers were stranded.'
const WORDS = 'Según el puerto, 4.200 pasajeros quedaron en tierra.'
const APPROVED = 'The vote was close.'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const textsOf = (id: string, locale = 'es') =>
  JSON.parse(room.read(`locales/${locale}/articles/${id}.json`)) as Texts
const metaOf = (id: string) => JSON.parse(room.read(`locales/es/articles/${id}.meta.json`)) as LocaleMeta
const keyOf = (id: string, sentence: string) =>
  Object.entries(textsOf(id, 'en')).find(([, source]) => source === sentence)![0]
const published = () => ['es/ferry.md', 'es/city/council.html'].map((file) => room.read(`public/${file}`))
const stands = (id: string) =>
  Object.values(metaOf(id).segments).map(({ origin, state }) => `${origin} ${state}`)

/** One night, then a person's text, a person's approval and a dismissal; and the night after. */
async function worked(): Promise<void> {
  await room.run()
  const key = keyOf('ferry', SENTENCE)
  const dismissed = { [`${key}#dismiss`]: 'length' }
  room.write(
    'locales/es/articles/ferry.json',
    `${JSON.stringify({ ...textsOf('ferry'), [key]: WORDS, ...dismissed }, null, 2)}\n`,
  )
  const { code } = await room.dragoman(
    'approve',
    'city/council',
    '--locale',
    'es',
    '--key',
    keyOf('city/council', APPROVED),
    '--by',
    'Ana Ruiz',
  )
  expect(code).toBe(0)
  expect((await room.run()).code).toBe(0)
}

describe.each(TOOLS)('$name', ({ write, staysAsWritten, keepsDismissals }) => {
  it('writes locale files without a change: nothing is bought, lost or made a person’s, and the editions stay', async () => {
    await worked()
    const before = { texts: IDS.map((id) => textsOf(id)), stands: IDS.map(stands), published: published() }
    const written = IDS.map((id) => write(textsOf(id), textsOf(id, 'en'), {}))
    for (const [nth, id] of IDS.entries()) room.write(`locales/es/articles/${id}.json`, written[nth]!)
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect({ bought: summary.segments.bought, requests: summary.requests }).toEqual({
      bought: 0,
      requests: 0,
    })
    // The figures of docs/editors.md.
    expect(before.stands.flat().toSorted()).toEqual([
      'human edited',
      'machine approved',
      ...Array(11).fill('machine machine'),
    ])
    expect(IDS.map(stands)).toEqual(before.stands)
    expect(published()).toEqual(before.published)
    const words = (texts: Texts) =>
      Object.entries(texts)
        .filter(([key]) => !key.includes('#'))
        .toSorted()
    expect(IDS.map((id) => words(textsOf(id)))).toEqual(before.texts.map(words))
    expect(
      '#dismiss' in textsOf('ferry') || Object.keys(textsOf('ferry')).some((key) => key.endsWith('#dismiss')),
    ).toBe(keepsDismissals)
    expect(IDS.every((id, nth) => room.read(`locales/es/articles/${id}.json`) === written[nth])).toBe(
      staysAsWritten,
    )
    expect((await room.run()).summary.editions).toMatchObject({ written: 0, unchanged: 2 })
  })

  it('writes what a translator has changed in it: that alone is a person’s from then on', async () => {
    await worked()
    const theirs = keyOf('city/council', 'Mayor Frost called it <strong1>a good day</strong1> for readers.')
    const text = 'La alcaldesa Frost lo llamó <strong1>un buen día</strong1> para la lectura.'
    const before = stands('city/council')
    const own = { [theirs]: text }
    const written = write({ ...textsOf('city/council'), ...own }, textsOf('city/council', 'en'), own)
    room.write('locales/es/articles/city/council.json', written)
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary.segments.bought).toBe(0)
    expect(room.read('public/es/city/council.html')).toContain('un buen día')
    const after = stands('city/council')
    expect(after.filter((each, nth) => each !== before[nth])).toEqual(['human edited'])
    expect(metaOf('city/council').segments[theirs]).toMatchObject({ origin: 'human', state: 'edited' })
  })
})
