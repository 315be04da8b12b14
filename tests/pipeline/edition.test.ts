import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { DragomanError, type ErrorCode } from '../../src/article/errors.ts'
import { makeEdition, writeSourceFile } from '../../src/pipeline/edition.ts'
import type { EditionOutcome } from '../../src/pipeline/summary.ts'
import type { TranslationRequest } from '../../src/providers/provider.ts'
import { type EditionEvent, type Events, noEvents } from '../../src/publish/events.ts'
import { routes } from '../../src/translate/routes.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'
import { type Newsroom, newsroom, publishing } from '../fakes/newsroom.ts'
import { type FakeProvider, failure, fakeProvider, translated } from '../fakes/provider.ts'

const codes = (outcome: EditionOutcome) =>
  'errors' in outcome ? outcome.errors.map(({ error }) => error.code) : []

describe('an edition', () => {
  it('is made of a locale file, what we know of its texts, and the article', async () => {
    const at = newsroom()
    const source = at.source('world/flood.md', '# Flood\n\nThe river rose.\n')
    expect(await at.isCurrent(source)).toBe(false)
    expect(await at.edition(source)).toMatchObject({ kind: 'written' })
    expect(Object.values(at.texts('world/flood'))).toEqual(['es:Flood', 'es:The river rose.'])
    expect(at.meta('world/flood')).toMatchObject({
      article: 'world/flood.md',
      sourceHash: source.hash,
    })
    expect(at.read('public/es/world/flood.md')).toContain('# es:Flood')
    expect(await at.isCurrent(source)).toBe(true)
  })

  it('is not made again while nothing changed, and again as soon as anything did', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello there.\n')
    await at.edition(source)
    const changes: Record<string, () => void> = {
      'the locale file': () => at.edit('news', 'es:Hello there.', 'Hola.'),
      meta: () => rmSync(path.join(at.root, 'locales/es/articles/news.meta.json')),
      output: () => rmSync(path.join(at.root, 'public/es/news.md')),
    }
    for (const [what, change] of Object.entries(changes)) {
      expect(await at.isCurrent(source), what).toBe(true)
      change()
      expect(await at.isCurrent(source), what).toBe(false)
      await at.edition(source)
    }
    expect(await at.isCurrent(at.source('news.md', 'Hello here.\n'))).toBe(false)
  })

  it('costs nothing when it is made again, and only the new sentence when one was edited', async () => {
    const at = newsroom()
    await at.edition(at.source('news.md', 'One stays. Two goes.\n'))
    await at.edition(at.source('news.md', 'One stays. Two goes.\n'))
    await at.edition(at.source('news.md', 'One stays. Three comes.\n'))
    expect(at.provider.texts).toEqual(['One stays.', 'Two goes.', 'Three comes.'])
  })

  it('shares its sentences with the articles of the same night: each is bought once', async () => {
    const at = newsroom()
    const sources = Array.from({ length: 30 }, (_, nth) =>
      at.source(`${nth}.md`, `Shared by all. Own of ${nth}.\n`),
    )
    const outcomes = await at.at(() =>
      Promise.all(sources.map((source) => makeEdition(source, 'es', at.ports))),
    )
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['written']))
    expect(at.provider.texts.filter((text) => text === 'Shared by all.')).toHaveLength(1)
    expect(at.provider.texts).toHaveLength(31)
    expect(at.provider.requests).toHaveLength(1)
  })

  it('keeps its own links where another article has the same words with another address', async () => {
    const at = newsroom()
    const sources = ['a', 'b'].map((id) => at.source(`${id}.md`, `Read [the list](/${id}) today.\n`))
    await at.at(() => Promise.all(sources.map((source) => makeEdition(source, 'es', at.ports))))
    const again = at.source('c.md', 'Read [the list](/c) today. Read [the list](/d) today.\n')
    await at.edition(again)
    expect(at.read('public/es/a.md')).toContain('(/a)')
    expect(at.read('public/es/b.md')).toContain('(/b)')
    expect(at.read('public/es/c.md')).toMatch(/\(\/c\).*\(\/d\)/)
    expect(at.provider.texts).toHaveLength(1)
  })

  it('is not made in the language that the article is in', async () => {
    const at = newsroom()
    const source = at.source('news.md', '---\nlang: es\n---\nHola.\n')
    const outcome = await at.edition(source)
    expect(outcome).toMatchObject({ kind: 'failed' })
    expect(codes(outcome)).toEqual(['SOURCE_IS_TARGET'])
    expect(at.provider.requests).toHaveLength(0)
  })

  it('is not made where no provider serves the pair', async () => {
    const at = newsroom({}, fakeProvider({ serves: () => false }))
    expect(codes(await at.edition(at.source('news.md', 'Hello.\n')))).toEqual(['PAIR_UNSERVED'])
  })

  it('of a dry run writes nothing at all', async () => {
    const at = newsroom({ writes: false })
    expect(await at.edition(at.source('news.md', 'Hello.\n'))).toMatchObject({ kind: 'written' })
    expect(readdirSync(at.root)).toEqual(['articles'])
    expect(await at.editions.count()).toBe(0)
  })
})

