import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DragomanError } from '../../../src/article/errors.ts'
import { openSqliteOutbox } from '../../../src/memory/sqlite/outbox.ts'
import { Delivery } from '../../../src/publish/hook/delivery.ts'
import type { Outbox } from '../../../src/publish/hook/outbox.ts'
import type { Posted } from '../../../src/publish/hook/post.ts'
import { fakeClock } from '../../fakes/clock.ts'
import { writtenEvent } from '../../fakes/events.ts'

const OUT: Posted = { kind: 'failed', why: 'HTTP 503', isOutage: true, retryAfterMs: 0 }
const REFUSED: Posted = { kind: 'failed', why: 'HTTP 422', isOutage: false, retryAfterMs: 0 }
const TAKEN: Posted = { kind: 'delivered' }
const MINUTE = 60_000

interface Post {
  readonly edition: string
  readonly sha256: string
  readonly at: number
  readonly timeoutMs: number
}

/** A delivery by a clock of its own; the receiver needs 50 ms, and answers as told. */
function delivery(answer: (post: Post, nth: number) => Posted = () => TAKEN, outbox = emptyOutbox()) {
  const clock = fakeClock()
  const started = clock.now()
  const posts: Post[] = []
  const taken: string[] = []
  const troubles: unknown[] = []
  let underWay = 0
  let mostUnderWay = 0
  const it = new Delivery({
    outbox,
    clock,
    random: () => 1,
    onTrouble: (error) => troubles.push(error),
    async post({ body }, timeoutMs) {
      const { article, sha256 } = JSON.parse(body).data as { article: string; sha256: string }
      const post = { edition: article, sha256, at: clock.now() - started, timeoutMs }
      const nth = posts.push(post)
      mostUnderWay = Math.max(mostUnderWay, ++underWay)
      await clock.sleep(50)
      underWay--
      const posted = answer(post, nth)
      if (posted.kind === 'delivered') taken.push(`${article} ${sha256}`)
      return posted
    },
  })
  return {
    clock,
    posts,
    taken,
    troubles,
    outbox,
    mostUnderWay: () => mostUnderWay,
    wake: () => it.wake(),
    /** Notes the events, each as `edition hash`. */
    async note(...events: readonly string[]) {
      for (const event of events) {
        const [article = '', sha256 = ''] = event.split(' ')
        await outbox.note(writtenEvent({ article, sha256 }))
      }
      it.wake()
    },
    finish: (patienceMs = MINUTE) => clock.until(it.finish(patienceMs)),
    stop: () => clock.until(it.stop()),
  }
}

function emptyOutbox(): Outbox {
  const outbox = openSqliteOutbox(':memory:')
  onTestFinished(() => outbox.close())
  return outbox
}

const editions = (count: number) => Array.from({ length: count }, (_, nth) => `article-${nth} 1`)

describe('delivery', () => {
  it('delivers what is noted, some at once, and keeps nothing', async () => {
    const at = delivery()
    await at.note(...editions(30))
    expect(await at.finish()).toBeUndefined()
    expect(at.taken).toEqual(editions(30))
    expect(at.mostUnderWay()).toBe(8)
    expect(await at.outbox.count()).toBe(0)
  })

  it('delivers what was noted before it was opened, and what is noted after it had nothing to do', async () => {
    const at = delivery()
    await at.outbox.note(writtenEvent({ article: 'a', sha256: '1' }))
    at.wake()
    await at.clock.advance(MINUTE)
    expect(at.taken).toEqual(['a 1'])
    await at.note('a 2')
    await at.clock.advance(MINUTE)
    expect(at.taken).toEqual(['a 1', 'a 2'])
  })

  it('finds within seconds what another process has noted', async () => {
    const at = delivery()
    await at.note('a 1')
    await at.clock.advance(MINUTE)
    await at.outbox.note(writtenEvent({ article: 'b', sha256: '1' }))
    await at.clock.advance(5_100)
    expect(at.taken).toEqual(['a 1', 'b 1'])
  })

  it('misses no event that is noted just when it has found none', async () => {
    const inner = emptyOutbox()
    const at = delivery(() => TAKEN, {
      ...inner,
      async next(atMost, leftOut) {
        const found = await inner.next(atMost, leftOut)
        if (at.posts.length === 0 && (await inner.count()) === 0) await at.note('late 1')
        return found
      },
    })
    at.wake()
    await at.clock.advance(MINUTE)
    expect(at.taken).toEqual(['late 1'])
  })

  it('never lets a later event of an edition overtake an earlier one, whatever fails, and brings all', async () => {
    const noted = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 })
    const answers = fc.array(fc.constantFrom(TAKEN, OUT, REFUSED), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(noted, answers, async (names, first) => {
        const outbox = openSqliteOutbox(':memory:')
        const at = delivery((_post, nth) => first[nth - 1] ?? TAKEN, outbox)
        const events = names.map((name, nth) => `${name} ${nth}`)
        await at.note(...events)
        expect(await at.finish(1_000 * MINUTE)).toBeUndefined()
        for (const name of new Set(names)) {
          const ofIt = (list: readonly string[]) => list.filter((event) => event.startsWith(`${name} `))
          expect(ofIt(at.taken)).toEqual(ofIt(events))
        }
        await outbox.close()
      }),
      { numRuns: 60 },
    )
  })
})

