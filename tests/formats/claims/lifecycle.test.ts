import { describe, expect, it } from 'vitest'
import { type Lifecycle, USABLE } from '../../../src/article/lifecycle.ts'
import { type ReadArticle, type ReadSettings, readArticle } from '../../../src/pipeline/read.ts'
import { READ_SETTINGS } from '../../fakes/newsroom.ts'

/** In front matter or JSON one claim a line, in HTML one `<meta>`: `name: value`. */
const WRITTEN = {
  'news.md': (lines: readonly string[]) => `---\ntitle: Flood\n${lines.join('\n')}\n---\n\nThe river rose.\n`,
  'toml.md': (lines: readonly string[]) =>
    `+++\ntitle = "Flood"\n${lines.join('\n')}\n+++\n\nThe river rose.\n`,
  'news.json': (lines: readonly string[]) =>
    `{"uri": "urn:a", "type": "text",\n${lines.map((line) => `${line},\n`).join('')}"headline": "The river rose."}`,
  'news.html': (lines: readonly string[]) =>
    `<!doctype html><html><head><title>Flood</title>\n${lines.join('\n')}\n</head><body><p>The river rose.</p></body></html>`,
}
type Name = keyof typeof WRITTEN

function read(
  name: Name,
  lines: readonly string[],
  settings: Partial<ReadSettings['lifecycle']> = {},
): ReadArticle {
  const lifecycle = { ...READ_SETTINGS.lifecycle, ...settings }
  return readArticle('news', name, Buffer.from(WRITTEN[name](lines)), { ...READ_SETTINGS, lifecycle })
}

const PARIS_MIDNIGHT = Date.parse('2026-11-21T23:00:00Z')
const SIX = Date.parse('2026-11-22T18:00:00Z')
const ENDLESS = Number.POSITIVE_INFINITY

type Row = readonly [Name, string | readonly string[], Partial<Lifecycle>]

const passes = (rows: readonly Row[]) =>
  it.each(rows)('passes in %s: %s', (name, lines, said) => {
    const { lifecycle, findings } = read(name, [lines].flat())
    expect(lifecycle).toEqual({ ...USABLE, ...said })
    expect(findings).toEqual([])
  })

describe('a draft says so', () => {
  passes([
    ['news.md', [], {}],
    ['news.md', 'draft: true', { status: 'draft' }],
    ['news.md', 'draft: yes', { status: 'draft' }],
    ['news.md', 'draft: 2', { status: 'draft' }],
    ['news.md', 'Draft: "true"', { status: 'draft' }],
    ['news.md', 'draft: false', {}],
    ['news.md', 'draft: no', {}],
    ['news.md', 'draft:', {}],
    ['news.md', 'draft: ""', {}],
    ['news.md', 'published: false', { status: 'draft' }],
    ['news.md', 'published: true', {}],
    ['news.md', 'published: 2026-11-22', { embargo: PARIS_MIDNIGHT }],
    ['news.md', 'status: draft', { status: 'draft' }],
    ['news.md', 'status: Auto-Draft', { status: 'draft' }],
    ['news.md', 'status: pending', { status: 'draft' }],
    ['news.md', 'status: private', { status: 'draft' }],
    ['news.md', 'status: false', { status: 'draft' }],
    ['news.md', 'meta: {draft: true}', {}],
    ['toml.md', 'draft = true', { status: 'draft' }],
    ['toml.md', 'published = false', { status: 'draft' }],
    ['toml.md', '[extra]\ndraft = true', {}],
    ['toml.md', 'extra.draft = true', {}],
    ['news.json', '"draft": true', { status: 'draft' }],
    ['news.json', '"draft": null', {}],
    ['news.json', '"associations": {"a": {"uri": "urn:b", "pubstatus": "canceled"}}', {}],
    ['news.html', '<meta name="draft" content="true">', { status: 'draft' }],
    ['news.html', '<META PROPERTY="Draft" CONTENT="1">', { status: 'draft' }],
    ['news.html', '<meta name="draft">', {}],
  ])
})