describe('an edition that cannot be made', () => {
  const failing = (answer: (request: TranslationRequest) => never | { texts: string[] }) =>
    newsroom({}, fakeProvider({ limits: { itemsPerRequest: 1, concurrency: 1 }, answer }))

  const FAILURES = [
    ['withheld', 'is bad text', () => ({ texts: [''] })],
    ['failed', 'is an outage', () => Promise.reject(failure('auth')) as never],
    ['stopped', 'is a quota used up', () => Promise.reject(failure('quota')) as never],
  ] as const

  it.each(FAILURES)(
    'ends as %s when the reason %s; the earlier one of the same words stays, whole',
    async (kind, _why, answer) => {
      const at = newsroom()
      const source = at.source('news.md', 'One.\n')
      await at.edition(source)
      const before = [at.read('public/es/news.md'), at.read('locales/es/articles/news.json')]
      const provider = fakeProvider({ model: 'm2', answer })
      const translate = { ...at.ports.translate, routes: routes(async () => [{ provider }]) }
      expect(await at.at(() => makeEdition(source, 'es', { ...at.ports, translate }))).toMatchObject({ kind })
      expect([at.read('public/es/news.md'), at.read('locales/es/articles/news.json')]).toEqual(before)
      expect((await at.editions.get('news', 'es'))?.changed).toBeNull()
    },
  )

  it.each(FAILURES)(
    'ends as %s when the reason %s; what the original no longer says is not shown any more',
    async (kind, _why, answer) => {
      let isDown = false
      const at = failing((request) => (isDown ? answer() : { texts: [...translated(request).texts] }))
      await at.edition(at.source('news.md', 'One.\n\nTwo.\n'))
      isDown = true
      const changed = at.source('news.md', 'One.\n\nThree.\n')
      const outcome = await at.edition(changed)
      expect(outcome).toMatchObject({ kind, written: 'es/news.md' })
      const stale = at.read('public/es/news.md') ?? ''
      expect(stale).toContain('es:One.')
      expect(stale).not.toContain('es:Two.')
      expect(stale).toContain('<span lang="en" dir="ltr">Three.</span>')
      expect(stale).toContain('El original se modificó el 22 de noviembre de 2026.')
      expect(stale).toContain('freshness: stale')
      expect(await at.isCurrent(changed)).toBe(false)
      const since = Date.parse('2026-11-22T20:00:00Z')
      expect((await at.editions.get('news', 'es'))?.changed).toBe(since)
      // A day later it has still changed since then; and once it is translated, it has not.
      const later = publishing(at.ports, { now: () => new Date(since + 86_400_000) })
      await at.at(() => makeEdition(at.source('news.md', 'One.\n\nThree.\n\nFour.\n'), 'es', later))
      expect(at.read('public/es/news.md')).toContain('22 de noviembre')
      isDown = false
      await at.edition(at.source('news.md', 'One.\n\nTwo.\n'))
      expect(at.read('public/es/news.md')).not.toContain('El original se modificó')
      expect((await at.editions.get('news', 'es'))?.changed).toBeNull()
    },
  )

  it('shows what the original no longer says neither where it is not even known who would be asked', async () => {
    const at = newsroom()
    await at.edition(at.source('news.md', 'One.\n\nTwo.\n'))
    at.edit('news', 'es:One.', 'Uno.')
    const error = new DragomanError('PROVIDER_UNAVAILABLE', 'Not installed.', { fix: 'Install it.' })
    const translate = { ...at.ports.translate, routes: () => Promise.reject(error) }
    const ports = { ...at.ports, translate }
    const unchanged = at.source('news.md', 'One.\n\nTwo.\n')
    expect(await makeEdition(unchanged, 'es', ports)).toMatchObject({ kind: 'failed' })
    expect(at.read('public/es/news.md')).toContain('es:Two.')
    const changed = at.source('news.md', 'One.\n\nThree.\n')
    const outcome = await makeEdition(changed, 'es', ports)
    expect(outcome).toMatchObject({ kind: 'failed', written: 'es/news.md' })
    expect(codes(outcome)).toEqual(['PROVIDER_UNAVAILABLE'])
    expect(at.read('public/es/news.md')).toContain('Uno.')
    expect(at.read('public/es/news.md')).toContain('<span lang="en" dir="ltr">Three.</span>')
    expect(await at.edition(changed)).toMatchObject({ kind: 'written' })
    expect(at.provider.texts).toEqual(['One.', 'Two.', 'Three.'])
  })

  it('is failed, with the reason, when a text could not be written down and the rest was stopped', async () => {
    const at = newsroom()
    const error = (code: ErrorCode) => new DragomanError(code, 'No.', { fix: 'Mend it.' })
    const refused = [error('STOPPED'), error('STATE_UNREADABLE'), error('STOPPED')]
    const translate = async () => refused.map((each) => ({ ok: false, error: each }) as const)
    const ports = { ...at.ports, translate: { ...at.ports.translate, translate } }
    const outcome = await makeEdition(at.source('news.md', 'One.\n\nTwo.\n\nThree.\n'), 'es', ports)
    expect(outcome.kind).toBe('failed')
    expect(codes(outcome)).toContain('STATE_UNREADABLE')
  })

  it('keeps what it could buy: the next one pays for the rest only', async () => {
    let isDown = true
    const at = failing((request) => {
      if (isDown && request.texts[0] === 'Two.') throw failure('invalid')
      return { texts: [...translated(request).texts] }
    })
    const source = at.source('news.md', 'One.\n\nTwo.\n\nThree.\n')
    await at.edition(source)
    isDown = false
    await at.edition(source)
    expect(at.provider.texts.toSorted()).toEqual(['One.', 'Three.', 'Two.', 'Two.'])
  })

  it.each([
    ['a folder in the output’s place', 'public/es/news.md/x', 'OUTPUT_UNWRITABLE'],
    ['a folder in the locale file’s place', 'locales/es/articles/news.json/x', 'LOCALE_FILE_INVALID'],
    ['broken JSON in the locale file', 'locales/es/articles/news.json', 'LOCALE_FILE_INVALID'],
  ])('says why, with the place: %s', async (_what, there, code) => {
    const at = newsroom()
    writeFiles(at.root, { [there]: '{ "a": ' })
    const outcome = await at.edition(at.source('news.md', 'Hello.\n'))
    expect(outcome).toMatchObject({
      kind: 'failed',
      errors: [{ error: { place: expect.stringContaining('news') } }],
    })
    expect(codes(outcome)).toEqual([code])
    expect(await at.isCurrent(at.source('news.md', 'Hello.\n'))).toBe(false)
  })

  it('does not end the night when a locale file that was fine became unreadable', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello.\n')
    await at.edition(source)
    rmSync(path.join(at.root, 'locales/es/articles/news.json'))
    mkdirSync(path.join(at.root, 'locales/es/articles/news.json'))
    expect(await at.isCurrent(source)).toBe(false)
    expect(codes(await at.edition(source))).toEqual(['LOCALE_FILE_INVALID'])
  })

  it('is never written through a link that leads out', async () => {
    const at = newsroom()
    const elsewhere = temporaryFolder()
    mkdirSync(path.join(at.root, 'public'))
    symlinkSync(elsewhere, path.join(at.root, 'public/es'))
    expect(codes(await at.edition(at.source('world/news.md', 'Hello.\n')))).toEqual(['OUTPUT_OUTSIDE'])
    expect(readdirSync(elsewhere)).toEqual([])
  })
})

