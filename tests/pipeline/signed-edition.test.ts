import { describe, expect, it } from 'vitest'
import { makeEdition } from '../../src/pipeline/edition.ts'
import type { LocaleMeta, SegmentMeta } from '../../src/review/locale-file.ts'
import { readLocaleFileOf } from '../../src/review/read-locale-file.ts'
import { signedWords } from '../../src/review/signing/sign-off.ts'
import { fillsOf, standingTexts } from '../../src/review/signing/signed-texts.ts'
import { routes } from '../../src/translate/routes.ts'
import { writeFiles } from '../fakes/folder.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'
import { fakeProvider } from '../fakes/provider.ts'

const DATE = '2026-11-22T20:00:00.000Z'
const TEXT = 'One stays.\n\nTwo goes to [the list](/list).\n'
const REVIEWED = 'Traducción revisada por The Courier, 22 de noviembre de 2026.'
const UNCHECKED = 'Sin revisión editorial.'

const change = (at: Newsroom, changes: (meta: LocaleMeta) => Partial<LocaleMeta>): void => {
  const meta = at.meta('news')
  const file = 'locales/es/articles/news.meta.json'
  writeFiles(at.root, { [file]: `${JSON.stringify({ ...meta, ...changes(meta) }, null, 2)}\n` })
}

/** As the command does. */
function sign(at: Newsroom, source: ReturnType<Newsroom['source']>): void {
  const file = readLocaleFileOf(`${at.root}/locales`, 'es', 'news')
  const texts = standingTexts(source.segments, file, new Date(DATE))
  const signed = signedWords(source, fillsOf(source, texts, 'es'))
  change(at, () => ({ signOff: { by: 'Ada Lund', date: DATE, unopened: [], ...signed } }))
}

async function signedNewsroom(text = TEXT) {
  const at = newsroom()
  const source = at.source('news.md', text)
  await at.edition(source)
  sign(at, source)
  return { at, source }
}

const withOtherModel = (at: Newsroom) => {
  const answer = ({ texts }: { texts: readonly string[] }) => ({ texts: texts.map((text) => `otro:${text}`) })
  const provider = fakeProvider({ model: 'm2', answer })
  return {
    provider,
    edition: (source: ReturnType<Newsroom['source']>) =>
      at.at(() =>
        makeEdition(source, 'es', {
          ...at.ports,
          translate: { ...at.ports.translate, routes: routes(async () => [{ provider }]) },
        }),
      ),
  }
}

describe('an edition that a person has signed off', () => {
  it('says so with the next run, and names no person', async () => {
    const { at, source } = await signedNewsroom()
    expect(await at.isCurrent(source)).toBe(false)
    expect(await at.edition(source)).toMatchObject({ kind: 'written', findings: [] })
    const page = at.read('public/es/news.md')
    expect(page).toContain(REVIEWED)
    expect(page).toContain('state: signed-off')
    expect(page).not.toContain('Ada Lund')
    expect(at.meta('news').signOff).toMatchObject({ by: 'Ada Lund', date: DATE })
    expect(at.meta('news').signOff?.voided).toBeUndefined()
    expect(await at.isCurrent(source)).toBe(true)
  })

  it('keeps a machine’s words, whatever model, memory and glossary say today, and asks nobody', async () => {
    const { at, source } = await signedNewsroom()
    const { provider, edition } = withOtherModel(at)
    for (let night = 0; night < 3; night++) {
      expect(await edition(source)).toMatchObject({ kind: 'written', counts: { bought: 0 } })
      expect(provider.texts).toEqual([])
      expect(Object.values(at.texts('news'))).toEqual(['es:One stays.', 'es:Two goes to <a1>the list</a1>.'])
      expect(at.read('public/es/news.md')).toContain(REVIEWED)
    }
  })

  it('takes no words that a person wrote meanwhile in another article', async () => {
    const { at, source } = await signedNewsroom()
    const other = at.source('other.md', 'One stays.\n')
    await at.edition(other)
    at.edit('other', 'es:One stays.', 'Una se queda.')
    await at.edition(other)
    await at.edition(source)
    expect(Object.values(at.texts('news'))[0]).toBe('es:One stays.')
    expect(at.read('public/es/news.md')).toContain(REVIEWED)
  })

  it.each([
    ['white space', TEXT.replace('One stays', 'One  stays')],
    ['a time stamp', `---\ndate: 2026-11-23\n---\n\n${TEXT}`],
  ])('stays signed off where %s of the original changes', async (_what, text) => {
    const { at } = await signedNewsroom()
    const { provider, edition } = withOtherModel(at)
    await edition(at.source('news.md', text))
    expect(provider.texts).toEqual([])
    expect(at.read('public/es/news.md')).toContain(REVIEWED)
  })

  it('stays signed off, with a machine’s words, where the shape of quotation marks changes', async () => {
    const { at, source } = await signedNewsroom('She said “so” on Friday.\n')
    await at.edition(source)
    const { provider, edition } = withOtherModel(at)
    await edition(at.source('news.md', 'She said "so" on Friday.\n'))
    expect(provider.texts).toEqual([])
    expect(at.read('public/es/news.md')).toContain(REVIEWED)
    expect(at.read('public/es/news.md')).toContain('es:She said “so” on Friday.')
  })
})

