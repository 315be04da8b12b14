import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COUNCIL, FERRY } from '../e2e/newsroom.ts'
import { editionRoom, inSpanish } from './edition-room.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')

const STORY = `Bridge closes again

The river rose fast.

The bridge closed on Monday. Nobody was hurt. Work goes on.

Traffic goes round by Elm Road.
`

const NINJS = JSON.stringify({
  uri: 'urn:x',
  type: 'text',
  language: 'en',
  headline: 'Bridge closes again',
  body_html: '<p>The bridge <b>closed</b> on Monday. Nobody was hurt.</p><p>Work goes on.</p>',
})

const PAGE = `<!doctype html>
<html lang="en"><head><title>Bridge closes</title></head><body>
<h1>Bridge closes again</h1>
<p>The bridge closed on Monday. See <a href="/list" title="All of them">the list</a> now.</p>
<p><img src="b.jpg" alt="The old bridge"> Nobody was hurt.</p>
<p>Work goes on. Work goes on.</p>
</body></html>
`

type Change = readonly [from: string, to: string]

/** What is taken from the article’s edition after these changes, and why the rest is not. */
async function take(file: string, article: string, changes: readonly Change[]) {
  const room = editionRoom()
  const source = await room.publish(file, article)
  const changed = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`“${from}” is not in ${text}`)
    return text.replace(from, to)
  }, room.output(source))
  const { taken, refused } = await room.take(source, changed)
  return { taken: taken.map(({ text }) => text), refused: refused.map(({ reason }) => reason) }
}

const es = inSpanish

describe('an edition that nobody changed', () => {
  const samples = [
    'articles',
    'tests/fixtures/html',
    'tests/fixtures/markdown',
    'tests/fixtures/ninjs',
    'tests/fixtures/text',
  ]
  const files = samples.flatMap((folder) =>
    (readdirSync(path.join(PROJECT, folder), { recursive: true }) as string[])
      .filter((file) => /\.(?:md|mdx|html|json|txt)$/.test(file) && !file.includes('expected'))
      .map((file) => path.join(folder, file)),
  )

  it.each(files)('gives nothing and refuses nothing: %s', async (file) => {
    const name = `story${path.extname(file)}`
    expect(await take(name, readFileSync(path.join(PROJECT, file), 'utf8'), [])).toEqual({
      taken: [],
      refused: [],
    })
  })
})

