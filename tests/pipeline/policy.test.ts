import { describe, expect, it } from 'vitest'
import { makeEdition } from '../../src/pipeline/edition.ts'
import type { PublishPorts } from '../../src/pipeline/ports.ts'
import type { TranslationRequest } from '../../src/providers/provider.ts'
import type { FailurePorts } from '../../src/translate/remembered.ts'
import { writeFiles } from '../fakes/folder.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'
import { fakeProvider, translated } from '../fakes/provider.ts'

const FARE = 'The fare is 40 euros.'
const STORY = `Boats sail on Monday. ${FARE}\n\nCrews agree.\n`

/** A provider that gets the fare wrong until it is mended. */
function withBadFare(onFinding: PublishPorts['onFinding']) {
  const state = { isMended: false, failures: { severities: {} } as FailurePorts }
  const answer = (request: TranslationRequest) => {
    const { texts } = translated(request)
    return { texts: texts.map((text) => (state.isMended ? text : text.replace('40', '14'))) }
  }
  const at = newsroom({ onFinding }, fakeProvider({ answer }), () => state.failures)
  return { at, state }
}

const keyOf = (at: Newsroom, text: string) =>
  Object.entries(at.texts('news')).find(([, each]) => each === text)?.[0]

describe('a segment that fails its checks', () => {
  it('is asked for once more, as HTML, and never remembered', async () => {
    const { at } = withBadFare('withhold')
    await at.edition(at.source('news.md', STORY))
    const asked = at.provider.requests.filter(({ texts }) => texts.includes(FARE))
    expect(asked.map(({ mime }) => mime)).toEqual(['text', 'html'])
    expect((await at.memory.stats()).machine).toBe(2)
  })

  it('is good when the other codec brings what passes', async () => {
    const answer = (request: TranslationRequest) => {
      const { texts } = translated(request)
      return { texts: request.mime === 'html' ? texts : texts.map((text) => text.replace('40', '14')) }
    }
    const at = newsroom({}, fakeProvider({ answer }))
    const source = at.source('news.md', STORY)
    expect(await at.edition(source)).toMatchObject({ kind: 'written' })
    expect(at.read('public/es/news.md')).toContain(`es:${FARE}`)
    expect(await at.isCurrent(source)).toBe(true)
  })

  it('withholds the edition unless told otherwise', async () => {
    const { at } = withBadFare('withhold')
    expect(await at.edition(at.source('news.md', STORY))).toMatchObject({ kind: 'withheld' })
    expect(at.read('public/es/news.md')).toBeUndefined()
  })

  it('is named with the locale file, the line once it has one, and its key', async () => {
    const { at } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    const [{ key, error } = {}] = (await at.edition(source)).errors
    expect(error?.place).toMatch(/locales\/es\/articles\/news\.json: paragraph\.\w+$/)
    expect(error?.place).toContain(key)
    const [again] = (await at.edition(source)).errors
    expect(again?.error.place).toMatch(/news\.json:3: paragraph\.\w+$/)
  })

  it('leaves a new article’s editor a locale file with what is good, and an empty place to fill', async () => {
    const { at } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    await at.edition(source)
    expect(Object.values(at.texts('news'))).toEqual(['es:Boats sail on Monday.', '', 'es:Crews agree.'])
    expect(Object.keys(at.meta('news').segments)).toHaveLength(2)
    expect(await at.edition(source)).toMatchObject({ kind: 'withheld' })
    const { requests } = at.provider
    const sent = requests.length
    at.edit('news', '', 'El billete cuesta 40 euros.')
    expect(await at.edition(source)).toMatchObject({ kind: 'written' })
    expect(at.read('public/es/news.md')).toContain(
      'es:Boats sail on Monday. El billete cuesta 40 euros.\n\nes:Crews agree.',
    )
    expect(requests).toHaveLength(sent)
  })

  it('leaves an editor’s text that does not fit where it stands', async () => {
    const at = newsroom({}, fakeProvider({ answer: ({ texts }) => ({ texts: texts.map(() => '') }) }))
    const source = at.source('news.md', 'Read [the list](/list) today.\n')
    await at.edition(source)
    at.edit('news', '', 'Lea la lista.')
    expect(await at.edition(source)).toMatchObject({ kind: 'withheld' })
    expect(Object.values(at.texts('news'))).toEqual(['Lea la lista.'])
    expect(at.meta('news')).not.toHaveProperty('retired')
  })
})