describe('an article that was renamed to another ending', () => {
  it('leaves no edition under its old name, even when the first try fails', async () => {
    let isDown = false
    const at = newsroom(
      {},
      fakeProvider({
        answer: (request) => {
          if (isDown) throw failure('auth')
          return translated(request)
        },
      }),
    )
    await at.edition(at.source('news.md', 'Hello.\n'))
    isDown = true
    const renamed = at.source('news.txt', 'News\n\nHello again.\n')
    await at.edition(renamed)
    expect(at.read('public/es/news.md')).toBeUndefined()
    expect(at.read('public/es/news.txt')).toContain('Hello again.')
    isDown = false
    expect(await at.edition(renamed)).toMatchObject({ kind: 'written' })
    expect(at.read('public/es/news.md')).toBeUndefined()
    expect(at.read('public/es/news.txt')).toContain('es:Hello again.')
  })
})

describe('a locale file that an editor’s software saved again', () => {
  const spaced = (text: string) => text.replace('es:Hello there.', 'es:Hello there. ')
  it.each<[string, (text: string) => string]>([
    ['with line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['indented otherwise', (text) => JSON.stringify(JSON.parse(text), null, '\t')],
    ['without a line end', (text) => text.trimEnd()],
    ['with escapes', (text) => text.replaceAll('í', String.raw`\u00ed`)],
    ['with accents apart', (text) => text.normalize('NFD')],
    ['with a space after a text', spaced],
    ['with a line break after a text', (text) => text.replace('es:Hello there.', 'es:Hello there.\\n')],
    ['with a comment', (text) => text.replace('{', '{ // reviewed')],
    ['with all of this', (text) => `\uFEFF${spaced(text).normalize('NFD').replaceAll('\n', '\r\n')}`],
  ])('%s holds no person’s edit, and is left as it is', async (_what, save) => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello there.\n\nIn Havana, the río rose.\n')
    await at.edition(source)
    const file = path.join(at.root, 'locales/es/articles/news.json')
    const before = { output: at.read('public/es/news.md'), meta: at.meta('news') }
    const saved = save(readFileSync(file, 'utf8'))
    expect(saved).not.toBe(readFileSync(file, 'utf8'))
    writeFileSync(file, saved)
    expect(await at.edition(source)).toMatchObject({ kind: 'written', counts: { bought: 0 } })
    expect(readFileSync(file, 'utf8')).toBe(saved)
    expect({ output: at.read('public/es/news.md'), meta: at.meta('news') }).toEqual(before)
    expect(await at.isCurrent(source)).toBe(true)
  })

  it('is put in order as soon as something else changes', async () => {
    const at = newsroom()
    await at.edition(at.source('news.md', 'Hello there.\n'))
    at.edit('news', 'es:Hello there.', ' es:Hello there. \n')
    await at.edition(at.source('news.md', 'Hello there. New.\n'))
    expect(Object.values(at.texts('news'))).toEqual(['es:Hello there.', 'es:New.'])
    expect(at.provider.texts).toEqual(['Hello there.', 'New.'])
  })
})

