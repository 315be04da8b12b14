import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { LocalEngine } from '../../src/jobs/local.ts'
import { readArticle } from '../../src/pipeline/read.ts'
import { type ArticleFile, doJob, EDITIONS_AT_ONCE, type RunPorts, run } from '../../src/pipeline/run.ts'
import { type EditionOutcome, Tally } from '../../src/pipeline/summary.ts'
import type { Segmenter } from '../../src/segment/segmenter.ts'
import { findArticles } from '../../src/sources/folder.ts'
import { openShelf } from '../../src/sources/shelf.ts'
import type { Gap, Translation } from '../../src/translate/gap.ts'
import { isDiskBusy } from '../fakes/clock.ts'
import { writeFiles } from '../fakes/folder.ts'
import { newsroom, READ_SETTINGS } from '../fakes/newsroom.ts'
import { sourceAt } from '../fakes/source.ts'

/** More than may be under way of one locale at once. */
const ARTICLES = 150

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const bought = ({ segment, memoryKey }: Gap): Translation => ({
  ok: true,
  target: {
    content: plain(`Sold: ${segment.source.text}`),
    origin: { kind: 'machine', provider: 'fake', model: 'm1' },
    state: 'machine',
    date: '2026-11-27T00:00:00.000Z',
  },
  rung: 'exact',
  memoryKey,
  findings: [],
})

