import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Disclosure } from '../../../src/article/disclosure.ts'
import { DragomanError } from '../../../src/article/errors.ts'
import type { Fills, ReadOptions } from '../../../src/formats/format.ts'
import { ninjs } from '../../../src/formats/ninjs/ninjs.ts'

const options: ReadOptions = {
  path: 'harbour.json',
  locale: 'en',
  frontMatter: [],
  credits: [],
  keywords: false,
  recognise: {
    isLabel: (line) => /^(?:Powered by automated translation|Traducción automática)/u.test(line),
    isUpdated: (line) => /^Updated:/u.test(line),
  },
}

const disclosure: Disclosure = {
  articleId: 'harbour',
  state: 'machine',
  locale: 'es',
  direction: 'ltr',
  sourceLocale: 'en',
  sourceDirection: 'ltr',
  label: 'Traducción automática (Apertium).',
  labelLocale: 'es',
  providers: ['Apertium'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  aiDisclosure: 'ai-autonomous',
  sourceHash: 'a'.repeat(64),
  changed: undefined,
  reviewed: undefined,
  canonicalUrl: 'https://example.org/es/harbour',
  originalUrl: 'https://example.org/en/harbour',
  readOriginal: 'Leer el original',
  updatedLine: () => undefined,
  updatedTime: () => undefined,
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/ninjs/${name}`, import.meta.url), 'utf8')
const FIXTURES = ['story-1.6', 'story-2.2', 'story-3.1', 'photo-3.1', 'headline-only-1.6', 'superdesk'].map(
  (name) => [`${name}.json`, fixture(`${name}.json`)] as const,
)
const [story1, story2, story3, photo, alert, superdesk] = FIXTURES.map(([, source]) => source) as [
  string,
  ...string[],
] as [string, string, string, string, string, string]

const read = (source: string, more: Partial<ReadOptions> = {}) => ninjs.read(source, { ...options, ...more })
const outline = (source: string, more: Partial<ReadOptions> = {}) =>
  read(source, more).units.map(({ role, content }) => `${role}: ${content.text}`)
const target = (text: string) => [{ kind: 'target', content: { text, codes: [] } }] as const
const filled = (source: string, words: Record<string, string>): Fills =>
  new Map(
    read(source).units.flatMap(({ id, content }) => {
      const text = words[content.text]
      return text === undefined ? [] : [[id, target(text)] as const]
    }),
  )
const shouted = (source: string): Fills =>
  new Map(
    read(source).units.map(({ id, content }) => [
      id,
      [{ kind: 'target', content: { ...content, text: content.text.toUpperCase() } }] as const,
    ]),
  )
const keptWhole = (source: string): Fills =>
  new Map(
    read(source).units.map(
      ({ id, content }) => [id, [{ kind: 'kept', start: 0, end: content.text.length }]] as const,
    ),
  )
const labelled = (source: string, change: Partial<Disclosure> = {}) =>
  read(source).write(new Map(), { ...disclosure, ...change })
const errorOf = (source: string): DragomanError => {
  try {
    read(source)
  } catch (error) {
    if (error instanceof DragomanError) return error
  }
  throw new Error('was read')
}
const item = (members: Record<string, unknown>) => JSON.stringify({ uri: 'urn:example.org:x', ...members })

describe('what ninjs translates', () => {
  it('takes headlines, descriptions and bodies of 1.x, then of its associations, and nothing else', () => {
    expect(outline(story1)).toEqual([
      'headline: Ferry crews vote to end harbour strike',
      'headline: Ferries to sail again',
      'standfirst: Sailings resume on Tuesday after nine days.',
      'paragraph: Crews at the port voted on Monday to accept a new rota.',
      'paragraph: “We got what we came for,” said Mara Quell.',
      'paragraph: Crews at the port voted on Monday to accept a \uFFFCnew rota\uFFFC.',
      'paragraph: “We got what we came for,” said Mara Quell.',
      'headline: The old quay',
      'caption: A ferry leaves the old quay at dawn.',
    ])
  })

  it('takes the values of 3.x by content type', () => {
    expect(outline(story3)).toEqual([
      'headline: Ferry crews vote to end harbour strike',
      'paragraph: Crews at the port voted on Monday to accept a \uFFFCnew rota\uFFFC.',
      'paragraph: “We got what we came for,” said Mara Quell.',
      'headline: The old quay',
      'caption: A ferry leaves the old quay at dawn.',
    ])
  })

  it('gives every unit an id of its own', () => {
    const ids = read(story1).units.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('leaves an association in another language to itself', () => {
    expect(outline(story1).join()).not.toContain('grève')
    expect(labelled(story1)).toContain('"language" : "fr"')
  })

  it('reads associations within associations', () => {
    const inner = { b: { uri: 'urn:b', type: 'picture', description_text: 'Inside.' } }
    const source = item({ headline: 'Outside', associations: { a: { uri: 'urn:a', associations: inner } } })
    expect(outline(source)).toEqual(['headline: Outside', 'caption: Inside.'])
  })

  it('takes keywords only when asked', () => {
    const source = item({ headline: 'Rain', keywords: ['weather', 7, 'flood'] })
    expect(outline(source)).toEqual(['headline: Rain'])
    expect(outline(source, { keywords: true })).toEqual([
      'headline: Rain',
      'keyword: weather',
      'keyword: flood',
    ])
  })

  it.each([
    ['body_html', '<p>A &amp; b</p>', ['paragraph: A & b']],
    ['body_richtext', '<p>A &amp; b</p>', ['paragraph: A & b']],
    ['body_text', 'A &amp; b', ['paragraph: A &amp; b']],
    ['body_main', 'A < b', ['paragraph: A < b']],
    ['body_main', '<p>A</p>', ['paragraph: A']],
    ['body_json', '{"blocks":[]}', []],
    ['body_text', 'One\n\nTwo', ['paragraph: One', 'paragraph: Two']],
    ['body_text', 'Powered by automated translation\n\nTwo', ['paragraph: Two']],
    ['headline', ' \n ', []],
    ['slugline', 'rain', []],
  ])('reads %s “%s” by its markup', (key, value, expected) => {
    expect(outline(item({ [key]: value }))).toEqual(expected)
  })

  it('survives null, wrong types and a __proto__ key', () => {
    const source =
      '{"uri":"urn:x","__proto__":{"headline":"no"},"headline":7,"headlines":{"value":"a"},"bodies":[null,1,{"value":3}],"associations":{"a":null},"description_text":"Yes."}'
    expect(outline(source)).toEqual(['standfirst: Yes.'])
    expect(read(source).write(shouted(source), undefined)).toBe(source.replace('Yes.', 'YES.'))
    expect(({} as Record<string, unknown>)['headline']).toBeUndefined()
  })

  it('says the language that the item claims', () => {
    expect(read(story1).locale).toBe('en')
    expect(read(story2).locale).toBeUndefined()
  })
})

describe('ninjs as Superdesk writes it', () => {
  it('is read, with the abstract as text and as HTML', () => {
    expect(outline(superdesk)).toEqual([
      'headline: Night ferry returns to Port Ellery',
      'standfirst: The boat sails again after \uFFFCnine\uFFFC years.',
      'standfirst: The boat sails again after nine years.',
      'paragraph: The first boat left at dusk.',
      'alt: Passengers on deck',
      'caption: Nobody slept.',
      'paragraph: “It was worth the wait,” said Oren Tasker.',
      'headline: On deck',
      'caption: Passengers wait on deck at dusk.',
      'paragraph: People in coats beside a rail',
    ])
  })

  it('keeps its guid, and the comments that hold embeds', () => {
    const written = JSON.parse(read(superdesk).write(shouted(superdesk), disclosure))
    const { guid, associations, body_html } = JSON.parse(superdesk)
    expect([written.guid, written.associations.featuremedia.guid]).toEqual([
      guid,
      associations.featuremedia.guid,
    ])
    expect(written.body_html.match(/<!--.*?-->/gu)).toEqual(body_html.match(/<!--.*?-->/gu))
  })

  it('names the original by its guid where the site has no address for it', () => {
    expect(JSON.parse(labelled(superdesk, { originalUrl: undefined })).altids.translationOf).toBe(
      'urn:newsml:desk.example.org:2026-03-05T08:12:40.118203:5b1e',
    )
    expect(
      JSON.parse(labelled(item({ guid: 'tag:x', headline: 'Rain' }), { originalUrl: undefined })).altids,
    ).toMatchObject({ translationOf: 'urn:example.org:x' })
    expect(
      JSON.parse(labelled('{"type":"text","body_text":"It fell."}', { originalUrl: undefined })).altids,
    ).toMatchObject({ translationOf: 'harbour' })
  })

  it.each([
    ['a picture in an article', 'picture', (alt: string) => alt],
    ['a graphic in an article', 'graphic', (alt: string) => alt],
    [
      'a film in an article, which has a text of its own',
      'video',
      (text: string) => `${disclosure.label}\n\n${text}`,
    ],
  ])('gives no label to the alternative text of %s', (_, type, expected) => {
    const media = { type, description_text: 'A quay.', body_text: 'Boats beside a quay' }
    const source = item({ headline: 'Rain', body_text: 'It fell.', associations: { media } })
    const written = JSON.parse(labelled(source)).associations.media
    expect(written.body_text).toBe(expected(media.body_text))
    expect(written.description_text).toBe('A quay.')
    expect(written.infosource === undefined).toBe(type !== 'video')
  })

  it('puts the label of a picture that is the article itself under its description', () => {
    const source = '{"guid":"tag:x","type":"picture","description_text":"A quay.","body_text":"Boats"}'
    expect(JSON.parse(labelled(source))).toMatchObject({
      description_text: `A quay.\n\n${disclosure.label}`,
      body_text: 'Boats',
    })
  })
})

describe('recognising ninjs', () => {
  it.each(FIXTURES)('knows %s', (_, source) => {
    expect(ninjs.recognises?.(source)).toBe(true)
  })

  it.each([
    ['Superdesk’s dialect', item({ type: 'text', body_html: '<p>x</p>', priority: 6, extra: {} }), true],
    ['Superdesk’s guid', '{"guid": "tag:x", "type": "text", "body_html": "<p>x</p>"}', true],
    ['a guid and a headline', '{"guid": "tag:x", "headline": "Rain"}', true],
    ['a guid and a slugline alone', '{"guid": "tag:x", "slugline": "rain"}', true],
    ['a type and copy, without an id', '{"type": "text", "body_html": "<p>x</p>"}', true],
    ['a status and copy, without an id', '{"pubstatus": "usable", "description_text": "x"}', true],
    [
      'bodies and a date, without an id',
      '{"versionCreated": "2026-03-05", "bodies": [{"value": "x"}]}',
      true,
    ],
    ['an id that is no string', '{"guid": 7, "type": "picture", "description_text": "x"}', true],
    ['a broken file of Superdesk’s', '{"guid": "tag:x", "body_html": "<p>x</p>",}', true],
    ['a feed’s entry', '{"guid": "tag:x", "title": "Rain", "link": "https://a.example/"}', false],
    ['a type alone', '{"type": "text", "name": "x"}', false],
    ['copy alone', '{"body_html": "<p>x</p>", "subject": "A newsletter"}', false],
    [
      'a WordPress post',
      '{"id": 7, "guid": {"rendered": "x"}, "type": "post", "title": {"rendered": "x"}}',
      false,
    ],
    ['a broken file', '{"uri": "urn:x", "headline": "Rain" "type": "text"}', true],
    ['any other JSON', '{"name": "x", "headline": "Rain"}', false],
    ['an ANS story', '{"type": "story", "version": "0.10.9", "headlines": {"basic": "Rain"}}', false],
    ['an array', '[{"uri": "urn:x", "headline": "Rain"}]', false],
    ['no JSON', 'uri: urn:x', false],
  ])('%s', (_, source, expected) => {
    expect(ninjs.recognises?.(source)).toBe(expected)
  })
})

describe('writing ninjs', () => {
  it.each(FIXTURES)('changes nothing in %s without fills and disclosure', (_, source) => {
    expect(read(source).write(new Map(), undefined)).toBe(source)
    expect(read(source).write(keptWhole(source), undefined)).toBe(source)
  })

  it('changes nothing in any JSON, however its strings are written', () => {
    const unit = fc.constantFrom(
      'a',
      ' ',
      '\n\n',
      '\n',
      '"',
      '\\',
      '/',
      'é',
      '\u{1F600}',
      '\uD800',
      '\uFFFC',
      '<p>',
      '</p>',
      '&amp;',
      '. AP',
      '\t',
    )
    const text = fc.array(unit).map((units) => units.join(''))
    const literal = fc.tuple(text, fc.boolean(), fc.boolean()).map(([value, ascii, slash]) => {
      const json = JSON.stringify(value)
      const escaped = slash ? json.replaceAll('/', '\\/') : json
      return ascii
        ? escaped.replace(/[^\x00-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
        : escaped
    })
    fc.assert(
      fc.property(literal, literal, literal, fc.constantFrom('\n', '\r\n', ' ', ''), (a, b, c, gap) => {
        const source = `{${gap}"uri":"urn:x",${gap}"headline": ${a},${gap}"body_text": ${b},"body_html" :${c}${gap}}`
        expect(read(source).write(new Map(), undefined)).toBe(source)
        expect(read(source).write(keptWhole(source), undefined)).toBe(source)
        const once = read(source).write(shouted(source), disclosure)
        JSON.parse(once)
        expect(read(once).write(new Map(), disclosure)).toBe(once)
      }),
    )
  })

  it('splices only the words, in the escapes of the file', () => {
    const words = { 'Crews at the port voted on Monday to accept a new rota.': 'Ayer "votó" el té: 1/2.' }
    const written = read(story1).write(filled(story1, words), undefined)
    expect(written).toBe(
      story1.replace(
        '"Crews at the port voted on Monday to accept a new rota.',
        '"Ayer \\"vot\\u00f3\\" el t\\u00e9: 1\\/2.',
      ),
    )
  })

  it('splices nested HTML without touching the rest of its string', () => {
    const words = { '“We got what we came for,” said Mara Quell.': '«Ganamos» & ya.' }
    const written = read(story1).write(filled(story1, words), undefined)
    expect(written).toBe(
      story1
        .replace(
          '"body_text" : "Crews at the port voted on Monday to accept a new rota.\\n\\n\\u201cWe got what we came for,\\u201d said Mara Quell.',
          '"body_text" : "Crews at the port voted on Monday to accept a new rota.\\n\\n\\u00abGanamos\\u00bb & ya.',
        )
        .replace(
          '<p>\\u201cWe got what we came for,\\u201d said Mara Quell.',
          '<p>\\u00abGanamos\\u00bb &amp; ya.',
        ),
    )
  })

  it('never writes half a character', () => {
    const source = item({ body_html: '<p>\u{1F600}</p>' })
    const written = read(source).write(filled(source, { '\u{1F600}': '\u{1F601}' }), undefined)
    expect(written).toBe(source.replace('\u{1F600}', '\u{1F601}'))
  })
})

describe('the disclosure in ninjs', () => {
  it('opens every body with the label', () => {
    const { body_text, body_html } = JSON.parse(labelled(story1))
    expect(body_text).toMatch(/^Traducción automática \(Apertium\)\.\n\nCrews/u)
    expect(body_html.indexOf('Traducción automática (Apertium).')).toBeLessThan(body_html.indexOf('Crews'))
    expect(body_html).toContain('Traducción automática (Apertium).')
  })

  it('takes the place of a label that is there', () => {
    const source = item({ body_text: 'Powered by automated translation\n\nIt fell.' })
    expect(JSON.parse(labelled(source)).body_text).toBe('Traducción automática (Apertium).\n\nIt fell.')
  })

  it('closes the description of an item without a body', () => {
    expect(JSON.parse(labelled(photo)).descriptions[0].value).toBe(
      'A ferry leaves the old quay at dawn.\n\nTraducción automática (Apertium).',
    )
  })

  it('gives an item of headlines only a description', () => {
    expect(JSON.parse(labelled(alert)).description_text).toBe('Traducción automática (Apertium).')
    const newer = JSON.parse(
      labelled(item({ versionCreated: '2024-05-06T21:15:00Z', headlines: [{ value: 'Rain' }] })),
    )
    expect(newer.descriptions).toEqual([
      { contentType: 'text/plain', value: 'Traducción automática (Apertium).' },
    ])
  })

  it('sets the language of the item and of what carries one, and keeps uri', () => {
    const written = JSON.parse(labelled(story1))
    expect([written.language, written.associations.mainpic.language]).toEqual(['es', 'es'])
    expect(written.uri).toBe('urn:example.org:news:harbour-strike')
    expect(JSON.parse(labelled(story2)).language).toBe('es')
  })

  it('marks 3.1 with source type, provider, ids and the original', () => {
    const written = JSON.parse(labelled(story3))
    expect(written).toMatchObject({
      digitalSourceType: {
        name: 'trainedAlgorithmicMedia',
        uri: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
      },
      infoSources: [
        { name: 'Port authority', role: 'originator' },
        { name: 'Apertium', role: 'machine-translation' },
      ],
      altIds: [
        { role: 'translationOf', value: 'https://example.org/en/harbour' },
        { role: 'sourceHash', value: 'a'.repeat(64) },
      ],
    })
    expect(written.associations.at(-1)).toEqual({
      name: 'translationOf',
      rel: 'irel:derivedFrom',
      uri: 'https://example.org/en/harbour',
      language: 'en',
    })
  })

  it('marks 2.2 and 1.6 in their own fields', () => {
    expect(JSON.parse(labelled(story2))).toMatchObject({
      digitalsourcetype: { name: 'trainedAlgorithmicMedia' },
      infosources: [{ name: 'Apertium', role: 'machine-translation' }],
    })
    expect(JSON.parse(labelled(story1))).toMatchObject({
      digitalsourcetype: { name: 'trainedAlgorithmicMedia' },
      infosource: [{ name: 'Port authority' }, { name: 'Apertium', rel: 'machine-translation' }],
      altids: { desk: 'H-118', translationOf: 'https://example.org/en/harbour', sourceHash: 'a'.repeat(64) },
    })
  })

  it('writes no source type into a version that did not have it', () => {
    const source = item({
      $standard: { name: 'ninjs', version: '1.4' },
      headline: 'Rain',
      body_text: 'It fell.',
    })
    expect(JSON.parse(labelled(source)).digitalsourcetype).toBeUndefined()
  })

  it('never says that a machine made the picture', () => {
    expect(JSON.parse(labelled(photo)).digitalSourceType).toBeUndefined()
    expect(JSON.parse(labelled(story3)).associations[0].digitalSourceType.name).toBe('digitalCapture')
    expect(JSON.parse(labelled(story3)).associations[0].infoSources).toBeUndefined()
  })

  it('counts characters and words anew', () => {
    const [text, marked] = JSON.parse(labelled(story2)).bodies
    expect([text.charcount, text.wordcount]).toEqual([[...text.value].length, 24])
    expect(marked.charcount).toBe([...marked.value.replace(/<[^>]*>/gu, '')].length)
  })

  it('counts a 1.x item by its marked-up body, without figure captions', () => {
    const body_html =
      '<p>Powered by automated translation</p><p>It fell.</p><figure><figcaption>The quay</figcaption></figure>'
    const source = item({ body_text: 'Something else.', charcount: 1, wordcount: '2', body_html })
    const { charcount, wordcount, body_html: written } = JSON.parse(labelled(source))
    const readable = written.replace('The quay', '').replace(/<[^>]*>/gu, '')
    expect([charcount, wordcount]).toEqual([[...readable].length, '2'])
  })

  it('ends a word where a block ends', () => {
    const source = item({ wordcount: 0, body_html: '<p>It fell.</p><p>And fell.</p>' })
    expect(JSON.parse(labelled(source, { originalUrl: undefined })).wordcount).toBe(3 + 4)
  })

  it('lays new members out as the file is laid out', () => {
    expect(labelled(story1)).toContain(
      '\n\t},\n\t"digitalsourcetype" : {\n\t\t"name" : "trainedAlgorithmicMedia",\n\t\t"uri" : "http:\\/\\/cv.iptc.org',
    )
    expect(labelled(alert)).toContain(
      ',"language":"es","digitalsourcetype":{"name":"trainedAlgorithmicMedia","uri":',
    )
  })

  it.each(FIXTURES)('written twice into %s is as written once', (_, source) => {
    const once = read(source).write(shouted(source), disclosure)
    expect(read(once).write(new Map(), disclosure)).toBe(once)
    expect(once.split(disclosure.label).length - 1 || once.split('Traducci\\u00f3n').length - 1).toBe(
      JSON.parse(source).bodies?.length ?? (source === story1 ? 2 : 1),
    )
  })

  it('follows the state from machine to signed-off', () => {
    const machine = labelled(story3)
    const approved = labelled(machine, {
      state: 'signed-off',
      label: 'Powered by automated translation: checked.',
      providers: ['Apertium', 'Google'],
    })
    expect(approved).not.toContain('Traducción automática')
    expect(JSON.parse(approved).infoSources).toEqual([
      { name: 'Port authority', role: 'originator' },
      { name: 'Apertium', role: 'machine-translation, signed-off' },
      { name: 'Google', role: 'machine-translation, signed-off' },
    ])
  })
})

describe('broken and hostile ninjs', () => {
  it.each([
    ['a missing comma', '{\n  "uri": "urn:x"\n  "headline": "Rain"\n}', '3:3', 'comma expected'],
    ['a duplicate key', '{"uri": "urn:x",\n "headline": "a", "headline": "b"}', '2:19', 'twice'],
    ['an array', ' []', '1:2', 'no JSON object'],
    ['nothing', '', '1:1', 'is not JSON'],
    ['a comment', '{"uri": "urn:x" /* no */}', '1:17', 'is not JSON'],
    ['a cut file', '{"uri": "urn:x", "headline": "Ra', '1:30', 'is not JSON'],
    ['a bomb', `{"a":${'['.repeat(500_000)}`, '1:205', 'deeper than 200'],
  ])('names the place of %s', (_, source, place, words) => {
    const error = errorOf(source)
    expect(error.code).toBe('ARTICLE_INVALID')
    expect(error.place).toBe(`harbour.json:${place}`)
    expect(error.message).toContain(words)
    expect(error.fix).not.toBe('')
  })

  it('reads many bodies and associations in time in proportion to their number', () => {
    const bodies = Array.from({ length: 5_000 }, () => ({
      contentType: 'text/plain',
      charCount: 1,
      value: 'It fell.',
    }))
    const associations = bodies.map(() => ({
      name: 'a',
      uri: 'urn:a',
      type: 'picture',
      headlines: [{ value: 'Rain' }],
    }))
    const source = item({ bodies, associations })
    expect(read(source).units.length).toBe(10_000)
    expect(labelled(source)).toContain('machine-translation')
  })
})

const samples = new URL('../../../../shared/samples/ninjs/', import.meta.url)
// Even what is skipped is collected: without the samples there is nothing to read.
const VERSIONS = existsSync(samples) ? ['1.6', '2.2', '3.1'] : []
describe.skipIf(VERSIONS.length === 0)('the IPTC schemas', () => {
  const geojson = { $id: 'https://geojson.org/schema/GeoJSON.json' }
  const schema = (version: string) =>
    JSON.parse(readFileSync(new URL(`schema/ninjs-schema_${version}.json`, samples), 'utf8'))
  const validatorOf = (version: string) => {
    const ajv = version.startsWith('1') ? new Ajv({ strict: false }) : new Ajv2020({ strict: false })
    addFormats.default(ajv as Ajv)
    return ajv.addSchema(geojson).compile(schema(version))
  }
  const validators = new Map(VERSIONS.map((version) => [version, validatorOf(version)]))
  const examples = VERSIONS.flatMap((version) => [
    ...readdirSync(new URL(`examples/${version}/`, samples)).map(
      (name) =>
        [version, name, readFileSync(new URL(`examples/${version}/${name}`, samples), 'utf8')] as const,
    ),
    ...FIXTURES.filter(([name]) => name.includes(version)).map(
      ([name, source]) => [version, name, source] as const,
    ),
  ])

  it.each(examples)('hold of the edition of %s %s if they hold of the source', (version, _, source) => {
    const validate = validators.get(version)!
    const isValid = validate(JSON.parse(source))
    const written = read(source).write(shouted(source), disclosure)
    expect([validate(JSON.parse(written)), isValid && validate.errors]).toEqual([
      isValid,
      isValid ? null : false,
    ])
    expect(read(source).write(new Map(), undefined)).toBe(source)
    expect(read(source).write(keptWhole(source), undefined)).toBe(source)
    expect(read(written).write(new Map(), disclosure)).toBe(written)
  })

  it('hold of most examples, so that the rule says something', () => {
    const valid = examples.filter(([version, , source]) => validators.get(version)?.(JSON.parse(source)))
    expect(valid.length).toBeGreaterThan(examples.length - 4)
  })
})