const VOIDED: readonly (readonly [string, (at: Newsroom) => string, RegExp])[] = [
  [
    'a sentence of the original',
    () => TEXT.replace('stays', 'leaves'),
    /original of the paragraph “One leaves.”/,
  ],
  ['an address', () => TEXT.replace('(/list)', '(/lists)'), /original of the paragraph “Two goes/],
  ['a sentence more', () => `${TEXT}\nThree waits.\n`, /original of the paragraph “Three waits.”/],
  ['a sentence less', () => 'One stays.\n', /end of the article/],
  ['a heading in a paragraph’s place', () => `# ${TEXT}`, /original of the headline/],
  [
    'a person’s edit',
    (at) => {
      at.edit('news', 'es:One stays.', 'Una se queda.')
      return TEXT
    },
    /translation of the paragraph “One stays.”/,
  ],
  [
    'words that a person rejected',
    (at) => {
      change(at, ({ segments }) => {
        const [key, meta] = Object.entries(segments)[0] as [string, SegmentMeta]
        const rejected = { ...meta, state: 'rejected', review: { by: 'Ana Ruiz', date: DATE } } as const
        return { segments: { ...segments, [key]: rejected } }
      })
      return TEXT
    },
    /translation of the paragraph “One stays.”/,
  ],
]

describe('the label returns, and the run says why, after', () => {
  it.each(VOIDED)('%s', async (_what, make, why) => {
    const { at, source } = await signedNewsroom()
    await at.edition(source)
    const outcome = await at.edition(at.source('news.md', make(at)))
    expect(outcome.findings).toContainEqual(
      expect.objectContaining({
        check: 'sign-off-void',
        severity: 'warn',
        message: expect.stringMatching(why),
      }),
    )
    const page = at.read('public/es/news.md')
    expect(page).not.toContain(REVIEWED)
    expect(page).not.toContain('signed-off')
    expect(page).toContain('ai-autonomous')
    expect(at.meta('news').signOff).toMatchObject({
      by: 'Ada Lund',
      voided: { date: DATE, why: expect.stringMatching(why) },
    })
  })

  it('a change that is taken back, it is reviewed again: the person answered for these very words', async () => {
    const { at, source } = await signedNewsroom()
    await at.edition(at.source('news.md', TEXT.replace('stays', 'leaves')))
    expect(at.read('public/es/news.md')).toContain(UNCHECKED)
    await at.edition(source)
    expect(at.read('public/es/news.md')).toContain(REVIEWED)
    expect(at.meta('news').signOff?.voided).toBeUndefined()
  })

  it('tells of it once, and not every night', async () => {
    const { at } = await signedNewsroom()
    const changed = at.source('news.md', TEXT.replace('stays', 'leaves'))
    await at.edition(changed)
    expect((await at.edition(changed)).findings).toEqual([])
  })

  it('a correction that cannot be translated yet, with the paragraph in the original', async () => {
    const { at, source } = await signedNewsroom()
    await at.edition(source)
    const answer = () => {
      throw new Error('out of order')
    }
    const provider = fakeProvider({ answer })
    const ports = {
      ...at.ports,
      translate: { ...at.ports.translate, routes: routes(async () => [{ provider }]) },
    }
    await at.at(() => makeEdition(at.source('news.md', TEXT.replace('stays', 'leaves')), 'es', ports))
    const page = at.read('public/es/news.md')
    expect(page).toContain('One leaves.')
    expect(page).not.toContain(REVIEWED)
  })
})

it('an edition that nobody signed says of the paragraphs that people have reviewed that they did', async () => {
  const at = newsroom()
  const page =
    '<!doctype html>\n<html><body><p>One stays.</p><p>Two goes.</p><p>Three waits.</p></body></html>\n'
  const source = at.source('news.html', page)
  await at.edition(source)
  at.edit('news', 'es:One stays.', 'Una se queda.')
  change(at, ({ segments }) => {
    const [, [key, meta]] = Object.entries(segments) as [unknown, [string, SegmentMeta]]
    const approved = { ...meta, state: 'approved', review: { by: 'Ana Ruiz', date: DATE } } as const
    return { segments: { ...segments, [key]: approved } }
  })
  await at.edition(source)
  const written = at.read('public/es/news.html')
  expect(written).toContain('<p ai-disclosure="ai-assisted">Una se queda.</p>')
  expect(written).toContain('<p ai-disclosure="ai-assisted">es:Two goes.</p>')
  expect(written).toContain('<p>es:Three waits.</p>')
  expect(written).toContain('<meta name="ai-disclosure" content="ai-autonomous">')
  sign(at, source)
  await at.edition(source)
  expect(at.read('public/es/news.html')).not.toContain('<p ai-disclosure')
})
