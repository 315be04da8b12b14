import { readdirSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { type Hands, openHands } from '../../src/pipeline/hands.ts'
import { run } from '../../src/pipeline/run.ts'
import { Tally } from '../../src/pipeline/summary.ts'
import { openWriters } from '../../src/pipeline/writers.ts'
import type { Segmenter } from '../../src/segment/segmenter.ts'
import { findArticles } from '../../src/sources/folder.ts'
import type { Gap, Translation } from '../../src/translate/gap.ts'
import { writeFiles } from '../fakes/folder.ts'
import { newsroom, READ_SETTINGS } from '../fakes/newsroom.ts'

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
    hands = openHands(() => {}),
    ready = async () => {},
  }: { targets?: readonly string[]; hands?: Hands; ready?: () => Promise<void> } = {},
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
  writeFiles(room.root, Object.fromEntries(articles))
  const written: Record<string, number> = {}
  const read = new Set<string>()
  const noting: Segmenter = {
    ...READ_SETTINGS.segmenter,
    split(text, locale) {
      read.add(text)
      return READ_SETTINGS.segmenter.split(text, locale)
    },
  }
  const ended = run(findArticles(path.join(room.root, 'articles')), targets, {
    ...room.ports,
    hands,
    ready,
    read: async () => ({ ...READ_SETTINGS, segmenter: noting }),
    stopped: () => false,
    writers: openWriters(),
    tally: new Tally(),
    watcher: {
      edition(_path, locale, { kind }) {
        if (kind === 'written') written[locale] = (written[locale] ?? 0) + 1
      },
      refused() {},
    },
    force: false,
  })
  /** Whatever can happen happens, for minutes of the night's clock. */
  const settle = async () => {
    for (let second = 0; second < 120; second++) {
      for (let turns = 0; turns < 5; turns++) await turn()
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }
  return { written, ended, settle, read: () => read.size, files: () => readdirSync(room.root) }
}

it('whoever waits for another writer of an edition is not at work: it gets what it has asked for', async () => {
  const answer = Promise.withResolvers<void>()
  let isAsked = false
  const answers = {
    get es() {
      isAsked = true
      return answer.promise
    },
  }
  const hands = openHands((state) => isAsked && state !== 'feeding' && answer.resolve())
  const { written, ended, settle } = night(answers, { targets: ['es', 'es'], hands })
  await settle()
  expect(written).toEqual({ es: ARTICLES * 2 })
  await ended
})

describe('while the memories are being opened', () => {
  it('the first articles are read, and nothing is written, looked up or bought before they are', async () => {
    const opened = Promise.withResolvers<void>()
    const { written, ended, settle, read, files } = night(
      { es: Promise.resolve() },
      { ready: () => opened.promise },
    )
    await settle()
    expect(read()).toBeGreaterThan(0)
    expect(read()).toBeLessThan(ARTICLES)
    expect(files()).toEqual(['articles'])
    expect(written).toEqual({})
    opened.resolve()
    await settle()
    await ended
    expect(written).toEqual({ es: ARTICLES })
  })

  it('one that cannot be ends the night with why, and no more articles are begun', async () => {
    const opened = Promise.withResolvers<void>()
    const { written, ended, settle, read } = night({ es: Promise.resolve() }, { ready: () => opened.promise })
    const end = expect(ended).rejects.toThrow('no memory')
    await settle()
    const begun = read()
    opened.reject(new Error('no memory'))
    await settle()
    await end
    expect(written).toEqual({})
    expect(read()).toBeLessThanOrEqual(begun + 2)
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