describe('an article on hold, canceled or published says so', () => {
  passes([
    ['news.md', 'status: withheld', { status: 'on hold' }],
    ['news.md', 'status: on-hold', { status: 'on hold' }],
    ['news.md', 'status: canceled', { status: 'canceled' }],
    ['news.md', 'status: Killed', { status: 'canceled' }],
    ['news.md', 'status: trash', { status: 'canceled' }],
    ['news.md', 'status: publish', {}],
    ['news.md', 'status: [published, updated]', {}],
    ['news.json', '"pubstatus": "usable"', {}],
    ['news.json', '"pubstatus": "withheld"', { status: 'on hold' }],
    ['news.json', '"pubstatus": "canceled"', { status: 'canceled' }],
    ['news.json', '"pubStatus": "canceled"', { status: 'canceled' }],
    ['news.json', '"pubstatus": "stat:canceled"', { status: 'canceled' }],
    ['news.json', '"pubstatus": "http://cv.iptc.org/newscodes/pubstatusg2/withheld"', { status: 'on hold' }],
    ['news.html', '<meta name="pubstatus" content="withheld">', { status: 'on hold' }],
    ['news.html', '<div></div><meta name="status" content="canceled">', { status: 'canceled' }],
  ])
})

describe('the strictest of several counts', () => {
  passes([
    ['news.md', ['status: published', 'draft: true'], { status: 'draft' }],
    ['news.md', ['draft: true', 'status: canceled'], { status: 'canceled' }],
    ['news.md', ['embargo: 2026-11-22', 'publishDate: 2026-11-22T18:00Z'], { embargo: SIX }],
    ['news.md', ['expiryDate: 2026-11-22', 'expires: 2026-11-22T18:00Z'], { expiry: PARIS_MIDNIGHT }],
    [
      'news.html',
      ['<meta name="status" content="published">', '<meta name="status" content="withheld">'],
      { status: 'on hold' },
    ],
  ])
})

describe('an embargo', () => {
  passes([
    ['news.md', 'embargo: 2026-11-22T18:00:00Z', { embargo: SIX }],
    ['news.md', 'embargo: 2026-11-22', { embargo: PARIS_MIDNIGHT }],
    ['news.md', 'embargo: Sun, 22 Nov 2026 18:00:00 +0000', { embargo: SIX }],
    ['news.md', 'publish_date: 2026-11-22 19:00:00', { embargo: SIX }],
    ['news.md', 'embargo: true', { embargo: ENDLESS }],
    ['news.md', 'embargo: none', {}],
    ['news.md', 'embargo:', {}],
    ['news.md', 'embargo: ""', {}],
    ['news.md', 'embargo: 2026-10-25 02:30', { embargo: Date.parse('2026-10-25T01:30:00Z') }],
    ['news.md', ['when: &when 2026-11-22', 'embargo: *when'], { embargo: PARIS_MIDNIGHT }],
    ['news.md', ['desk: &desk {embargo: 2026-11-22}', '<<: *desk'], { embargo: PARIS_MIDNIGHT }],
    [
      'news.md',
      ['desk: &desk {embargo: x}', '<<: *desk', 'embargo: 2026-11-22'],
      { embargo: PARIS_MIDNIGHT },
    ],
    [
      'news.md',
      ['<<: [{embargo: 2026-11-22}, {embargo: x, draft: true}]'],
      { embargo: PARIS_MIDNIGHT, status: 'draft' },
    ],
    ['toml.md', 'embargo = 2026-11-22T18:00:00Z', { embargo: SIX }],
    ['toml.md', 'publishDate = 2026-11-22 19:00:00', { embargo: SIX }],
    ['toml.md', 'embargo = 2026-11-22', { embargo: PARIS_MIDNIGHT }],
    ['toml.md', 'embargo = "2026-11-22"', { embargo: PARIS_MIDNIGHT }],
    ['news.json', '"embargoed": "2026-11-22T18:00:00+00:00"', { embargo: SIX }],
    ['news.json', '"embargoedUntil": "2026-11-22T18:00:00Z"', { embargo: SIX }],
    ['news.json', '"embargoed": ""', { embargo: ENDLESS }],
    ['news.json', '"embargoed": null', {}],
    ['news.json', '"embargoed": true', { embargo: ENDLESS }],
    ['news.html', '<meta name="embargo" content="2026-11-22T18:00Z">', { embargo: SIX }],
    ['news.html', '<meta name="embargo" content="">', {}],
  ])
})

