import { describe, expect, it } from 'vitest'
import { type LocaleFile, type SegmentMeta, shortHash, textHash } from '../../../src/review/locale-file.ts'
import { readPeople } from '../../../src/review/people.ts'
import { type Act, decide } from '../../../src/review/saving/acts.ts'
import { segmentsIn } from '../../../src/review/source-file.ts'
import { segmentKey } from '../../../src/segment/key.ts'

const SOURCE = 'Read the <a1>list</a1>.'
const TEXT = 'Lea la <a1>lista</a1>.'
const OTHER = 'Vea la <a1>lista</a1>.'
const KEY = segmentKey('paragraph', SOURCE)
const segments = segmentsIn(new Map([[KEY, SOURCE]]))
const article = { path: 'news.md', locale: 'en', segments }
const BY = { name: 'Ada Lund', at: new Date('2026-11-23T08:00:00Z') }
const REVIEW = { by: 'Ada Lund', date: '2026-11-23T08:00:00.000Z' }

const words = { source: shortHash(SOURCE), target: textHash(TEXT), date: '2026-11-01T00:00:00Z' }
const machine = {
  ...words,
  origin: 'machine',
  provider: 'google',
  model: 'nmt',
  memory: '0011',
  state: 'machine',
} as const
const human = { ...words, origin: 'human', provider: 'Bea', state: 'edited', sourceText: SOURCE } as const
const review = { by: 'Cem', date: '2026-11-02T00:00:00Z' }

function fileOf(meta: SegmentMeta | undefined, text = TEXT, more: Partial<LocaleFile> = {}): LocaleFile {
  const texts = new Map([[KEY, text]])
  const about = { article: 'news.md', sourceLocale: 'en', sourceHash: 'abc' }
  return {
    path: 'es/news.json',
    texts,
    lines: new Map(),
    hash: 'x',
    metaHash: 'y',
    meta: { ...about, segments: meta === undefined ? {} : { [KEY]: meta } },
    ...more,
  }
}

const act = (kind: 'approve' | 'unapprove' | 'reject'): Act => ({ kind, key: KEY })
const edit = (text: string): Act => ({ kind: 'edit', key: KEY, text })
const STATES = {
  machine,
  edited: human,
  'approved, a machine’s': { ...machine, state: 'approved', review },
  'approved, a person’s': { ...human, state: 'approved', review },
  'rejected, a machine’s': { ...machine, state: 'rejected', review },
  'another article’s': { ...human, via: 'memory' },
  'typed into the file': { ...machine, target: textHash('Algo.') },
} as const satisfies Record<string, SegmentMeta>