describe('an editor’s text', () => {
  it('is published and never overwritten, however often the night comes', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello there.\n')
    await at.edition(source)
    at.edit('news', 'es:Hello there.', ' ¡Hola!  ')
    for (let night = 0; night < 3; night++) {
      await at.edition(source)
      expect(Object.values(at.texts('news'))).toEqual([' ¡Hola!  '])
      expect(at.read('public/es/news.md')).toContain('¡Hola!')
    }
    expect(Object.values(at.meta('news').segments)).toMatchObject([{ origin: 'human', state: 'edited' }])
  })

  it('reaches the other articles that hold the sentence, and follows later changes', async () => {
    const at = newsroom()
    const author = at.source('author.md', 'Hello there.\n')
    const other = at.source('other.md', 'Hello there. And more.\n')
    for (const source of [author, other]) await at.edition(source)
    at.edit('author', 'es:Hello there.', '¡Hola!')
    await at.edition(author)
    expect(await at.isCurrent(other)).toBe(false)
    await at.edition(other)
    expect(Object.values(at.texts('other'))).toEqual(['¡Hola!', 'es:And more.'])
    expect(Object.values(at.meta('other').segments)[0]).toMatchObject({ origin: 'human', via: 'memory' })
    at.edit('author', '¡Hola!', 'Buenas.')
    for (const source of [author, other]) await at.edition(source)
    expect(Object.values(at.texts('other'))).toEqual(['Buenas.', 'es:And more.'])
    expect([await at.isCurrent(author), await at.isCurrent(other)]).toEqual([true, true])
    expect(at.provider.texts).toEqual(['Hello there.', 'And more.'])
  })

  it('that contradicts another article’s is named in every edition that holds the sentence', async () => {
    const at = newsroom()
    const [one, other, third] = ['one', 'other', 'third'].map((id) => at.source(`${id}.md`, 'Hello there.\n'))
    for (const source of [one!, other!, third!]) await at.edition(source)
    at.edit('one', 'es:Hello there.', 'Hola a todos.')
    at.edit('other', 'es:Hello there.', 'Buenas.')
    expect((await at.edition(one!)).findings).toEqual([])
    for (const source of [other!, third!]) {
      const { kind, findings } = await at.edition(source)
      expect(kind).toBe('written')
      expect(findings).toMatchObject([{ check: 'people-disagree', severity: 'warn' }])
      expect(findings[0]?.message).toMatch(
        /^someone \(one\) wrote “Hola a todos.”, someone \(other\) wrote “Buenas.”/,
      )
    }
    expect(Object.values(at.texts('third'))).toEqual(['es:Hello there.'])
    at.edit('other', 'Buenas.', 'Hola a todos.')
    for (const source of [other!, third!]) expect((await at.edition(source)).findings).toEqual([])
    expect(Object.values(at.texts('third'))).toEqual(['Hola a todos.'])
  })

  it('that its editor takes back, by an empty one, gives way to the machine’s again', async () => {
    const { source, edition, edit, read, provider } = newsroom()
    const article = source('news.md', 'One. Two.\n')
    await edition(article)
    edit('news', 'es:One.', 'Uno.')
    await edition(article)
    edit('news', 'Uno.', '')
    await edition(article)
    expect(read('public/es/news.md')).toContain('es:One. es:Two.')
    expect(provider.requests).toHaveLength(1)
  })

  it('kept by another article while the provider is asked has the edition made anew, for nothing', async () => {
    const provider = fakeProvider({
      answer: async (request) => {
        if (request.texts.includes('And more.')) {
          at.edit('author', 'es:Hello there.', '¡Hola!')
          await makeEdition(author, 'es', at.ports)
        }
        return translated(request)
      },
    })
    const at = newsroom({}, provider)
    const author = at.source('author.md', 'Hello there.\n')
    const other = at.source('other.md', 'Hello there. And more.\n')
    await at.edition(author)
    await at.edition(other)
    expect(Object.values(at.texts('other'))).toEqual(['es:Hello there.', 'es:And more.'])
    expect((await at.editions.get('other', 'es'))?.status).toBe('outdated')
    expect((await at.editions.get('author', 'es'))?.status).toBe('current')
    await at.edition(other)
    expect(Object.values(at.texts('other'))).toEqual(['¡Hola!', 'es:And more.'])
    expect(await at.isCurrent(other)).toBe(true)
    expect(provider.texts).toEqual(['Hello there.', 'And more.'])
  })

  it('saved while the translation is under way is not overwritten', async () => {
    const at = newsroom(
      {},
      fakeProvider({
        answer: (request) => {
          if (request.texts.includes('New.')) at.edit('news', 'es:Hello there.', '¡Hola!')
          return translated(request)
        },
      }),
    )
    await at.edition(at.source('news.md', 'Hello there.\n'))
    expect(await at.edition(at.source('news.md', 'Hello there.\n\nNew.\n'))).toMatchObject({
      kind: 'written',
    })
    expect(Object.values(at.texts('news'))).toEqual(['¡Hola!', 'es:New.'])
    expect(at.read('public/es/news.md')).toContain('¡Hola!')
    expect(at.provider.texts).toEqual(['Hello there.', 'New.'])
  })

  it.each<[string, string, (at: Newsroom) => void]>([
    ['words', 'edited', (at) => at.edit('news', 'es:Hello there.', '¡Hola!')],
    [
      'approval, which meta alone holds',
      'approved',
      (at) => {
        const file = path.join(at.root, 'locales/es/articles/news.meta.json')
        const approved = readFileSync(file, 'utf8').replace('"state": "machine"', '"state": "approved"')
        writeFileSync(file, approved.replace('"origin": "machine"', '"origin": "human"'))
      },
    ],
  ])(
    'saved by a command the moment before the locale file is written keeps its %s',
    async (_what, state, save) => {
      let isSaved = true
      const at: Newsroom = newsroom({
        saveLock: {
          // Whoever had the lock before the run has saved.
          hold(work) {
            if (!isSaved) save(at)
            isSaved = true
            return work()
          },
        },
      })
      await at.edition(at.source('news.md', 'Hello there.\n'))
      isSaved = false
      await at.edition(at.source('news.md', 'Hello there.\n\nNew.\n'))
      const [first] = Object.values(at.meta('news').segments)
      expect(first).toMatchObject({ origin: 'human', state })
      expect(Object.keys(at.texts('news'))).toHaveLength(2)
      expect(at.provider.texts).toEqual(['Hello there.', 'New.'])
    },
  )

  it('typed before the first night, where no file of ours was yet, is not overwritten either', async () => {
    const at = newsroom(
      {},
      fakeProvider({
        answer: (request) => {
          const key = at.source('news.md', 'Hello.\n').segments[0]!.key
          writeFiles(at.root, { 'locales/es/articles/news.json': JSON.stringify({ [key]: '¡Hola!' }) })
          return translated(request)
        },
      }),
    )
    await at.edition(at.source('news.md', 'Hello.\n'))
    expect(Object.values(at.texts('news'))).toEqual(['¡Hola!'])
  })

  it('that is saved again and again makes the edition wait for the next run', async () => {
    let saves = 0
    const at = newsroom()
    const source = at.source('news.md', 'Hello.\n')
    await at.edition(source)
    const file = path.join(at.root, 'locales/es/articles/news.json')
    const glossary: typeof at.ports.translate.glossary = (locale) => {
      const key = source.segments[0]!.key
      writeFileSync(file, JSON.stringify({ [key]: `Versión ${++saves}` }))
      return at.ports.translate.glossary(locale)
    }
    const ports = { ...at.ports, translate: { ...at.ports.translate, glossary } }
    const outcome = await at.at(() => makeEdition(source, 'es', ports))
    expect(codes(outcome)).toEqual(['LOCALE_FILE_INVALID'])
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ [source.segments[0]!.key]: `Versión ${saves}` })
  })

  it('with broken inline codes holds the edition back, buys nothing for it and is left alone', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Read [the list](/list) today.\n')
    await at.edition(source)
    at.edit('news', 'es:Read <a1>the list</a1> today.', 'Lea la lista.')
    const outcome = await at.edition(source)
    expect(outcome.kind).toBe('withheld')
    expect(codes(outcome)).toEqual(['TARGET_INVALID'])
    expect(Object.values(at.texts('news'))).toEqual(['Lea la lista.'])
    expect(at.provider.requests).toHaveLength(1)
  })

  it('is checked like any other where its edition is made, and published whatever is found', async () => {
    const at = newsroom({ severities: { numbers: 'block' } })
    const source = at.source('news.md', 'The fare is 40 euros. Boats sail.\n')
    expect((await at.edition(source)).findings).toEqual([])
    at.edit('news', 'es:The fare is 40 euros.', 'El billete cuesta 14 euros.')
    const outcome = await at.edition(source)
    const [key] = Object.keys(at.texts('news'))
    expect(outcome).toMatchObject({ kind: 'written', errors: [] })
    expect(outcome.findings).toMatchObject([{ key, check: 'numbers', severity: 'block' }])
    const other = await at.edition(at.source('other.md', 'The fare is 40 euros.\n'))
    expect(other.findings).toMatchObject([{ check: 'numbers', severity: 'block' }])
  })

  it('is not told of where a person has dismissed the check', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'The fare is 40 euros.\n')
    await at.edition(source)
    at.edit('news', 'es:The fare is 40 euros.', 'El billete cuesta 14 euros.')
    const [[key, text] = []] = Object.entries(at.texts('news'))
    writeFiles(at.root, {
      'locales/es/articles/news.json': JSON.stringify({ [key!]: text, [`${key}#dismiss`]: 'numbers' }),
    })
    expect((await at.edition(source)).findings).toEqual([])
  })

  it('with broken inline codes stays where it stands while the rest of a corrected article is published', async () => {
    const at = newsroom()
    await at.edition(at.source('news.md', 'Read [the list](/list) today.\n'))
    at.edit('news', 'es:Read <a1>the list</a1> today.', 'Lea la lista.')
    const outcome = await at.edition(at.source('news.md', 'Read [the list](/list) today.\n\nIt is new.\n'))
    expect(outcome).toMatchObject({ kind: 'withheld', written: 'es/news.md' })
    expect(Object.values(at.texts('news'))).toEqual(['Lea la lista.', 'es:It is new.'])
    expect(at.meta('news')).not.toHaveProperty('retired')
  })
})

