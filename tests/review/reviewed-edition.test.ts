import { expect, it } from 'vitest'
import { makeEdition } from '../../src/pipeline/edition.ts'
import type { SegmentMeta } from '../../src/review/locale-file.ts'
import { routes } from '../../src/translate/routes.ts'
import { writeFiles } from '../fakes/folder.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'
import { fakeProvider } from '../fakes/provider.ts'

const review = { by: 'Ada Lund', date: '2026-11-22T20:00:00.000Z' }
const TEXT = 'One stays.\n\nTwo goes.\n'

/** As review commands leave the meta of one text. */
function mark(at: Newsroom, text: string, changes: Partial<SegmentMeta>): void {
  const meta = at.meta('news')
  const [key = ''] = Object.entries(at.texts('news')).find(([, words]) => words === text) ?? []
  const segments = { ...meta.segments, [key]: { ...meta.segments[key]!, ...changes } }
  const file = 'locales/es/articles/news.meta.json'
  writeFiles(at.root, { [file]: `${JSON.stringify({ ...meta, segments }, null, 2)}\n` })
}

/** The same articles with another model, which has other words for all. */
const withOtherModel = (at: Newsroom) => {
  const answer = ({ texts }: { texts: readonly string[] }) => ({ texts: texts.map((text) => `otro:${text}`) })
  const provider = fakeProvider({ model: 'm2', answer })
  const translate = { ...at.ports.translate, routes: routes(async () => [{ provider }]) }
  return { provider, ports: { ...at.ports, translate } }
}

it('words that a person approved are never replaced by another model’s, and nobody is asked for them', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  mark(at, 'es:One stays.', { state: 'approved', review })
  const { provider, ports } = withOtherModel(at)
  expect(await at.at(() => makeEdition(source, 'es', ports))).toMatchObject({ kind: 'written' })
  expect(provider.texts).toEqual(['Two goes.'])
  expect(Object.values(at.texts('news'))).toEqual(['es:One stays.', 'otro:Two goes.'])
  const [approved] = Object.values(at.meta('news').segments)
  expect(approved).toMatchObject({
    origin: 'machine',
    state: 'approved',
    review,
    provider: 'fake',
    model: 'm1',
  })
})

it('approving makes nobody’s words a person’s: the label stays a machine’s', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  for (const text of ['es:One stays.', 'es:Two goes.']) mark(at, text, { state: 'approved', review })
  await at.edition(source)
  expect(at.read('public/es/news.md')).toContain('Sin revisión editorial.')
})

it('an approval that came by git reaches memory, and the other articles with the same sentence, which stay a machine’s', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  const { provider, ports } = withOtherModel(at)
  const other = at.source('harbour.md', 'One stays.\n')
  await at.at(() => makeEdition(other, 'es', ports))
  expect(Object.values(at.texts('harbour'))).toEqual(['otro:One stays.'])
  expect([await at.isCurrent(source), await at.isCurrent(other)]).toEqual([true, true])
  mark(at, 'es:One stays.', { state: 'approved', review })
  expect(await at.isCurrent(source)).toBe(false)
  await at.at(() => makeEdition(source, 'es', ports))
  expect([await at.isCurrent(source), await at.isCurrent(other)]).toEqual([true, false])
  await at.at(() => makeEdition(other, 'es', ports))
  expect(Object.values(at.texts('harbour'))).toEqual(['es:One stays.'])
  expect(Object.values(at.meta('harbour').segments)).toMatchObject([
    { origin: 'machine', state: 'machine', provider: 'fake', model: 'm1' },
  ])
  expect(at.read('public/es/harbour.md')).toContain('Sin revisión editorial.')
  expect([await at.isCurrent(source), await at.isCurrent(other)]).toEqual([true, true])
  expect(provider.texts).toEqual(['One stays.', 'Two goes.'])
})

it('words that a person changed after an approval are that person’s, and no longer approved', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  mark(at, 'es:One stays.', { state: 'approved', review })
  at.edit('news', 'es:One stays.', 'Una se queda.')
  await at.edition(source)
  const [edited] = Object.values(at.meta('news').segments)
  expect(edited).toMatchObject({ origin: 'human', state: 'edited' })
  expect(edited?.review).toBeUndefined()
})

it('rejected words leave the edition, which shows the original; they are not bought again', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  mark(at, 'es:Two goes.', { state: 'rejected', review })
  const outcome = await at.edition(source)
  expect(outcome).toMatchObject({ kind: 'written', findings: [{ check: 'rejected', severity: 'warn' }] })
  expect(at.read('public/es/news.md')).toContain('<span lang="en" dir="ltr">Two goes.</span>')
  expect(at.read('public/es/news.md')).not.toContain('es:Two goes.')
  expect(Object.values(at.texts('news'))).toContain('es:Two goes.')
  expect(at.meta('news').segments).toEqual(
    expect.objectContaining({
      [Object.keys(at.texts('news'))[1]!]: expect.objectContaining({ state: 'rejected', review }),
    }),
  )
  await at.edition(source)
  expect(at.provider.texts).toEqual(['One stays.', 'Two goes.'])
})

it('other words take the place of rejected ones: another model’s, or a person’s', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  mark(at, 'es:One stays.', { state: 'rejected', review })
  mark(at, 'es:Two goes.', { state: 'rejected', review })
  at.edit('news', 'es:Two goes.', 'Dos se va.')
  const { ports } = withOtherModel(at)
  await at.at(() => makeEdition(source, 'es', ports))
  expect(Object.values(at.texts('news'))).toEqual(['otro:One stays.', 'Dos se va.'])
  const states = Object.values(at.meta('news').segments).map(({ state }) => state)
  expect(states).toEqual(['machine', 'edited'])
})

it('words of a person that were rejected in their article no longer reach others', async () => {
  const at = newsroom()
  const source = at.source('news.md', TEXT)
  await at.edition(source)
  at.edit('news', 'es:Two goes.', 'Dos se va.')
  await at.edition(source)
  mark(at, 'Dos se va.', { state: 'rejected', review })
  await at.edition(source)
  await at.edition(at.source('other.md', 'Two goes.\n'))
  expect(Object.values(at.texts('other'))).toEqual(['es:Two goes.'])
})

it('what was approved and is no longer asked for is kept, with what it translated and who approved it', async () => {
  const at = newsroom()
  await at.edition(at.source('news.md', TEXT))
  mark(at, 'es:Two goes.', { state: 'approved', review, sourceText: 'Two goes.' })
  await at.edition(at.source('news.md', 'One stays.\n\nTwo leaves.\n'))
  expect(Object.values(at.meta('news').retired ?? {})).toMatchObject([
    { text: 'es:Two goes.', sourceText: 'Two goes.', by: 'Ada Lund', state: 'approved' },
  ])
})