describe('what an act makes of a target', () => {
  it.each<[keyof typeof STATES, Act, Partial<SegmentMeta>]>([
    [
      'machine',
      act('approve'),
      { state: 'approved', origin: 'machine', provider: 'google', memory: '0011', review: REVIEW },
    ],
    ['machine', act('reject'), { state: 'rejected', origin: 'machine', review: REVIEW }],
    ['machine', edit(OTHER), { state: 'edited', origin: 'human', provider: 'Ada Lund' }],
    ['edited', act('approve'), { state: 'approved', origin: 'human', provider: 'Bea', review: REVIEW }],
    ['edited', act('reject'), { state: 'rejected', origin: 'human', provider: 'Bea', review: REVIEW }],
    ['approved, a machine’s', act('unapprove'), { state: 'machine', origin: 'machine', memory: '0011' }],
    ['approved, a person’s', act('unapprove'), { state: 'edited', origin: 'human', provider: 'Bea' }],
    ['approved, a person’s', edit(OTHER), { state: 'edited', origin: 'human', provider: 'Ada Lund' }],
    ['rejected, a machine’s', edit(OTHER), { state: 'edited', origin: 'human', provider: 'Ada Lund' }],
    [
      'another article’s',
      act('approve'),
      { state: 'approved', origin: 'human', provider: 'Bea', review: REVIEW },
    ],
    [
      'typed into the file',
      act('approve'),
      { state: 'approved', origin: 'human', provider: 'editor', review: REVIEW },
    ],
  ])('%s, by %j', (state, what, expected) => {
    const { outcomes, file, entries } = decide(article, fileOf(STATES[state]), [what], BY)
    expect(outcomes).toEqual([{ kind: 'done', act: what, state: expected.state }])
    const meta = file!.meta.segments[KEY]!
    expect(meta).toMatchObject(expected)
    expect(meta.via).toBeUndefined()
    expect(meta.review).toEqual(expected.review)
    expect(entries).toMatchObject([
      { act: what.kind, by: 'Ada Lund', key: KEY, state: expected.state, source: SOURCE },
    ])
    // What was decided here is read back as decided here.
    const { targets, rejected } = readPeople({ ...fileOf(undefined), ...file }, segments, BY.at)
    expect((rejected.get(KEY)?.target ?? targets.get(KEY))?.state).toBe(
      expected.state === 'machine' ? undefined : expected.state,
    )
  })

  it.each<[string, LocaleFile, Act, RegExp]>([
    ['an approval that is not there, taken back', fileOf(machine), act('unapprove'), /not approved/],
    ['approved words, rejected', fileOf(STATES['approved, a person’s']), act('reject'), /is approved/],
    ['rejected words, approved', fileOf(STATES['rejected, a machine’s']), act('approve'), /were rejected/],
    ['no words, approved', fileOf(undefined, ' '), act('approve'), /no words yet/],
    ['a copy of the source, approved', fileOf(undefined, SOURCE), act('approve'), /no words yet/],
    ['words that lost a link, approved', fileOf(undefined, 'Lea la lista.'), act('approve'), /inline codes/],
    ['words that lost a link, written', fileOf(machine), edit('Lea la lista.'), /inline codes/],
    ['nothing, written', fileOf(machine), edit('  '), /no words|inline codes/],
    ['a segment that is not there', fileOf(machine), { kind: 'approve', key: 'title.0' }, /no such segment/],
    [
      'words that a killed run was replacing',
      fileOf({ ...machine, target: textHash('Nuevo.'), before: textHash(TEXT) }),
      act('approve'),
      /run/,
    ],
  ])('refuses %s', (_, file, what, why) => {
    const decided = decide(article, file, [what], BY)
    expect(decided.outcomes).toEqual([
      { kind: 'refused', act: what, why: expect.stringMatching(why), fix: expect.any(String) },
    ])
    expect([decided.file, decided.entries]).toEqual([undefined, []])
  })

  it.each<[string, LocaleFile, Act]>([
    ['approved again', fileOf(STATES['approved, a person’s']), act('approve')],
    ['rejected again', fileOf(STATES['rejected, a machine’s']), act('reject')],
    ['written as they stand', fileOf(machine), edit(TEXT)],
    ['written as they stand, but for spaces at their ends', fileOf(machine), edit(` ${TEXT}`)],
  ])('leaves words that are %s as they are', (_, file, what) => {
    expect(decide(article, file, [what], BY)).toMatchObject({
      outcomes: [{ kind: 'unchanged' }],
      entries: [],
    })
  })

  it('lets one act follow another, and none take another along', () => {
    const acts = [edit(OTHER), act('unapprove'), act('approve')]
    const { outcomes, file } = decide(article, fileOf(machine), acts, BY)
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'refused', 'done'])
    expect(file?.meta.segments[KEY]).toMatchObject({ state: 'approved', provider: 'Ada Lund' })
  })

  it('lets words leave out a link where a person dismissed that check', () => {
    const texts = new Map([
      [KEY, TEXT],
      [`${KEY}#dismiss`, 'codes'],
    ])
    const { outcomes } = decide(article, fileOf(machine, TEXT, { texts }), [edit('Lea la lista.')], BY)
    expect(outcomes).toMatchObject([{ kind: 'done' }])
  })

  it('leaves all else of the file as it was, also what the article no longer asks for', () => {
    const texts = new Map([
      ['quote.000000000000', 'De otro.'],
      [KEY, TEXT],
      [`${KEY}#dismiss`, 'numbers'],
    ])
    const signOff = { by: 'Bea', date: words.date, hash: 'h', units: [], unopened: [] }
    const retired = {
      [KEY]: { text: OTHER, source: '', date: '' },
      other: { text: 'y', source: '', date: '' },
    }
    const about = { article: 'news.md', sourceLocale: 'en', sourceHash: 'abc', signOff }
    const segmentsBefore = { 'quote.000000000000': machine, [KEY]: machine }
    const before = fileOf(machine, TEXT, { texts, meta: { ...about, segments: segmentsBefore, retired } })
    const { file } = decide(article, before, [edit(OTHER)], BY)
    expect([...file!.texts]).toEqual([...new Map([...texts, [KEY, OTHER]])])
    expect(file!.meta).toMatchObject({ ...about, segments: { 'quote.000000000000': machine } })
    expect(Object.keys(file!.meta.retired ?? {})).toEqual(['other'])
  })
})

describe('words restored from the history', () => {
  const restore = (machineOf?: { engine: string; model?: string }): Act => ({
    kind: 'restore',
    key: KEY,
    text: OTHER,
    machine: machineOf,
  })

  it.each<keyof typeof STATES>(['machine', 'edited', 'approved, a person’s', 'rejected, a machine’s'])(
    'are an edit of who restores them: %s',
    (state) => {
      const { outcomes, file } = decide(article, fileOf(STATES[state]), [restore()], BY)
      expect(outcomes).toMatchObject([{ kind: 'done', state: 'edited' }])
      expect(file?.meta.segments[KEY]).toMatchObject({
        origin: 'human',
        provider: 'Ada Lund',
        state: 'edited',
      })
    },
  )

  it('of a machine stay that machine’s, approved by who restores them', () => {
    const { file, entries } = decide(article, fileOf(human), [restore({ engine: 'deepl', model: 'm' })], BY)
    expect(file?.meta.segments[KEY]).toMatchObject({
      origin: 'machine',
      provider: 'deepl',
      model: 'm',
      state: 'approved',
      review: REVIEW,
    })
    expect(entries).toMatchObject([
      { act: 'restore', text: OTHER, before: TEXT, engine: 'deepl', model: 'm' },
    ])
  })

  it('that were rejected come back', () => {
    const what: Act = { kind: 'restore', key: KEY, text: TEXT }
    const { outcomes } = decide(article, fileOf(STATES['rejected, a machine’s']), [what], BY)
    expect(outcomes).toMatchObject([{ kind: 'done', state: 'edited' }])
  })
})