describe('words of a provider that is not published', () => {
  const draftOnly = (provider: FakeProvider) => routes(async () => [{ provider, publishable: false }])

  it('go into the locale file for editors, and the earlier edition stays', async () => {
    const provider = fakeProvider()
    const at = newsroom({ routes: draftOnly(provider) }, provider)
    const outcome = await at.edition(at.source('news.md', 'Hello.\n'))
    expect(outcome.kind).toBe('withheld')
    expect(codes(outcome)).toEqual(['DRAFT_ONLY'])
    expect(Object.values(at.texts('news'))).toEqual(['es:Hello.'])
    expect(at.read('public/es/news.md')).toBeUndefined()
  })

  it('are published once a person has made them theirs', async () => {
    const provider = fakeProvider()
    const at = newsroom({ routes: draftOnly(provider) }, provider)
    const source = at.source('news.md', 'Hello.\n')
    await at.edition(source)
    at.edit('news', 'es:Hello.', 'Hola.')
    expect((await at.edition(source)).kind).toBe('written')
    expect(at.read('public/es/news.md')).toContain('Hola.')
    expect(provider.requests).toHaveLength(1)
  })

  it('are not bought twice', async () => {
    const provider = fakeProvider()
    const at = newsroom({ routes: draftOnly(provider) }, provider)
    const source = at.source('news.md', 'Hello.\n')
    await at.edition(source)
    await at.edition(source)
    expect(provider.requests).toHaveLength(1)
  })
})

