import { describe, expect, it } from 'vitest'
import type { Segment } from '../../src/article/segment.ts'
import type { ReviewState } from '../../src/article/target.ts'
import { carriedHash } from '../../src/exchange/carried-text.ts'
import type { ReturnedWords } from '../../src/exchange/exchange.ts'
import { verdict } from '../../src/exchange/verdict.ts'
import { type LocaleFile, shortHash, textHash } from '../../src/review/locale-file.ts'
import { segmentsIn } from '../../src/review/source-file.ts'
import { segmentKey } from '../../src/segment/key.ts'

const SOURCE = 'Read <a1>this</a1>.'
const KEY = segmentKey('paragraph', SOURCE)
const [SEGMENT] = segmentsIn(new Map([[KEY, SOURCE]])) as [Segment]
const OURS = 'Lea <a1>esto</a1>.'
const OTHER = 'Lean <a1>esto</a1>.'

/** @param state as it is noted of {@link OURS}; undefined: nothing is noted */
function fileWith(now: string | undefined, state: ReviewState | undefined): LocaleFile {
  const meta = {
    source: shortHash(SOURCE),
    target: textHash(OURS),
    origin: 'machine' as const,
    state: state ?? 'machine',
    provider: 'fake',
    date: '2026-11-22T08:00:00.000Z',
  }
  return {
    path: 'es.json',
    texts: new Map(now === undefined ? [] : [[KEY, now]]),
    lines: new Map(),
    meta: {
      article: 'a.md',
      sourceLocale: 'en',
      sourceHash: '',
      segments: state === undefined ? {} : { [KEY]: meta },
    },
    hash: '',
    metaHash: '',
  }
}

const back = (text: string, more: Partial<ReturnedWords> = {}): ReturnedWords => ({
  kind: 'words',
  article: 'a',
  locale: 'es',
  key: KEY,
  source: SOURCE,
  text,
  isApproved: false,
  exported: carriedHash(OURS),
  ...more,
})
const YES = { isApproved: true }
const edited = (text: string) => ({ kind: 'acts', acts: [{ kind: 'edit', key: KEY, text }] })
const APPROVAL = { kind: 'approve', key: KEY }
const APPROVED = { kind: 'acts', acts: [APPROVAL] }
const both = (text: string) => ({ kind: 'acts', acts: [{ kind: 'edit', key: KEY, text }, APPROVAL] })
const refused = (reason: string) => ({ kind: 'refused', reason: expect.stringContaining(reason) })
const UNCHANGED = { kind: 'unchanged' }

describe('words that came back', () => {
  it.each([
    ['nothing changed', OURS, 'machine', back(OURS), UNCHANGED],
    ['nothing is translated', OURS, 'machine', back(' '), UNCHANGED],
    ['white space and composition changed', OURS, 'machine', back(` ${OURS}\n`), UNCHANGED],
    ['the words changed', OURS, 'machine', back(OTHER), edited(OTHER)],
    ['the words changed, and are good', OURS, 'machine', back(OTHER, YES), both(OTHER)],
    ['the words are good', OURS, 'machine', back(OURS, YES), APPROVED],
    ['the words were good before', OURS, 'approved', back(OURS, YES), APPROVED],
    ['approved words changed', OURS, 'approved', back(OTHER), edited(OTHER)],
    ['rejected words changed', OURS, 'rejected', back(OTHER), edited(OTHER)],
    ['rejected words are good', OURS, 'rejected', back(OURS, YES), APPROVED],
    ['another machine text is there, nothing changed', OTHER, 'machine', back(OURS), UNCHANGED],
    ['a person’s words are there, nothing changed', OTHER, 'machine', back(OURS), UNCHANGED],
    [
      'a person’s words are there, the old ones are good',
      OTHER,
      'machine',
      back(OURS, YES),
      refused('other words have come'),
    ],
    [
      'a person’s words are there, the words changed',
      OTHER,
      'machine',
      back('Mira <a1>esto</a1>.'),
      refused(`since: “${OTHER}”`),
    ],
    ['a person wrote the same meanwhile', OTHER, 'machine', back(OTHER), UNCHANGED],
    [
      'the file does not say what went out, the words changed',
      OURS,
      'machine',
      back(OTHER, { exported: undefined }),
      edited(OTHER),
    ],
    ['a code is lost', OURS, 'machine', back('Lea esto.'), refused('<a1> is missing')],
    ['a code is invented', OURS, 'machine', back(`${OURS}<b7/>`), refused('<b7/> is not in the source')],
    [
      'the source changed',
      OURS,
      'machine',
      back(OTHER, { source: 'Read.' }),
      refused('its source is another one there'),
    ],
    ['nothing was there', undefined, undefined, back(OTHER, { exported: undefined }), edited(OTHER)],
    [
      'the source stands for a translation',
      undefined,
      undefined,
      back(SOURCE, { exported: undefined }),
      UNCHANGED,
    ],
    [
      'the source is a good translation',
      undefined,
      undefined,
      back(SOURCE, { exported: undefined, ...YES }),
      both(SOURCE),
    ],
  ] as const)('%s', (_, now, state, words, expected) => {
    expect(verdict(words, SEGMENT, fileWith(now, state))).toEqual(expected)
  })

  it('may lose a code where a person has dismissed that check', () => {
    const file = fileWith(OURS, 'machine')
    const texts = new Map([...file.texts, [`${KEY}#dismiss`, 'codes']])
    const words = back('Lea esto.')
    expect(verdict(words, SEGMENT, { ...file, texts })).toEqual(edited('Lea esto.'))
  })
})
