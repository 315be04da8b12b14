import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type MovedPorts, openMoved } from '../../src/lifecycle/moved.ts'
import { changeWithdrawals } from '../../src/lifecycle/withdrawals.ts'
import { writeSourceFile } from '../../src/pipeline/edition.ts'
import type { ReadArticle } from '../../src/pipeline/read.ts'
import { idNow } from '../../src/publish/editions.ts'
import { localeFilesIn } from '../../src/review/files/locale-files.ts'
import { type Newsroom, newsroom } from '../fakes/newsroom.ts'

const TEXT = 'One. Two. Three. Four.\n'

const portsOf = (at: Newsroom, change: Partial<MovedPorts> = {}): MovedPorts => ({
  ...at.ports.publish,
  memory: at.ports.memory,
  targets: ['es'],
  isThere: (place) => existsSync(path.join(at.root, 'articles', place)),
  ...change,
})
const adopt = (at: Newsroom, article: ReadArticle) => openMoved(portsOf(at)).adopt(article)

async function made(at: Newsroom, place: string, text: string): Promise<ReadArticle> {
  const article = at.source(place, text)
  await writeSourceFile(article, at.ports.publish)
  await at.edition(article)
  return article
}
const remove = (at: Newsroom, place: string) => rmSync(path.join(at.root, 'articles', place))
/** The id under which the records of an article are today. */
const nowAt = async (at: Newsroom, id: string) => {
  const record = await at.editions.get(id, 'es')
  return record && idNow(record)
}

describe('an article that nothing is known of adopts one that is gone', () => {
  it.each([
    ['says the same', TEXT, true],
    ['says half of it', 'One. Two. Five. Six.\n', true],
    ['says less than half of it', 'One. Five. Six. Seven.\n', false],
    ['says all of it and as much again', `${TEXT}Five. Six. Seven. Eight.\n`, true],
    [
      'says all of it in an article three times as long',
      `${TEXT}Five. Six. Seven. Eight. Nine. Ten. Eleven. Twelve. Thirteen.\n`,
      false,
    ],
    ['says it in another role', '# One.\n\nTwo.\n\n> Three.\n\nFour.\n', true],
  ])('that %s', async (_, text, isIt) => {
    const at = newsroom()
    await made(at, 'news.md', TEXT)
    remove(at, 'news.md')
    await adopt(at, at.source('world/other.md', text))
    expect(await nowAt(at, 'news')).toBe(isIt ? 'world/other' : undefined)
    expect(at.read('locales/es/articles/world/other.json') !== undefined).toBe(isIt)
  })

  it('not one whose file is still there, nor one whose file is back', async () => {
    const at = newsroom()
    await made(at, 'news.md', TEXT)
    const moved = openMoved(portsOf(at))
    await moved.adopt(at.source('copy.md', TEXT))
    expect(await nowAt(at, 'news')).toBeUndefined()
    remove(at, 'news.md')
    const later = openMoved(portsOf(at))
    await later.adopt(at.source('unlike.md', 'Something else.\n'))
    at.source('news.md', TEXT)
    await later.adopt(at.source('other.md', TEXT))
    expect(await nowAt(at, 'news')).toBeUndefined()
  })

  it('not while it has a record itself', async () => {
    const at = newsroom()
    await made(at, 'news.md', TEXT)
    const other = await made(at, 'other.md', TEXT)
    remove(at, 'news.md')
    await adopt(at, other)
    expect(await nowAt(at, 'news')).toBeUndefined()
  })

  it('each once: of several alike, the one that says most in common, then the one of the same name', async () => {
    const at = newsroom()
    const texts = { 'a/x.md': 'One. Two. Three.\n', 'b/y.md': TEXT, 'c/x.md': TEXT, 'd/z.md': TEXT }
    for (const [place, text] of Object.entries(texts)) await made(at, place, text)
    for (const place of Object.keys(texts)) remove(at, place)
    const moved = openMoved(portsOf(at))
    const adopted = []
    for (const place of ['n/x.md', 'n/z.md', 'n/y.md', 'n/w.md', 'n/v.md']) {
      await moved.adopt(at.source(place, `${TEXT}Five ${place}.\n`))
      const ids = Object.keys(texts).map((each) => each.replace('.md', ''))
      const taken = await Promise.all(ids.map(async (id) => [id, await nowAt(at, id)] as const))
      adopted.push(taken.find(([, to]) => to === place.replace('.md', ''))?.[0])
    }
    expect(adopted).toEqual(['c/x', 'd/z', 'b/y', 'a/x', undefined])
  })

  it('that was deleted before, only if it says just the same', async () => {
    for (const [text, isIt] of [
      [TEXT, true],
      ['One. Two. Three. Five.\n', false],
    ] as const) {
      const at = newsroom()
      await made(at, 'news.md', TEXT)
      remove(at, 'news.md')
      await at.editions.amend('news', 'es', { status: 'withdrawn', why: 'deleted', output: '' })
      await adopt(at, at.source('other.md', text))
      expect(await nowAt(at, 'news')).toBe(isIt ? 'other' : undefined)
    }
  })
})

/** The steps of one adoption, each of which a kill may come before. */
const STEPS = 9

it('a run that is killed at any step is completed by the next one', async () => {
  const steps: number[] = []
  for (let killedAt = 0; killedAt <= STEPS; killedAt++) {
    const at = newsroom()
    await made(at, 'news.md', TEXT)
    at.edit('news', 'es:Two.', 'Dos.')
    await at.edition(at.source('news.md', TEXT))
    const decision = { by: 'Ada Lund', date: '2026-11-22T20:00:00.000Z' }
    await changeWithdrawals(at.ports.publish, 'news', ['ca'], decision)
    remove(at, 'news.md')
    const article = at.source('other.md', TEXT)
    let done = 0
    const before =
      <Args extends unknown[], Result>(work: (...args: Args) => Result) =>
      (...args: Args): Result => {
        if (done++ === killedAt) throw new Error('killed')
        return work(...args)
      }
    const { locales, saveLock, editions } = at.ports.publish
    const dying = { ...locales, move: before(locales.move), prepare: before(locales.prepare) }
    const ports = portsOf(at, {
      locales: dying,
      localeFiles: localeFilesIn(dying, saveLock),
      memory: { ...at.ports.memory, of: () => ({ moveHuman: before(at.memory.moveHuman) }) },
      editions: { ...editions, move: before(editions.move) },
    })
    const killed = await openMoved(ports)
      .adopt(article)
      .then(
        () => false,
        () => true,
      )
    steps.push(done)
    expect(killed).toBe(killedAt < STEPS)
    await adopt(at, article)
    expect(await nowAt(at, 'news')).toBe('other')
    expect(Object.keys(JSON.parse(at.read('locales/withdrawn.json')!))).toEqual(['other'])
    expect(at.read('locales/es/articles/news.json')).toBeUndefined()
    const meta = at.meta('other')
    await at.edition(article)
    expect(at.read('public/es/other.md')).toContain('Dos.')
    expect(at.read('public/es/news.md')).toBeUndefined()
    expect(at.meta('other')).toEqual({ ...meta, article: 'other.md' })
    expect(at.provider.texts).toHaveLength(4)
    expect(await at.memory.stats()).toMatchObject({ human: 1 })
  }
  // The last one came to its end.
  expect(steps.at(-1)).toBe(STEPS)
})