describe('whoever is told of editions', () => {
  /** A newsroom whose events are noted as lines; `isDown`: the outbox cannot be written. */
  function telling() {
    const told: string[] = []
    const hook = { isDown: false }
    const events: Events = {
      ...noEvents,
      async tell(event) {
        if (hook.isDown) throw new DragomanError('STATE_UNREADABLE', 'Full.', { fix: 'Free space.' })
        const isThere = at.read(`public/${event.output}`) !== undefined
        const isCurrent = (await at.editions.get(event.article, event.locale))?.status === 'current'
        told.push(
          `${event.kind} ${event.output}, ${isThere ? 'there' : 'gone'}, ${isCurrent ? '' : 'not '}current`,
        )
      },
    }
    const at: Newsroom = newsroom({ events })
    return { ...at, told, hook }
  }

  it('hears of them once their files are written, before the record says that they are current', async () => {
    const at = telling()
    await at.edition(at.source('news.md', 'Hello.\n'))
    await at.edition(at.source('news.md', 'Hello there.\n'))
    expect(at.told).toEqual([
      'made es/news.md, there, not current',
      'corrected es/news.md, there, not current',
    ])
  })

  it('hears where an edition stood before it moved', async () => {
    const told: EditionEvent[] = []
    const at = newsroom({ events: { ...noEvents, tell: async (event) => void told.push(event) } })
    await at.edition(at.source('news.md', 'Hello.\n'))
    await at.edition(at.source('news.txt', 'News\n\nHello again.\n'))
    expect(told[1]).toMatchObject({
      kind: 'corrected',
      output: 'es/news.txt',
      former: { output: 'es/news.md' },
    })
  })

  it('hears of an edition in the next run, when its event could not be noted', async () => {
    const at = telling()
    const source = at.source('news.md', 'Hello.\n')
    at.hook.isDown = true
    expect(codes(await at.edition(source))).toEqual(['STATE_UNREADABLE'])
    expect(await at.isCurrent(source)).toBe(false)
    at.hook.isDown = false
    expect(await at.edition(source)).toMatchObject({ kind: 'written' })
    expect(at.told).toEqual(['made es/news.md, there, not current'])
  })

  it('hears nothing of an edition that is withheld', async () => {
    const told: EditionEvent[] = []
    const provider = fakeProvider({ answer: () => ({ texts: [''] }) })
    const events = { ...noEvents, tell: async (event: EditionEvent) => void told.push(event) }
    const at = newsroom({ events }, provider)
    expect(await at.edition(at.source('news.md', 'Hello.\n'))).toMatchObject({ kind: 'withheld' })
    expect(told).toEqual([])
  })
})