describe('words are taken from', () => {
  it.each<[what: string, file: string, article: string, changes: Change[], taken: string[]]>([
    [
      'plain text: a headline',
      'a.txt',
      STORY,
      [[es('Bridge closes again'), 'Otra vez cerrado']],
      ['Otra vez cerrado'],
    ],
    [
      'plain text: one sentence of three',
      'a.txt',
      STORY,
      [[es('Nobody was hurt.'), 'No hubo heridos.']],
      ['No hubo heridos.'],
    ],
    [
      'plain text: a paragraph, beside one that was added',
      'a.txt',
      STORY,
      [[es('Traffic goes round by Elm Road.'), `${es('Traffic goes round by')} la calle Elm.`]],
      [`${es('Traffic goes round by')} la calle Elm.`],
    ],
    [
      'Markdown: a list item',
      'a.md',
      FERRY,
      [[es('Last boat: none'), 'Último barco: ninguno']],
      ['Último barco: ninguno'],
    ],
    [
      'Markdown: words round a link',
      'a.md',
      FERRY,
      [[`${es('before you')} *${es('travel')}*`, '*antes* de viajar']],
      [`${es('Read the')} <a1>${es('full timetable')}</a1> <em2>antes</em2> de viajar.`],
    ],
    [
      'front matter: a title, in quotes or not',
      'a.md',
      '---\ntitle: Bridge closes\n---\n\nWork goes on.\n',
      [[`title: ${es('Bridge closes')}`, 'title: "Puente: cerrado"']],
      ['Puente: cerrado'],
    ],
    [
      'ninjs: a headline',
      'a.json',
      NINJS,
      [[es('Bridge closes again'), 'Otra vez \\"cerrado\\"']],
      ['Otra vez "cerrado"'],
    ],
    [
      'ninjs: a sentence with markup in a body',
      'a.json',
      NINJS,
      [[`<b>${es('closed')}</b> ${es('on Monday')}`, 'fue <b>cerrado</b> el lunes']],
      [`${es('The bridge')} fue <b1>cerrado</b1> el lunes.`],
    ],
    [
      'HTML: a title',
      'a.html',
      PAGE,
      [[`<title>${es('Bridge closes')}`, '<title>Puente cerrado']],
      ['Puente cerrado'],
    ],
    ['HTML: an alt text', 'a.html', PAGE, [[es('The old bridge'), 'El puente viejo']], ['El puente viejo']],
    [
      'HTML: the title of a link, whose words stay',
      'a.html',
      PAGE,
      [[es('All of them'), 'Todos']],
      ['Todos'],
    ],
    [
      'HTML: the words of a link, with its title too',
      'a.html',
      PAGE,
      [
        [es('All of them'), 'Todos'],
        [`>${es('the list')}</a>`, '>la lista</a>'],
      ],
      [`${es('See')} <a1>la lista</a1> ${es('now.')}`, 'Todos'],
    ],
    [
      'HTML: two paragraphs at once',
      'a.html',
      COUNCIL,
      [
        [es('The vote was close.'), 'Fue reñido.'],
        [es('Crews stayed ashore on Tuesday.'), 'No zarparon.'],
      ],
      ['Fue reñido.', 'No zarparon.'],
    ],
  ])('%s', async (_, file, article, changes, taken) => {
    const got = await take(file, article, changes)
    expect(got.refused).toEqual([])
    expect(got.taken.toSorted()).toEqual(taken.toSorted())
  })
})

describe('words are refused, and the rest is taken, where', () => {
  it.each<[what: string, file: string, article: string, changes: Change[], reason: string, taken: string[]]>([
    [
      'a paragraph was added',
      'a.md',
      STORY,
      [[es('The river rose fast.'), `${es('The river rose fast.')}\n\nMás tarde bajó.`]],
      'nothing in the article',
      [],
    ],
    [
      'a paragraph is gone',
      'a.txt',
      STORY,
      [[`${es('Traffic goes round by Elm Road.')}\n`, '']],
      'does not stand there any more',
      [],
    ],
    [
      'a sentence was added to a paragraph',
      'a.md',
      STORY,
      [
        [es('Nobody was hurt.'), `${es('Nobody was hurt.')} Eso dicen.`],
        [es('The river rose fast.'), 'El río creció.'],
      ],
      'a sentence was added',
      ['El río creció.'],
    ],
    [
      'a link leads elsewhere',
      'a.html',
      PAGE,
      [['href="/list"', 'href="/other"']],
      'does not stand in its source',
      [],
    ],
    [
      'a link is gone',
      'a.md',
      FERRY,
      [[`[${es('full timetable')}](https://example.org/t?a=1&b=2)`, 'horario']],
      '<a1> is missing',
      [],
    ],
    [
      'markup was put in',
      'a.html',
      PAGE,
      [[es('Nobody was hurt.'), '<em>Nadie</em> fue herido.']],
      '<em> does not stand',
      [],
    ],
    [
      'a sentence that stands twice has two new wordings',
      'a.html',
      PAGE,
      [[`${es('Work goes on.')} ${es('Work goes on.')}`, 'Siguen las obras. Aún hay obras.']],
      'stands elsewhere',
      ['Siguen las obras.'],
    ],
  ])('%s', async (_, file, article, changes, reason, taken) => {
    const got = await take(file, article, changes)
    expect(got.taken).toEqual(taken)
    expect(got.refused).toEqual([expect.stringContaining(reason)])
  })
})

it.each(['a.txt', 'a.md', 'a.html'])(
  'our own label is nobody’s words, whatever it names: %s',
  async (file) => {
    const article = file === 'a.html' ? PAGE : STORY
    expect(await take(file, article, [['Fake Translator', 'Another One']])).toEqual({
      taken: [],
      refused: [],
    })
  },
)