describe('with the policy “source”', () => {
  it('its paragraph stays in the original language, marked; the rest is translated', async () => {
    const { at } = withBadFare('source')
    const outcome = await at.edition(at.source('news.md', STORY))
    expect(outcome).toMatchObject({ kind: 'written' })
    const edition = at.read('public/es/news.md')
    expect(edition).toContain(`<span lang="en" dir="ltr">Boats sail on Monday. ${FARE}</span>\n`)
    expect(edition).toContain('es:Crews agree.')
    expect(outcome.findings).toMatchObject([{ check: 'numbers', severity: 'block' }])
    expect(outcome.counts).toMatchObject({ total: 3, bought: 2, failed: 1 })
  })

  it('the locale file has an empty place for it', async () => {
    const { at } = withBadFare('source')
    await at.edition(at.source('news.md', STORY))
    expect(Object.values(at.texts('news'))).toEqual(['es:Boats sail on Monday.', '', 'es:Crews agree.'])
  })

  it('an HTML page is marked too, where it can be', async () => {
    const { at } = withBadFare('source')
    const page = `<html lang="en"><head><title>${FARE}</title></head><body><p>${FARE} <b>Boats</b> sail.</p><p>Crews agree.</p></body></html>`
    await at.edition(at.source('news.html', page))
    const edition = at.read('public/es/news.html')
    expect(edition).toContain(`<title>${FARE}</title>`)
    expect(edition).toContain(`<p><span lang="en" dir="ltr">${FARE} <b>Boats</b> sail.</span></p>`)
    expect(edition).toContain('<p>es:Crews agree.</p>')
  })

  it('plain text keeps it as it is', async () => {
    const { at } = withBadFare('source')
    await at.edition(at.source('news.txt', `Ferry news\n\n${FARE}\n\nCrews agree.\n`))
    expect(at.read('public/es/news.txt')).toMatch(/^The fare is 40 euros\.$/m)
    expect(at.read('public/es/news.txt')).toContain('es:Crews agree.')
  })
})

describe('with the policy “publish”', () => {
  it('it is published, the locale file says which checks it fails', async () => {
    const { at } = withBadFare('publish')
    const outcome = await at.edition(at.source('news.md', STORY))
    expect(outcome).toMatchObject({ kind: 'written' })
    expect(at.read('public/es/news.md')).toContain('es:The fare is 14 euros.')
    const meta = at.meta('news').segments[keyOf(at, 'es:The fare is 14 euros.')!]
    expect(meta).toMatchObject({ state: 'machine', failing: ['numbers'] })
    expect(meta).not.toHaveProperty('memory')
    expect(outcome.findings).toMatchObject([{ check: 'numbers', severity: 'block' }])
  })

  it('what came back empty is not: its paragraph stays in the original language', async () => {
    const answer = (request: TranslationRequest) => ({
      texts: request.texts.map((text) => (text === FARE ? ' ' : `es:${text}`)),
    })
    const at = newsroom({ onFinding: 'publish' }, fakeProvider({ answer }))
    await at.edition(at.source('news.md', STORY))
    expect(at.read('public/es/news.md')).toContain(`${FARE}</span>`)
  })
})