describe('an event that the receiver refuses', () => {
  it('holds up the later ones of its edition and no other', async () => {
    const at = delivery(({ edition }) => (edition === 'bad' ? REFUSED : TAKEN))
    await at.note('bad 1', 'bad 2', ...editions(40))
    expect(await at.finish()).toEqual({ waiting: 2, why: 'HTTP 422' })
    expect(at.taken).toEqual(editions(40))
    expect(at.posts.some(({ edition, sha256 }) => edition === 'bad' && sha256 === '2')).toBe(false)
  })

  it('is tried again later each time, and does not pause what comes meanwhile', async () => {
    const at = delivery(({ edition }) => (edition === 'bad' ? REFUSED : TAKEN))
    await at.note('bad 1')
    await at.clock.advance(10 * MINUTE)
    const tried = at.posts.map((post) => post.at)
    const waits = tried.slice(1).map((time, nth) => time - tried[nth]! - 50)
    expect(waits.slice(0, 9)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, MINUTE, MINUTE, MINUTE])
    await at.note('good 1')
    await at.clock.advance(100)
    expect(at.taken).toEqual(['good 1'])
  })

  it('is one of no more than some dozens that are held in memory: others would fare as badly', async () => {
    const at = delivery(() => REFUSED)
    await at.note(...editions(500))
    await at.clock.advance(60 * MINUTE)
    expect(new Set(at.posts.map(({ edition }) => edition)).size).toBeLessThanOrEqual(64 + 8)
    expect(await at.outbox.count()).toBe(500)
    await at.stop()
  })
})

describe('a receiver that is out of service', () => {
  it('is asked by one event at a time, about once a minute, and gets everything when it is back', async () => {
    const at = delivery(({ at: time }) => (time < 60 * MINUTE ? OUT : TAKEN))
    await at.note(...editions(100))
    await at.clock.advance(60 * MINUTE)
    expect(at.posts.length).toBeLessThan(8 + 70)
    const { length } = at.posts
    expect(await at.finish(3 * MINUTE)).toBeUndefined()
    expect(at.taken.toSorted()).toEqual(editions(100).toSorted())
    expect(at.posts.length).toBeLessThanOrEqual(length + 100 + 2)
  })

  it('is left alone for as long as it asks', async () => {
    const at = delivery((_post, nth) => (nth <= 8 ? { ...OUT, retryAfterMs: 5 * MINUTE } : TAKEN))
    await at.note(...editions(20))
    await at.clock.advance(5 * MINUTE)
    expect(at.posts).toHaveLength(8)
    await at.clock.advance(MINUTE)
    expect(at.taken).toHaveLength(20)
  })

  it('is waited for no longer than there is patience, and not at all when the next attempt would be later', async () => {
    const at = delivery(() => OUT)
    await at.note(...editions(3))
    await at.clock.advance(10 * MINUTE)
    const before = at.clock.now()
    expect(await at.finish(5_000)).toEqual({ waiting: 3, why: 'HTTP 503' })
    expect(at.clock.now() - before).toBeLessThan(5_000)
  })

  it('has less time for each answer, the less is left', async () => {
    const at = delivery(() => OUT)
    await at.note('a 1')
    await at.clock.advance(10)
    await at.finish(10_000)
    const [first, ...later] = at.posts.map(({ timeoutMs }) => timeoutMs)
    expect(first).toBe(15_000)
    expect(later.every((timeoutMs) => timeoutMs >= 1_000 && timeoutMs < 10_000)).toBe(true)
    expect(later).not.toEqual([])
  })
})

describe('delivery ends', () => {
  it('when the receiver wants no more, and says how many wait', async () => {
    const at = delivery((_post, nth) => (nth === 9 ? { kind: 'gone' } : TAKEN))
    await at.note(...editions(50))
    expect(await at.finish()).toEqual({ waiting: 35, why: expect.stringContaining('410') })
    expect(at.posts).toHaveLength(16)
    await at.note('later 1')
    await at.clock.advance(MINUTE)
    expect(at.posts).toHaveLength(16)
  })

  it('when there is more than there is time for', async () => {
    const at = delivery()
    await at.note(...editions(800))
    expect(await at.finish(1_000)).toEqual({ waiting: 640, why: 'there was no time left' })
  })

  it('when it is stopped, once what is under way has its answer', async () => {
    const at = delivery()
    await at.note(...editions(50))
    await at.clock.advance(10)
    await at.stop()
    expect([at.taken.length, await at.outbox.count()]).toEqual([8, 42])
  })

  it('when the outbox cannot be read: told, never thrown', async () => {
    const broken = new DragomanError('STATE_UNREADABLE', 'The outbox is gone.', { fix: 'Look at the disk.' })
    const outbox = { ...emptyOutbox(), next: () => Promise.reject(broken) }
    const at = delivery(() => TAKEN, outbox)
    await at.note('a 1')
    expect(await at.finish()).toBeUndefined()
    expect(at.troubles).toEqual([broken])
    await at.stop()
  })
})