/** A night whose provider answers for a locale once it may. */
function night(
  answers: Readonly<Record<string, Promise<unknown>>>,
  {
    targets = Object.keys(answers),
    ready = async () => {},
    extra = {},
  }: {
    targets?: readonly string[]
    ready?: () => Promise<void>
    extra?: Readonly<Record<string, Uint8Array>>
  } = {},
) {
  const room = newsroom({
    translate: async ({ target }, gaps) => {
      await answers[target]
      return gaps.map(bought)
    },
  })
  const articles = Array.from({ length: ARTICLES }, (_, nth) => [
    `articles/${nth}.txt`,
    `Boat ${nth} is out.\n`,
  ])
  writeFiles(room.root, { ...Object.fromEntries(articles), ...extra })
  const written: Record<string, number> = {}
  let readings = 0
  const noting: Segmenter = {
    ...READ_SETTINGS.segmenter,
    split(text, locale) {
      readings++
      return READ_SETTINGS.segmenter.split(text, locale)
    },
  }
  const settings = { ...READ_SETTINGS, segmenter: noting }
  const root = path.join(room.root, 'articles')
  const jobs = new LocalEngine<EditionOutcome>()
  const ports: RunPorts = {
    ...room.ports,
    memory: { ...room.ports.memory, ready },
    jobs,
    shelf: openShelf(root, async ({ id, path: place }, bytes) => readArticle(id, place, bytes, settings)),
  }
  jobs.take(EDITIONS_AT_ONCE, (job, earlier) => doJob(job, earlier, ports))
  const refused: string[] = []
  const passedOver: string[] = []
  const tally = new Tally()
  const ended = run(() => findArticles(sourceAt(root)), targets, ports, {
    priority: 'usual',
    force: false,
    isNamed: false,
    isStopped: () => false,
    tally,
    watcher: {
      edition(_path, locale, { kind }) {
        if (kind === 'written') written[locale] = (written[locale] ?? 0) + 1
      },
      refused: (place) => refused.push(place),
      passedOver: (place) => passedOver.push(place),
    },
  })
  /** Whatever can happen happens, for minutes of the night's clock. */
  const settle = async () => {
    for (let second = 0; second < 120; second++) {
      for (let turns = 0; turns < 5; turns = isDiskBusy() ? 0 : turns + 1) await turn()
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }
  return {
    written,
    refused,
    passedOver,
    tally,
    ended,
    settle,
    read: () => readings,
    files: () => readdirSync(room.root),
  }
}

describe('while the memories are being opened', () => {
  it('nothing is read, written, looked up or bought', async () => {
    const opened = Promise.withResolvers<void>()
    const { written, ended, settle, read, files } = night(
      { es: Promise.resolve() },
      { ready: () => opened.promise },
    )
    await settle()
    expect(read()).toBe(0)
    expect(files()).toEqual(['articles'])
    expect(written).toEqual({})
    opened.resolve()
    await settle()
    await ended
    expect(written).toEqual({ es: ARTICLES })
  })

  it('one that cannot be ends the night with why, and no article is begun', async () => {
    const opened = Promise.withResolvers<void>()
    const { written, ended, settle, read } = night({ es: Promise.resolve() }, { ready: () => opened.promise })
    const end = expect(ended).rejects.toThrow('no memory')
    await settle()
    opened.reject(new Error('no memory'))
    await settle()
    await end
    expect(written).toEqual({})
    expect(read()).toBe(0)
  })
})

it('a locale that never answers keeps no other waiting, nor does one that has been left out and is back', async () => {
  const [fr, ca] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { written, ended, settle } = night({ fr: fr.promise, es: Promise.resolve(), ca: ca.promise })
  await settle()
  expect(written).toEqual({ es: ARTICLES })
  ca.resolve()
  await settle()
  expect(written).toEqual({ es: ARTICLES, ca: ARTICLES })
  fr.resolve()
  await settle()
  await ended
  expect(written).toEqual({ es: ARTICLES, ca: ARTICLES, fr: ARTICLES })
})

it('an article that no locale can read is told of once, and counted once', async () => {
  const { refused, tally, written, ended, settle } = night(
    { es: Promise.resolve(), ca: Promise.resolve() },
    { extra: { 'articles/broken.txt': Buffer.from([0x41, 0xff, 0x42]) } },
  )
  await settle()
  await ended
  expect(refused).toEqual(['broken.txt'])
  expect(tally.refused).toBe(1)
  expect(tally.articles).toBe(ARTICLES + 1)
  expect(written).toEqual({ es: ARTICLES, ca: ARTICLES })
})

it('data that no format recognises is told of once, and is neither an article nor a failure', async () => {
  const { refused, passedOver, tally, written, ended, settle } = night(
    { es: Promise.resolve(), ca: Promise.resolve() },
    { extra: { 'articles/chart.json': Buffer.from('{ "title": "Turnout", "values": [1, 2] }') } },
  )
  await settle()
  await ended
  expect({ refused, passedOver }).toEqual({ refused: [], passedOver: ['chart.json'] })
  expect(tally.articles).toBe(ARTICLES)
  expect(tally.passedOver).toEqual(['chart.json'])
  expect(tally.findings).toEqual([])
  expect(written).toEqual({ es: ARTICLES, ca: ARTICLES })
})

it('locales that are equally far share one reading of an article', async () => {
  const { read, ended, settle } = night({ es: Promise.resolve(), ca: Promise.resolve() })
  await settle()
  await ended
  expect(read()).toBe(ARTICLES)
})

it('what readers see already is made before what is new', async () => {
  const room = newsroom()
  const root = path.join(room.root, 'articles')
  const nightly = async (): Promise<readonly string[]> => {
    const jobs = new LocalEngine<EditionOutcome>()
    const begun: string[] = []
    const shelf = openShelf(root, async ({ id, path: place }: ArticleFile, bytes) =>
      readArticle(id, place, bytes, READ_SETTINGS),
    )
    const ports: RunPorts = { ...room.ports, jobs, shelf }
    jobs.take(1, (job, earlier) => {
      begun.push(job.article)
      return doJob(job, earlier, ports)
    })
    await run(() => findArticles(sourceAt(root)), ['es'], ports, {
      priority: 'usual',
      force: false,
      isNamed: false,
      isStopped: () => false,
      tally: new Tally(),
      watcher: { edition() {}, refused() {}, passedOver() {} },
    })
    return begun
  }
  vi.useRealTimers()
  writeFiles(room.root, { 'articles/ferry.md': 'The ferry is late.\n' })
  await room.at(nightly)
  writeFiles(room.root, {
    'articles/a.md': 'New.\n',
    'articles/b.md': 'New too.\n',
    'articles/ferry.md': 'The ferry is on time.\n',
  })
  expect(await room.at(nightly)).toEqual(['ferry', 'a', 'b'])
})