describe.each(['source', 'publish'] as const)('an edition made with the policy “%s”', (onFinding) => {
  it('is made again when the segment is asked for again, which alone is sent', async () => {
    const { at, state } = withBadFare(onFinding)
    const source = at.source('news.md', STORY)
    await at.edition(source)
    expect(await at.isCurrent(source)).toBe(false)
    const before = at.provider.texts.length
    state.isMended = true
    state.failures = { severities: {}, retryBefore: Number.POSITIVE_INFINITY }
    await at.edition(source)
    expect(at.provider.texts.slice(before)).toEqual([FARE])
    expect(at.read('public/es/news.md')).toContain(`es:${FARE}`)
    expect(at.read('public/es/news.md')).not.toContain('<span')
    expect(await at.isCurrent(source)).toBe(true)
    expect(JSON.stringify(at.meta('news'))).not.toContain('failing')
  })
})

describe.each(['withhold', 'source', 'publish'] as const)(
  'the night after, with the policy “%s”',
  (onFinding) => {
    const nights = async (between: (state: ReturnType<typeof withBadFare>['state']) => void = () => {}) => {
      const { at, state } = withBadFare(onFinding)
      const source = at.source('news.md', STORY)
      const first = await at.edition(source)
      const files = [
        'public/es/news.md',
        'locales/es/articles/news.json',
        'locales/es/articles/news.meta.json',
      ]
      const before = files.map(at.read)
      const { length } = at.provider.requests
      state.isMended = true
      between(state)
      const second = await at.edition(source)
      return { first, second, before, after: files.map(at.read), sent: at.provider.requests.length - length }
    }

    it('nothing is sent, and edition, locale file and findings are the same', async () => {
      const { first, second, before, after, sent } = await nights()
      expect(sent).toBe(0)
      expect(after).toEqual(before)
      expect(second).toMatchObject({ kind: first.kind, findings: first.findings })
      expect(second.counts).toEqual({ ...first.counts, bought: 0, recalled: 2 })
    })

    it('what withholds the edition is told in the same words, with when the text was bought', async () => {
      const { first, second } = await nights()
      expect(first.errors).toHaveLength(onFinding === 'withhold' ? 1 : 0)
      for (const [nth, { error }] of first.errors.entries())
        expect(second.errors[nth]!.error).toMatchObject({
          code: error.code,
          message: expect.stringMatching(
            / It was bought at \d{4}-\d\d-\d\dT\d\d:\d\dZ and is not asked for again\.$/,
          ),
          fix: error.fix,
        })
      for (const [nth, { error }] of second.errors.entries())
        expect(error.message.startsWith(first.errors[nth]!.error.message)).toBe(true)
    })

    it.each<[string, FailurePorts]>([
      ['a check is another one', { severities: { numbers: 'warn' } }],
      ['a check that found nothing is another one', { severities: { loop: 'off' } }],
      ['it is asked for again', { severities: {}, retryBefore: Number.POSITIVE_INFINITY }],
    ])('the segment is sent again where %s', async (_, failures) => {
      const { second, sent } = await nights((state) => {
        state.failures = failures
      })
      expect(sent).toBe(1)
      expect(second).toMatchObject({ kind: 'written', findings: [] })
    })

    it('a configuration that says the same in other words asks for nothing', async () => {
      const { sent } = await nights((state) => {
        state.failures = { severities: { numbers: 'block', quotes: 'warn' } }
      })
      expect(sent).toBe(0)
    })
  },
)

