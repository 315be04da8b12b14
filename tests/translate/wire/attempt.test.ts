import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER } from '../../../src/article/content.ts'
import type { Segment } from '../../../src/article/segment.ts'
import type { Severities } from '../../../src/check/check.ts'
import type { Provider, ProviderLimits } from '../../../src/providers/provider.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import type { Gap, Route } from '../../../src/translate/gap.ts'
import { firstAttempt, plainAttempt } from '../../../src/translate/wire/attempt.ts'
import { coded, markersOf } from '../../coded.ts'
import { readReply } from '../../fakes/check.ts'

const provider: Provider = {
  kind: 'stub',
  name: 'Stub Translation',
  model: '',
  memoryModels: [''],
  options: '',
  limits: {
    itemsPerRequest: 100,
    charactersPerRequest: 10_000,
    charactersPerMinute: 10_000,
    requestsPerMinute: 100,
    concurrency: 1,
  },
  markup: 'html',
  context: 'none',
  order: 'kept',
  sentAs: (source, target) => ({ source, target }),
  serves: async () => true,
  checkCredentials: async () => {},
  translate: async ({ texts }) => ({ texts }),
  examine: async () => ({ ok: true, detail: '' }),
  close: async () => {},
}
const route: Route = { provider, source: 'en', target: 'es' }
const textRoute: Route = { ...route, provider: { ...provider, markup: 'text' } }
const tagsRoute: Route = { ...route, provider: { ...provider, markup: 'tags' } }

const gap = (source: Content): Gap => {
  const notation = toNotation(source)
  const segment: Segment = {
    key: 'paragraph.000000000000',
    role: 'paragraph',
    unit: 'u0',
    start: 0,
    end: source.text.length,
    source,
    notation,
  }
  return { article: 'news', segment, memoryKey: notation, terms: [] }
}
const readHtml = (source: string, html: string, severities: Severities = {}) =>
  readReply(firstAttempt(gap(coded(source)), route), [html], route, severities)
const readPlain = (source: string, ...texts: string[]) =>
  readReply(plainAttempt(gap(coded(source)), textRoute), texts, textRoute, {})

describe('the first attempt', () => {
  it('of text without codes is that text, unescaped', () => {
    const source = coded('R&D costs <less>.')
    expect(firstAttempt(gap(source), route)).toMatchObject({ mime: 'text', texts: ['R&D costs <less>.'] })
  })

  it('of text with codes is HTML where the provider reads it', () => {
    expect(firstAttempt(gap(coded('R&D <b1>costs</b1>')), route)).toMatchObject({
      mime: 'html',
      texts: ['R&amp;D <b id=1>costs</b>'],
    })
  })

  it('of text with codes is numbered tags where it reads those', () => {
    expect(firstAttempt(gap(coded('R&D <b1>costs</b1>')), tagsRoute)).toMatchObject({
      mime: 'tags',
      texts: ['R&D <g1>costs</g1>'],
    })
  })

  it('sends codes that stand beside each other as one, and its words once', () => {
    const source = coded('See <b1><i2>it</i2></b1> now<br3/><img4/>or <a5><img6/></a5>later.')
    expect([route, tagsRoute, textRoute].map((to) => firstAttempt(gap(source), to).texts)).toEqual([
      ['See <b id=1>it</b> now<br id=3>or <x id=5></x>later.'],
      ['See <g1>it</g1> now<x3/>or <x5/>later.'],
      ['See it nowor later.', 'it'],
    ])
  })

  it('of text with codes is the words and those of each pair where it does not', () => {
    expect(
      firstAttempt(gap(coded('Read <a1>the <b2>new</b2> list</a1>.<br3/><a4><img5/></a4>')), textRoute),
    ).toMatchObject({
      mime: 'text',
      texts: ['Read the new list.', 'the new list', 'new'],
    })
  })
})

