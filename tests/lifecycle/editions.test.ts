import { expect, it } from 'vitest'
import { type Lifecycle, USABLE } from '../../src/article/lifecycle.ts'
import { changeWithdrawals } from '../../src/lifecycle/withdrawals.ts'
import { makeEdition } from '../../src/pipeline/edition.ts'
import type { ReadArticle } from '../../src/pipeline/read.ts'
import { settledAs } from '../../src/publish/current.ts'
import { newsroom } from '../fakes/newsroom.ts'

const NOW = Date.parse('2026-11-22T20:00:00Z')
const saying = (article: ReadArticle, lifecycle: Partial<Lifecycle>, hash = article.hash): ReadArticle => ({
  ...article,
  hash,
  lifecycle: { ...USABLE, ...lifecycle },
})
const decision = { by: 'Ada Lund', date: '2026-11-22T20:00:00.000Z' }

it.each<[string, Partial<Lifecycle>]>([
  ['draft', { status: 'draft' }],
  ['on hold', { status: 'on hold' }],
  ['embargoed', { embargo: NOW + 1 }],
])('%s: nothing is sent or written, and it is held again in the next run', async (why, lifecycle) => {
  const at = newsroom()
  const article = saying(at.source('news.md', 'One.\n'), lifecycle)
  expect(await at.edition(article)).toMatchObject({ kind: 'held', why })
  expect(at.provider.requests).toHaveLength(0)
  expect(at.texts('news')).toEqual({})
  expect(at.read('public/es/news.md')).toBeUndefined()
  expect(await settledAs(article, 'es', at.ports.publish)).toBe('held')
})

it.each<[string, string, Partial<Lifecycle>]>([
  ['held', 'draft', { status: 'draft' }],
  ['held', 'on hold', { status: 'on hold' }],
  ['withdrawn', 'canceled', { status: 'canceled' }],
  ['withdrawn', 'expired', { expiry: NOW }],
])(
  'an edition that is published goes (%s: %s); its texts stay, and come back unpaid',
  async (kind, why, lifecycle) => {
    const at = newsroom()
    const article = at.source('news.md', 'One.\n')
    await at.edition(article)
    const gone = { kind, why, withdrawn: 'es/news.md' }
    expect(await at.edition(saying(article, lifecycle, 'as changed'))).toMatchObject(gone)
    expect(at.read('public/es/news.md')).toBeUndefined()
    expect(Object.values(at.texts('news'))).toEqual(['es:One.'])
    expect(await at.edition(article)).toMatchObject({ kind: 'written', written: 'es/news.md' })
    expect(at.read('public/es/news.md')).toContain('es:One.')
    expect(at.provider.texts).toEqual(['One.'])
  },
)

it('what stands until a moment is looked at again from that moment on', async () => {
  const at = newsroom()
  const article = saying(at.source('news.md', 'One.\n'), { expiry: NOW + 1 })
  await at.edition(article)
  expect(await at.editions.nextChange(NOW)).toBe(NOW + 1)
  expect(await settledAs(article, 'es', at.ports.publish)).toBe('unchanged')
  const later = { ...at.ports.publish, now: () => new Date(NOW + 1) }
  expect(await settledAs(article, 'es', later)).toBeUndefined()
})

it('an article that is not wanted in a locale has no edition there; one that was published goes', async () => {
  let wanted = ['es', 'ca']
  const at = newsroom({ wanted: () => wanted })
  const article = at.source('news.md', 'One.\n')
  await at.edition(article)
  wanted = ['ca']
  expect(await at.edition(article)).toMatchObject({ kind: 'withdrawn', why: 'not wanted' })
  expect(at.read('public/es/news.md')).toBeUndefined()
  expect(await settledAs(article, 'es', at.ports.publish)).toBe('not wanted')
  expect(await at.edition(at.source('other.md', 'Two.\n'))).toMatchObject({ kind: 'not wanted' })
})

it('what a person took down stays down, whatever the article says, until that is undone', async () => {
  const at = newsroom()
  const article = at.source('news.md', 'One.\n')
  await at.edition(article)
  await changeWithdrawals(at.ports.publish, 'news', [], decision)
  expect(await settledAs(article, 'es', at.ports.publish)).toBeUndefined()
  expect(await at.edition(article)).toMatchObject({ kind: 'withdrawn', why: 'taken down' })
  expect(await settledAs(article, 'es', at.ports.publish)).toBe('unchanged')
  expect(await at.edition(at.source('news.md', 'One, corrected.\n'))).toMatchObject({ why: 'taken down' })
  expect(at.read('public/es/news.md')).toBeUndefined()
  await changeWithdrawals(at.ports.publish, 'news', [], undefined)
  expect(await settledAs(article, 'es', at.ports.publish)).toBeUndefined()
  expect(await at.edition(article)).toMatchObject({ kind: 'written' })
  expect(at.provider.texts).toEqual(['One.'])
})

it('what is taken down while it is translated is not published', async () => {
  const at = newsroom()
  const publish = at.ports.publish
  const translate: typeof at.ports.translate.translate = async (route, gaps) => {
    await changeWithdrawals(publish, 'news', ['es'], decision)
    return at.ports.translate.translate(route, gaps)
  }
  const ports = { ...at.ports, translate: { ...at.ports.translate, translate } }
  const article = at.source('news.md', 'One.\n')
  expect(await at.at(() => makeEdition(article, 'es', ports))).toMatchObject({ why: 'taken down' })
  expect(at.read('public/es/news.md')).toBeUndefined()
  expect((await at.editions.get('news', 'es'))?.status).toBe('withdrawn')
})

it('what the newsroom wrote and nobody knows is told, also where there is no edition for it', async () => {
  const at = newsroom()
  const unknown = at.source('kill.json', '{"uri": "urn:a", "pubstatus": "klled", "headline": "One."}')
  expect(await at.edition(unknown)).toMatchObject({
    kind: 'held',
    why: 'on hold',
    findings: [{ key: '', check: 'lifecycle', message: expect.stringContaining('kill.json:1: “klled”') }],
  })
  const unwanted = newsroom({ wanted: () => [] })
  expect(
    await unwanted.edition(unwanted.source('news.md', '---\ntranslate: de\n---\n\nOne.\n')),
  ).toMatchObject({
    kind: 'not wanted',
    findings: [{ check: 'translate', message: expect.stringContaining('news.md:2: translate asks for de') }],
  })
})