describe('a dismissal in the locale file', () => {
  const dismiss = (at: Newsroom, sourceKey: string, ids: string) =>
    writeFiles(at.root, {
      'locales/es/articles/news.json': JSON.stringify({
        ...at.texts('news'),
        [`${sourceKey}#dismiss`]: ids,
      }),
    })
  const keyIn = (source: ReturnType<Newsroom['source']>) =>
    source.segments.find(({ notation }) => notation === FARE)!.key

  it('lets the text pass in this article, survives, and is not bought again', async () => {
    const { at } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    const key = keyIn(source)
    dismiss(at, key, 'names, numbers')
    expect(await at.edition(source)).toMatchObject({ kind: 'written', findings: [] })
    expect(at.texts('news')[key]).toBe('es:The fare is 14 euros.')
    expect(at.texts('news')[`${key}#dismiss`]).toBe('names, numbers')
    expect(await at.isCurrent(source)).toBe(true)
    const { length } = at.provider.requests
    await at.edition(source)
    expect(at.provider.requests).toHaveLength(length)
    expect(at.texts('news')[`${key}#dismiss`]).toBe('names, numbers')
  })

  it('lets it pass in no other article, at once or later', async () => {
    const { at } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    dismiss(at, keyIn(source), 'numbers')
    const other = at.source('other.md', STORY)
    const [own, others] = await at.at(() =>
      Promise.all([source, other].map((each) => makeEdition(each, 'es', at.ports))),
    )
    expect([own?.kind, others?.kind]).toEqual(['written', 'withheld'])
    await at.edition(source)
    expect(await at.edition(other)).toMatchObject({ kind: 'withheld' })
  })

  it('lets a text that was bought before pass, without buying', async () => {
    const { at } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    expect(await at.edition(source)).toMatchObject({ kind: 'withheld' })
    const { length } = at.provider.requests
    dismiss(at, keyIn(source), 'numbers')
    expect(await at.edition(source)).toMatchObject({ kind: 'written', counts: { bought: 0, failed: 0 } })
    expect(at.texts('news')[keyIn(source)]).toBe('es:The fare is 14 euros.')
    expect(at.meta('news').segments[keyIn(source)]).toMatchObject({ failing: ['numbers'], provider: 'fake' })
    expect(await at.isCurrent(source)).toBe(true)
    dismiss(at, keyIn(source), '')
    expect(await at.edition(source)).toMatchObject({ kind: 'withheld' })
    expect(at.provider.requests).toHaveLength(length)
  })

  it('of another check than the one that blocks lets nothing pass, and buys nothing', async () => {
    const { at } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    await at.edition(source)
    const { length } = at.provider.requests
    dismiss(at, keyIn(source), 'loop')
    expect(await at.edition(source)).toMatchObject({ kind: 'withheld' })
    expect(at.provider.requests).toHaveLength(length)
  })

  it('that is taken back has the text bought again', async () => {
    const { at, state } = withBadFare('withhold')
    const source = at.source('news.md', STORY)
    const key = keyIn(source)
    dismiss(at, key, 'numbers')
    await at.edition(source)
    dismiss(at, key, '')
    state.isMended = true
    await at.edition(source)
    expect(at.texts('news')[key]).toBe(`es:${FARE}`)
  })

  it('stays where its segment has no text', async () => {
    const { at } = withBadFare('source')
    const source = at.source('news.md', STORY)
    dismiss(at, keyIn(source), 'names')
    await at.edition(source)
    expect(at.texts('news')).toMatchObject({ [`${keyIn(source)}#dismiss`]: 'names' })
  })

  it('of a check that does not exist is reported with its line', async () => {
    const at = newsroom()
    const source = at.source('news.md', STORY)
    writeFiles(at.root, {
      'locales/es/articles/news.json': `{\n\n  "${keyIn(source)}#dismiss": "nubmers"\n}\n`,
    })
    const { findings } = await at.edition(source)
    expect(findings).toMatchObject([
      {
        check: 'dismissal',
        severity: 'warn',
        message: expect.stringMatching(/news\.json:3: “nubmers” is no check/),
      },
    ])
  })

  it('of “codes” lets an editor leave a link out, but not half of it', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Read [the list](/list) today.\n')
    const key = source.segments[0]!.key
    const save = (text: string) =>
      writeFiles(at.root, {
        'locales/es/articles/news.json': JSON.stringify({ [key]: text, [`${key}#dismiss`]: 'codes' }),
      })
    save('Lea la lista <a1>hoy.')
    expect(await at.edition(source)).toMatchObject({ kind: 'withheld' })
    save('Lea la lista hoy.')
    expect(await at.edition(source)).toMatchObject({ kind: 'written' })
    expect(at.read('public/es/news.md')).toContain('Lea la lista hoy.')
  })
})