describe('a person’s words', () => {
  const changed = async (room: ReturnType<typeof editionRoom>, from: string, to: string) => {
    const source = await room.publish('a.md', STORY)
    const output = room.output(source)
    return { source, output, text: output.replace(es(from), to) }
  }

  it('stand in the locale file under their name, and are published without being bought', async () => {
    const room = editionRoom()
    const { source, text } = await changed(room, 'Nobody was hurt.', 'No hubo heridos.')
    await room.take(source, text)
    const requests = room.room.provider.requests.length
    expect(Object.values(room.room.texts('a'))).toContain('No hubo heridos.')
    expect(Object.values(room.room.meta('a').segments)).toContainEqual(
      expect.objectContaining({ origin: 'human', provider: 'Ana Ruiz', state: 'edited' }),
    )
    expect(await room.room.isCurrent(source)).toBe(false)
    await room.room.edition(source)
    expect(room.output(source)).toContain('No hubo heridos.')
    expect(room.room.provider.requests).toHaveLength(requests)
    expect(Object.values(room.room.meta('a').segments)).toContainEqual(
      expect.objectContaining({ provider: 'Ana Ruiz', date: '2026-11-23T08:00:00.000Z' }),
    )
  })

  it('make the other editions that hold the sentence anew', async () => {
    const room = editionRoom()
    const other = await room.publish('b.md', 'Nobody was hurt.\n')
    const { source, text } = await changed(room, 'Nobody was hurt.', 'No hubo heridos.')
    await room.take(source, text)
    expect(await room.room.isCurrent(other)).toBe(false)
    await room.room.edition(other)
    expect(room.output(other)).toContain('No hubo heridos.')
  })

  it('never take the place of what another person has written since into the locale file', async () => {
    const room = editionRoom()
    const { source, text } = await changed(room, 'Nobody was hurt.', 'No hubo heridos.')
    room.room.edit('a', es('Nobody was hurt.'), 'Nadie salió herido.')
    const { taken, refused } = await room.take(source, text)
    expect(taken).toEqual([])
    expect(refused).toMatchObject([{ reason: expect.stringContaining('“Nadie salió herido.”') }])
    expect(Object.values(room.room.texts('a'))).toContain('Nadie salió herido.')
  })

  it('are taken once: the same file has nothing more to give', async () => {
    const room = editionRoom()
    const { source, text } = await changed(room, 'Nobody was hurt.', 'No hubo heridos.')
    await room.take(source, text)
    expect(await room.take(source, text)).toMatchObject({ taken: [], refused: [] })
  })

  it('are told from ours of before, when the article has changed and its edition was made anew', async () => {
    const room = editionRoom()
    const { source, text } = await changed(room, 'Nobody was hurt.', 'No hubo heridos.')
    const before = room.room.meta('a')
    const corrected = await room.publish(
      'a.md',
      STORY.replace('The river rose fast.', 'The river fell slowly.'),
    )
    expect(corrected.hash).not.toBe(source.hash)
    const { taken, refused } = await room.take(corrected, text, before)
    expect(taken.map((each) => each.text)).toEqual(['No hubo heridos.'])
    expect(refused).toEqual([])
  })

  it('leave all else in the locale file as it is, also what the article no longer holds', async () => {
    const room = editionRoom()
    const { source, text } = await changed(room, 'Nobody was hurt.', 'No hubo heridos.')
    const before = room.room.texts('a')
    const shorter = room.room.source('a.md', STORY.replace('Traffic goes round by Elm Road.', ''))
    const { refused } = await room.take(shorter, text)
    expect(refused).toEqual([])
    const after = room.room.texts('a')
    expect(Object.keys(after)).toEqual(Object.keys(before))
    const changes = Object.keys(after).filter((key) => after[key] !== before[key])
    expect(changes.map((key) => after[key])).toEqual(['No hubo heridos.'])
    expect(source.segments.length).toBeGreaterThan(shorter.segments.length)
  })
})