describe('an expiry', () => {
  passes([
    ['news.md', 'expiryDate: 2026-11-22T18:00:00Z', { expiry: SIX }],
    ['news.md', 'expires: never', {}],
    ['news.md', 'unpublishDate: 2026-10-25 02:30', { expiry: Date.parse('2026-10-25T00:30:00Z') }],
    ['toml.md', 'expiryDate = 2026-11-22', { expiry: PARIS_MIDNIGHT }],
    ['news.json', '"expires": "2026-11-22T18:00:00Z"', { expiry: SIX }],
    ['news.html', '<meta property="article:expiration_time" content="2026-11-22T18:00Z">', { expiry: SIX }],
    ['news.html', '<meta name="expires" content="Tue, 01 Jan 1980 1:00:00 GMT">', {}],
    ['news.html', '<meta name="expires" content="0"><meta http-equiv="expires" content="-1">', {}],
  ])
})

describe('a scheduled article waits for its date', () => {
  passes([
    ['news.md', ['status: future', 'date: 2026-11-22T18:00Z'], { embargo: SIX }],
    [
      'news.md',
      ['status: scheduled', 'publishDate: 2026-11-22T18:00Z', 'date: 2020-01-01'],
      { embargo: SIX },
    ],
    ['news.md', 'date: 2026-11-22T18:00Z', {}],
  ])

  it.each([['status: future'], ['status: future', 'date: soon']])(
    'or is held without one: %s',
    (...lines) => {
      const { lifecycle, findings } = read('news.md', lines)
      expect(lifecycle).toEqual({ ...USABLE, embargo: ENDLESS })
      expect(findings).toMatchObject([{ check: 'lifecycle', severity: 'warn', line: 3 }])
    },
  )
})

describe('an article says which targets it is to go into', () => {
  passes([
    ['news.md', 'translate: [es, ca]', { targets: ['es', 'ca'] }],
    ['news.md', 'translate:\n  - PT-br\n  - es\n  - es', { targets: ['pt-BR', 'es'] }],
    ['news.md', 'translate: es', { targets: ['es'] }],
    ['news.md', 'translate: es, ca', { targets: ['es', 'ca'] }],
    ['news.md', 'translate: "es, ca,"', { targets: ['es', 'ca'] }],
    ['news.md', 'translate: none', { targets: [] }],
    ['news.md', 'translate: false', { targets: [] }],
    ['news.md', 'translate: []', { targets: [] }],
    ['news.md', 'translate: [none]', { targets: [] }],
    ['news.md', 'translate: no', { targets: [] }],
    ['news.md', 'translate: [no]', { targets: ['no'] }],
    ['news.md', 'translate: [no, es]', { targets: ['no', 'es'] }],
    ['news.md', 'translate: all', {}],
    ['news.md', 'translate: true', {}],
    ['news.md', 'translate:', {}],
    ['news.md', 'translate: ""', {}],
    ['toml.md', 'translate = ["es", "ca"]', { targets: ['es', 'ca'] }],
    ['toml.md', 'translate = "none"', { targets: [] }],
    ['toml.md', 'translate = false', { targets: [] }],
    ['news.json', '"translate": ["es"]', { targets: ['es'] }],
    ['news.html', '<meta name="translate" content="es, ca">', { targets: ['es', 'ca'] }],
    ['news.html', '<meta name="translate" content="no">', { targets: [] }],
  ])

  it('and is told where one is no target', () => {
    const { lifecycle, findings } = read('news.md', ['translate: [es, de]'])
    expect(lifecycle.targets).toEqual(['es', 'de'])
    expect(findings).toMatchObject([{ check: 'translate', severity: 'warn', line: 3 }])
    expect(findings[0]?.message).toContain('translate asks for de: not among the targets (es, ca')
  })
})

describe('an article’s version', () => {
  passes([
    ['news.md', 'version: 3', { version: '3' }],
    ['news.json', '"version": "12"', { version: '12' }],
    ['news.json', '"version": 12', { version: '12' }],
    ['toml.md', 'version = 1.5', { version: '1.5' }],
  ])
})