describe('a run that was killed', () => {
  it('over an edition that it was making anew leaves none that passes for what it was before', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello.\n')
    await at.edition(source)
    expect(await at.isCurrent(source)).toBe(true)
    const { output } = at.ports.publish
    const dying = {
      ...output,
      async write(relative: string, text: string) {
        await output.write(relative, text)
        throw new Error('killed')
      },
    }
    // By another configuration, which is then changed back.
    const ports = publishing(at.ports, { output: dying, fingerprint: () => 'another configuration' })
    await at.at(() => makeEdition(source, 'es', ports))
    expect(await at.isCurrent(source)).toBe(false)
    await at.edition(source)
    expect(await at.isCurrent(source)).toBe(true)
  })

  it('after meta was written and before the texts were leaves no text that counts as a person’s', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello.\n')
    const { locales } = at.ports.publish
    const dying = {
      ...locales,
      async prepare(relative: string, text: string) {
        const file = await locales.prepare(relative, text)
        const put = () => {
          if (!relative.endsWith('.meta.json')) throw new Error('killed')
          file.put()
        }
        return { ...file, put }
      },
    }
    await at.at(() => makeEdition(source, 'es', publishing(at.ports, { localeFiles: at.filesIn(dying) })))
    expect(existsSync(path.join(at.root, 'locales/es/articles/news.json'))).toBe(false)
    await at.edition(source)
    expect(Object.values(at.meta('news').segments)).toMatchObject([{ origin: 'machine' }])
    expect(at.provider.requests).toHaveLength(1)
  })

  it('at any of its writes is completed by the next one, which buys nothing and takes no text for a person’s', async () => {
    const at = newsroom()
    const writes = (count: number, source: ReturnType<typeof at.source>) => {
      let left = count
      const dying = (folder: typeof at.ports.publish.locales) => ({
        ...folder,
        async write(relative: string, text: string) {
          if (left-- <= 0) throw new Error('killed')
          await folder.write(relative, text)
        },
        async prepare(relative: string, text: string) {
          const file = await folder.prepare(relative, text)
          const put = () => {
            if (left-- <= 0) throw new Error('killed')
            file.put()
          }
          return { ...file, put }
        },
      })
      const { locales, output } = at.ports.publish
      const ports = publishing(at.ports, { localeFiles: at.filesIn(dying(locales)), output: dying(output) })
      return at.at(() => makeEdition(source, 'es', ports))
    }
    for (let count = 0; count < 5; count++) {
      const source = at.source('news.md', `Stays. Version ${count}.\n`)
      await writes(count, source)
      expect(await at.edition(source)).toMatchObject({ kind: 'written' })
      const { segments, retired } = at.meta('news')
      expect(Object.values(segments).map(({ origin, before }) => [origin, before])).toEqual([
        ['machine', undefined],
        ['machine', undefined],
      ])
      expect(retired).toBeUndefined()
      expect(await at.isCurrent(source)).toBe(true)
    }
    expect(at.provider.texts).toHaveLength(6)
  })
})

