import { describe, expect, it } from 'vitest'
import { personEraser } from '../../src/erasure/person.ts'
import { textEraser } from '../../src/erasure/text.ts'
import { entryId, type HistoryEntry } from '../../src/review/history.ts'
import { LocaleMeta } from '../../src/review/locale-file.ts'

const DATE = '2026-11-22T20:00:00Z'
const NAME = 'Zoë Marchetti'

const segment = (change: object) => ({
  source: 'a1',
  target: 'b2',
  origin: 'human',
  state: 'edited',
  provider: 'Ana Ruiz',
  date: DATE,
  ...change,
})

const meta = (change: object) =>
  LocaleMeta.parse({ article: 'news.md', sourceLocale: 'en', sourceHash: 'c3', segments: {}, ...change })

/** Each place of meta that a person's name may stand in, by itself. */
const NAMED = {
  'who wrote a text': (by: string) => ({ segments: { k: segment({ provider: by }) } }),
  'who approved a machine’s': (by: string) => ({
    segments: {
      k: segment({ origin: 'machine', state: 'approved', provider: 'google', review: { by, date: DATE } }),
    },
  }),
  'whose words have retired': (by: string) => ({ retired: { k: { text: 'x', source: '', date: DATE, by } } }),
  'who signed': (by: string) => ({
    signOff: { by, date: DATE, hash: 'd4', units: [], unopened: [] },
  }),
}

describe('a person’s name', () => {
  it.each(Object.entries(NAMED))('goes from meta: %s; all else stays', (_, named) => {
    const eraser = personEraser(NAME)
    for (const written of [NAME, NAME.normalize('NFD'), ` ${NAME} `])
      expect(eraser.meta(meta(named(written)))).toEqual(meta(named('editor')))
    const others = meta(named('Ana Ruiz'))
    expect(eraser.meta(others)).toBe(others)
  })

  it('is not an engine’s, nor the beginning of another’s', () => {
    const eraser = personEraser('google')
    const machines = meta({
      segments: { k: segment({ origin: 'machine', state: 'machine', provider: 'google' }) },
    })
    expect(eraser.meta(machines)).toBe(machines)
    const longer = meta(NAMED['who signed']('google two'))
    expect(eraser.meta(longer)).toBe(longer)
  })

  it('goes from history, whose entry is then that which would be recorded of somebody', () => {
    const entry = { at: DATE, by: NAME, act: 'approve', key: 'k', note: `by ${NAME}, late` } as const
    const erased = personEraser(NAME).entry({ id: entryId(entry), ...entry })
    const { id, ...rest } = erased
    expect(rest).toEqual({ ...entry, by: 'editor', note: 'by editor, late' })
    expect(id).toBe(entryId({ ...entry, by: 'editor' }))
    const others: HistoryEntry = { id: 'x', ...entry, by: 'Ana Ruiz', note: '' }
    expect(personEraser(NAME).entry(others)).toBe(others)
  })

  it('in the words of an article is the article’s', () => {
    expect(personEraser(NAME).isIn(`${NAME} scored twice.`)).toBe(false)
  })
})

describe('a text', () => {
  const eraser = textEraser('the sécret')

  it('goes from what has retired, with its source, and from the sources of what stands', () => {
    const before = meta({
      segments: { k: segment({ sourceText: 'Of the sécret.' }), l: segment({ sourceText: 'Of more.' }) },
      retired: {
        one: { text: 'With the se\u0301cret.', source: '', date: DATE },
        two: { text: 'x', sourceText: 'the sécret', source: '', date: DATE },
        three: { text: 'y', source: '', date: DATE },
      },
    })
    expect(eraser.meta(before)).toEqual(
      meta({
        segments: { k: segment({}), l: segment({ sourceText: 'Of more.' }) },
        retired: { three: { text: 'y', source: '', date: DATE } },
      }),
    )
    expect(eraser.meta(meta({ retired: { one: { text: 'the sécret', source: '', date: DATE } } }))).toEqual(
      meta({}),
    )
    const others = meta({ segments: { k: segment({ sourceText: 'Of the secret.' }) } })
    expect(eraser.meta(others)).toBe(others)
  })

  it.each(['text', 'before', 'source', 'note'] as const)(
    'goes from %s of an entry of history; who did what stays',
    (name) => {
      const entry = {
        at: DATE,
        by: NAME,
        act: 'edit',
        key: 'k',
        text: 'x',
        [name]: 'Hear the sécret!',
      } as const
      const { [name]: _, ...rest } = entry
      expect(eraser.entry({ id: 'x', ...entry })).toEqual({ id: entryId(rest), ...rest })
      const others: HistoryEntry = { id: 'x', at: DATE, by: NAME, act: 'edit', key: 'k', text: 'The Sécret' }
      expect(eraser.entry(others)).toBe(others)
    },
  )

  it('is named where it stands', () => {
    expect(['It is the sécret.', 'It is the Sécret.'].map(eraser.isIn)).toEqual([true, false])
  })

  it('is found in files also as JSON writes it', () => {
    expect(textEraser('a “b" c').holds(Buffer.from(JSON.stringify({ x: 'a “b" c' })))).toBe(true)
  })
})