describe('a reply in HTML', () => {
  it.each([
    ['as sent', 'Read <a1>it</a1>.', 'Lea <a id=1>todo</a>.', 'Lea <a1>todo</a1>.', 'exact'],
    ['mended in its text', 'Read <a1>it</a1>.', 'Lea <a id=1> todo</a>.', 'Lea <a1>todo</a1>.', 'repaired'],
    [
      'mended in its codes alone',
      '<b1><i2>Read</i2> it</b1> all.',
      '<b id=1><i id=2>Lea</b></i> todo.',
      '<b1><i2>Lea</i2></b1> todo.',
      'repaired',
    ],
    ['with a lost code that may be lost', 'Read <b1>it</b1>.', 'Lea todo.', 'Lea todo.', 'exact'],
    [
      'with white space round it',
      'Read <a1>it</a1>.',
      ' \nLea <a id=1>todo</a>. \n',
      'Lea <a1>todo</a1>.',
      'exact',
    ],
    [
      'with space inside its last pair',
      'Read <a1>it</a1>',
      'Lea <a id=1>todo </a>',
      'Lea <a1>todo</a1>',
      'repaired',
    ],
  ])('%s is served', (_, source, html, expected, rung) => {
    const reading = readHtml(source, html)
    expect(reading).toMatchObject({ kind: 'served', rung, findings: [] })
    if (reading.kind === 'served') expect(toNotation(reading.content)).toBe(expected)
  })

  it.each([
    ['that lost a link', 'Read <a1>it</a1>.', 'Lea todo.'],
    ['that emptied a link', 'Read <a1>it</a1>.', 'Lea todo<a id=1></a>.'],
    ['that is empty', 'Read <a1>it</a1>.', ''],
    ['with an entity twice escaped', 'Read <a1>it</a1>.', 'Lea &amp;quot;<a id=1>todo</a>&amp;quot;.'],
    ['with a marker of its own', 'Read <a1>it</a1>.', `Lea ${MARKER}<a id=1>todo</a>.`],
  ])('%s is asked for again as plain text', (_, source, html) => {
    expect(readHtml(source, html)).toMatchObject({
      kind: 'again',
      attempt: { mime: 'text', texts: ['Read it.', 'it'] },
    })
  })
})

describe('a reply in numbered tags', () => {
  const read = (source: string, reply: string) =>
    readReply(firstAttempt(gap(coded(source)), tagsRoute), [reply], tagsRoute, {})

  it.each([
    ['as sent', 'Read <a1>it</a1>.', 'Lea <g1>todo</g1>.', 'Lea <a1>todo</a1>.', 'exact'],
    ['mended in its text', 'Read <a1>it</a1>.', 'Lea <g1> todo</g1>.', 'Lea <a1>todo</a1>.', 'repaired'],
    ['with a lost code put back', 'Read <img1/> it', 'Lea todo', 'Lea<img1/> todo', 'repaired'],
    [
      'with text that looks like a tag',
      'Use <b> for <a1>bold</a1> <em>text</em>.',
      'Use <x2/> para <x3/>texto<x4/> en <g1>negrita</g1>.',
      'Use <b> para <em>texto</em> en <a1>negrita</a1>.',
      'exact',
    ],
  ])('%s is served', (_, source, reply, expected, rung) => {
    const reading = read(source, reply)
    expect(reading).toMatchObject({ kind: 'served', rung, findings: [] })
    if (reading.kind === 'served') expect(toNotation(reading.content)).toBe(expected)
  })

  it('goes down the ladder: literals as codes, then words alone', () => {
    const first = read('Read <a1>it</a1> at {{place}}.', 'Lea <g1>todo</g1> en {{sitio}}.')
    expect(first).toMatchObject({
      kind: 'again',
      attempt: { mime: 'tags', texts: ['Read <g1>it</g1> at <x2/>.'], literals: 'as codes' },
    })
    if (first.kind !== 'again') return
    expect(readReply(first.attempt, ['Lea en <x2/>.'], tagsRoute, {})).toMatchObject({
      kind: 'again',
      attempt: { mime: 'text', texts: ['Read it at {{place}}.', 'it'] },
    })
  })

  it('to text without codes that is spoiled is asked for once more, in tags', () => {
    const attempt = firstAttempt(gap(coded('Say {{name}}.')), tagsRoute)
    expect(attempt).toMatchObject({ mime: 'text', texts: ['Say {{name}}.'] })
    expect(readReply(attempt, ['Diga {{nombre}}.'], tagsRoute, {})).toMatchObject({
      kind: 'again',
      attempt: { mime: 'tags', texts: ['Say <x1/>.'] },
    })
  })
})

it('a provider of text alone is asked once', () => {
  const attempt = firstAttempt(gap(coded('Say <a1>{{name}}</a1>.')), textRoute)
  expect(readReply(attempt, ['Diga {{nombre}}.', 'x'], textRoute, {})).toMatchObject({ kind: 'refused' })
})