describe('the source’s own locale file', () => {
  it('holds the source’s texts, and is written only when they changed', async () => {
    const at = newsroom()
    const source = at.source('news.md', 'Hello there.\n')
    await writeSourceFile(source, at.ports.publish)
    expect(Object.values(at.texts('news', 'en'))).toEqual(['Hello there.'])
    writeFileSync(path.join(at.root, 'locales/en/articles/news.json'), 'by hand')
    await writeSourceFile(source, at.ports.publish)
    expect(Object.values(at.texts('news', 'en'))).toEqual(['Hello there.'])
  })

  it('never takes the place of a translation that people may have edited', async () => {
    const at = newsroom()
    await at.edition(at.source('news.md', 'Hello there.\n'))
    at.edit('news', 'es:Hello there.', '¡Hola!')
    await writeSourceFile(at.source('news.md', '---\nlang: es\n---\nHello there.\n'), at.ports.publish)
    expect(Object.values(at.texts('news'))).toEqual(['¡Hola!'])
  })

  it('is taken for no translation when the article’s language is corrected', async () => {
    const at = newsroom()
    await writeSourceFile(at.source('news.md', '---\nlang: es\n---\nHello there.\n'), at.ports.publish)
    await at.edition(at.source('news.md', '---\nlang: en\n---\nHello there.\n'))
    expect(Object.values(at.texts('news'))).toEqual(['es:Hello there.'])
    expect(Object.values(at.meta('news').segments)).toMatchObject([{ origin: 'machine' }])
  })
})