describe('a status that nobody knows', () => {
  it.each<readonly [Name, string, Lifecycle['status']]>([
    ['news.md', 'status: evergreen', 'usable'],
    ['news.md', 'status: canceld', 'on hold'],
    ['news.md', 'status: drfat', 'on hold'],
    ['news.md', 'status: publishd', 'usable'],
    ['news.json', '"pubstatus": "evergreen"', 'on hold'],
    ['news.json', '"pubStatus": "usabel"', 'on hold'],
  ])('is told of with its line, and %s: %s is %s', (name, line, status) => {
    const { lifecycle, findings } = read(name, [line])
    expect(lifecycle).toEqual({ ...USABLE, status })
    expect(findings).toMatchObject([
      { check: 'lifecycle', severity: 'warn', line: name === 'news.md' ? 3 : 2 },
    ])
    expect(findings[0]?.message).toContain('withheld')
  })

  it('is told of a few times where there are many, and the others count all the same', () => {
    const words = [...'abcdefghijklmnop'].map((letter) => letter.repeat(9))
    const { lifecycle, findings } = read('news.md', [`status: [${words.join(', ')}, canceled]`])
    expect(lifecycle.status).toBe('canceled')
    expect(findings).toHaveLength(5)
  })

  it('can be given a meaning', () => {
    const names = {
      ...READ_SETTINGS.lifecycle.names,
      words: { Evergreen: 'usable', 'half-baked': 'draft' } as const,
    }
    expect(read('news.md', ['status: evergreen'], { names }).findings).toEqual([])
    expect(read('news.md', ['status: Half baked'], { names }).lifecycle.status).toBe('draft')
  })
})

describe('what cannot be understood', () => {
  it.each<readonly [Name, string, string]>([
    ['news.md', 'embargo: 03/04/2026', 'news.md:3:1'],
    ['news.md', 'publishDate: soon', 'news.md:3:1'],
    ['news.md', 'expiryDate: 2026-02-30', 'news.md:3:1'],
    ['news.md', '<<: {embargo: soon}', 'news.md:3:1'],
    ['toml.md', 'embargo = 18:00:00', 'toml.md:3:1'],
    ['toml.md', 'embargo = [2026-11-22, "soon"]', 'toml.md:3:1'],
    ['news.json', '"embargoed": "tonight"', 'news.json:2:14'],
    ['news.json', `"embargoed": [${'"2026-11-22", '.repeat(30)}"2026-11-22"]`, 'news.json:2:14'],
    ['news.json', '"expires": 1800000000', 'news.json:2:12'],
    ['news.html', '<meta name="embargo" content="tonight">', 'news.html:2:1'],
  ])('under an embargo or an expiry refuses the article: fails in %s: %s', (name, line, place) => {
    expect(() => read(name, [line])).toThrow(expect.objectContaining({ code: 'ARTICLE_INVALID', place }))
  })

  it.each(['translate: klingonish', 'translate: [es, klingonish]', 'translate: [nothing]'])(
    'as a target refuses the article: fails in front matter: %s',
    (line) => {
      expect(() => read('news.md', [line])).toThrow(
        expect.objectContaining({ code: 'LOCALE_UNKNOWN', place: 'news.md:3:1' }),
      )
    },
  )

  it.each(['status: canceled', 'status: withheld', 'draft: true'])(
    'does not keep an article from being withdrawn: %s',
    (line) => {
      const { findings } = read('news.md', [line, 'embargo: soon', 'expires: soon', 'translate: klingonish'])
      expect(findings.map((finding) => finding.line)).toEqual([4, 5, 6])
    },
  )
})

describe('names', () => {
  const names = { ...READ_SETTINGS.lifecycle.names, embargo: ['sperrfrist'], draft: [] }

  it('are those that are configured, and no others', () => {
    expect(read('news.md', ['sperr-frist: 2026-11-22'], { names }).lifecycle.embargo).toBe(PARIS_MIDNIGHT)
    expect(read('news.md', ['embargo: 2026-11-22', 'draft: true'], { names }).lifecycle).toEqual(USABLE)
  })

  it('say nothing in plain text', () => {
    const text = Buffer.from('draft: true\n\nThe river rose.\n')
    expect(readArticle('news', 'news.txt', text, READ_SETTINGS).lifecycle).toEqual(USABLE)
  })
})

it('an article without words is refused, unless it is one to be withdrawn or held', () => {
  const empty = (status: string) =>
    readArticle(
      'kill',
      'kill.json',
      Buffer.from(`{"uri": "urn:a", "type": "text", "pubstatus": "${status}"}`),
      READ_SETTINGS,
    )
  expect(() => empty('usable')).toThrow(expect.objectContaining({ code: 'ARTICLE_EMPTY' }))
  expect(empty('canceled')).toMatchObject({ lifecycle: { status: 'canceled' }, segments: [] })
})