describe('the words of pairs', () => {
  const source = coded('Read <a1>one</a1>, <a2>two</a2> and <a3>three</a3>.')
  const textsWithin = (limits: Partial<ProviderLimits>) => {
    const within = { ...provider, limits: { ...provider.limits, ...limits } }
    return plainAttempt(gap(source), { ...route, provider: within }).texts
  }

  it.each([
    ['all of them', {}, ['Read one, two and three.', 'one', 'two', 'three']],
    ['texts', { itemsPerRequest: 3 }, ['Read one, two and three.', 'one', 'two']],
    ['one text', { itemsPerRequest: 1 }, ['Read one, two and three.']],
    ['characters', { charactersPerRequest: 27 }, ['Read one, two and three.', 'one']],
    ['bytes', { bytesPerRequest: 29 }, ['Read one, two and three.', 'one']],
    ['less than the sentence', { bytesPerRequest: 5 }, ['Read one, two and three.']],
  ])('are asked for as far as the request holds %s', (_, limits, texts) => {
    expect(textsWithin(limits)).toEqual(texts)
  })

  it('that were not asked for leave the target flagged', () => {
    expect(readPlain('Read <a1>it</a1> all.', 'Lea todo.')).toMatchObject({
      kind: 'served',
      rung: 'degraded',
    })
  })
})

describe('a reply in plain text', () => {
  it.each([
    ['with its link found', 'Read <a1>it</a1>.', ['Lea todo.', 'todo'], 'Lea <a1>todo</a1>.', 'projected'],
    ['with a point in the text', 'Read <a1></a1>it.', ['Lea todo.'], 'Lea<a1></a1> todo.', 'projected'],
    ['to text without codes', 'Read it.', ['Lea todo.\n'], 'Lea todo.', 'exact'],
  ])('%s is served', (_, source, texts, expected, rung) => {
    const reading = readPlain(source, ...texts)
    expect(reading).toMatchObject({ kind: 'served', rung, findings: [] })
    if (reading.kind === 'served') expect(toNotation(reading.content)).toBe(expected)
  })

  it('without its link is served, flagged by the name of what is lost', () => {
    expect(readPlain('Read <a1>it</a1> all.', 'Lea todo.', 'lo')).toMatchObject({
      kind: 'served',
      rung: 'degraded',
      content: { text: 'Lea todo.', codes: [] },
      findings: [{ check: 'codes', severity: 'warn', message: expect.stringContaining('<a1>') }],
    })
  })

  it.each([
    ['that is empty', 'Read it.', ['']],
    ['that is missing', 'Read it.', []],
    ['with a marker of its own', 'Read it.', [`Lea ${MARKER} todo.`]],
    ['with an undecoded entity', 'Read it.', ['Lea &quot;todo&quot;.']],
    ['that is empty but for its codes', 'Read <br1/>it.', ['  ']],
  ])('%s is refused, by provider and source', (_, source, texts) => {
    expect(readPlain(source, ...texts)).toMatchObject({
      kind: 'refused',
      error: { code: 'TRANSLATION_FAILED', message: expect.stringMatching(/^Stub Translation, “Read /) },
    })
  })

  it('is shortened where it is quoted', () => {
    const reading = readPlain('Read it. '.repeat(40), '')
    expect(reading.kind === 'refused' && reading.error.message.length).toBeLessThan(140)
  })
})

it('the configuration decides what blocks', () => {
  expect(readHtml('Read <a1>it</a1>.', 'Lea todo.', { codes: 'warn' })).toMatchObject({
    kind: 'served',
    findings: [{ check: 'codes', severity: 'warn', message: '<a1> is missing.' }],
  })
  expect(readHtml('Read <a1>it</a1>.', 'Lea todo.', { codes: 'off' })).toMatchObject({
    kind: 'served',
    findings: [],
  })
})

it('whatever comes back, only codes of the source are served, a marker for each', () => {
  const source = coded('Read <a1>the <b2>new</b2> list</a1>.<br3/>')
  const reply = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '<a id=1>',
          '</a>',
          '<b id=2>',
          '</b>',
          '<br id=3>',
          'lista',
          ' ',
          MARKER,
          '<a id=9>',
          '<i>',
          ...['<g1>', '</g1>', '<g2>', '</g2>', '<x3/>', '<g9>'],
        ),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(reply, fc.array(reply, { maxLength: 3 }), (html, texts) => {
      const readings = [
        readReply(firstAttempt(gap(source), route), [html], route, {}),
        readReply(firstAttempt(gap(source), tagsRoute), [html], tagsRoute, {}),
        readReply(plainAttempt(gap(source), route), texts, route, {}),
      ]
      for (const reading of readings) {
        if (reading.kind !== 'served') continue
        expect(reading.content.codes.every((code) => source.codes.includes(code))).toBe(true)
        expect(markersOf(reading.content)).toBe(reading.content.codes.length)
      }
    }),
    { numRuns: 1000 },
  )
})
