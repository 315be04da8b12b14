import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Job, type JobEngine, jobKey, type Ticket } from '../../src/jobs/engine.ts'

/** Opens an engine without jobs, of which `waitingAtMost` usual jobs of each locale may wait. */
export type OpenEngine = (waitingAtMost: number) => JobEngine<string>

const STOPPED = expect.objectContaining({ code: 'STOPPED' })

/** `es a` is usual, `es a!` urgent, `es a +force` forced. */
function job(name: string): Job {
  const [, locale = '', article = '', urgent, force] = /^(\S+) ([^ !]+)(!?)( \+force)?$/.exec(name) ?? []
  const priority = urgent === '!' ? 'urgent' : 'usual'
  return { article, path: `${article}.md`, locale, priority, force: force !== undefined }
}

const nameOf = ({ locale, article, priority, force }: Job) =>
  `${locale} ${article}${priority === 'urgent' ? '!' : ''}${force ? ' +force' : ''}`

/** Jobs under way, each until the test ends it. */
class Workshop {
  /** In order. */
  readonly begun: Job[] = []
  /** Keys of jobs that began while another of their key was under way. */
  readonly twice: string[] = []
  /** Of one locale and priority. */
  mostAtWork = 0
  readonly #atWork = new Map<string, { readonly job: Job; readonly ending: PromiseWithResolvers<string> }>()
  #changed = Promise.withResolvers<void>()

  /** What came of the job that each of those begun had to wait for. */
  readonly earlier: (string | undefined)[] = []

  readonly doJob = (job: Job, earlier: string | undefined): Promise<string> => {
    this.earlier.push(earlier)
    const key = jobKey(job)
    const ending = Promise.withResolvers<string>()
    if (this.#atWork.has(key)) this.twice.push(key)
    this.begun.push(job)
    this.#atWork.set(key, { job, ending })
    const alike = this.atWork.filter((each) => each.locale === job.locale && each.priority === job.priority)
    this.mostAtWork = Math.max(this.mostAtWork, alike.length)
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
    return ending.promise
  }

  get atWork(): readonly Job[] {
    return [...this.#atWork.values()].map(({ job }) => job)
  }

  /** Resolves with the names of the jobs that have begun, in order, when there are so many. */
  async names(count: number): Promise<readonly string[]> {
    while (this.begun.length < count) await this.#changed.promise
    return this.begun.map(nameOf)
  }

  /** The outcome says which of this key's jobs it was. */
  end(name: string, error?: Error): void {
    const key = jobKey(job(name))
    const { ending } = this.#atWork.get(key)!
    this.#atWork.delete(key)
    if (error !== undefined) ending.reject(error)
    else ending.resolve(`${key} ${this.begun.filter((each) => jobKey(each) === key).length}`)
  }
}

/** What every job engine keeps to. */
export function jobsContract(name: string, open: OpenEngine): void {
  const enqueueAll = async (engine: JobEngine<string>, texts: readonly string[]) => {
    const tickets: Ticket<string>[] = []
    for (const text of texts) tickets.push(await engine.enqueue(job(text)))
    return tickets.map(({ outcome }) => outcome)
  }

  describe(`${name} keeps the contract of job engines`, () => {
    describe('a job', () => {
      it('waits until it is taken, and has the outcome of what was done', async () => {
        const engine = open(10)
        const [outcome] = await enqueueAll(engine, ['es a'])
        engine.take(1, async (job) => `done ${job.path}`)
        await expect(outcome).resolves.toBe('done a.md')
      })

      it('that fails tells its own callers, and no others', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        const [first, again, other] = await enqueueAll(engine, ['es a', 'es a', 'es b', 'es c'])
        engine.take(3, workshop.doJob)
        await workshop.names(3)
        workshop.end('es a', new Error('broken'))
        workshop.end('es c', new Error('nobody reads this'))
        workshop.end('es b')
        await expect(first).rejects.toThrow('broken')
        await expect(again).rejects.toThrow('broken')
        await expect(other).resolves.toBe('es b 1')
        await engine.idle()
      })

      it('that fails before its first wait is a failure like any other', async () => {
        const engine = open(10)
        const [outcome] = await enqueueAll(engine, ['es a'])
        engine.take(1, () => {
          throw new Error('broken')
        })
        await expect(outcome).rejects.toThrow('broken')
        await engine.idle()
      })
    })

    describe('jobs of one key', () => {
      it.each([
        [['es a', 'es a'], 'es a'],
        [['es a', 'es a!'], 'es a!'],
        [['es a!', 'es a'], 'es a!'],
        [['es a', 'es a +force'], 'es a +force'],
        [['es a! +force', 'es a'], 'es a! +force'],
      ])('that wait are one: %j become %s', async (texts, expected) => {
        const engine = open(10)
        const workshop = new Workshop()
        const outcomes = await enqueueAll(engine, [...texts, 'es b'])
        engine.take(2, workshop.doJob)
        expect((await workshop.names(2)).toSorted()).toEqual([expected, 'es b'])
        workshop.end('es a')
        workshop.end('es b')
        expect(await Promise.all(outcomes)).toEqual(['es a 1', 'es a 1', 'es b 1'])
      })

      it('wait until the one under way has ended, and have an outcome of their own', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(2, workshop.doJob)
        const [first] = await enqueueAll(engine, ['es a'])
        const [second, third] = await enqueueAll(engine, ['es a', 'es a', 'es b'])
        expect(await workshop.names(2)).toEqual(['es a', 'es b'])
        workshop.end('es a')
        expect(await workshop.names(3)).toEqual(['es a', 'es b', 'es a'])
        workshop.end('es a')
        expect(await Promise.all([first, second, third])).toEqual(['es a 1', 'es a 2', 'es a 2'])
        expect(workshop.earlier).toEqual([undefined, undefined, 'es a 1'])
      })

      it('keep their place in the order while one of them is under way', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        await enqueueAll(engine, ['es a!', 'es b', 'es a', 'es c', 'es d'])
        workshop.end('es b')
        expect(await workshop.names(3)).toEqual(['es a!', 'es b', 'es c'])
        workshop.end('es a')
        await engine.enqueue(job('es e'))
        workshop.end('es c')
        expect((await workshop.names(4)).at(-1)).toBe('es a')
      })

      it('of an article in two locales are two', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        await enqueueAll(engine, ['es a', 'ca a'])
        expect((await workshop.names(2)).toSorted()).toEqual(['ca a', 'es a'])
      })
    })

    describe('urgent jobs', () => {
      it('that wait begin before usual ones, each kind in order of arrival', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        await enqueueAll(engine, ['es a', 'es b', 'es c!', 'es d!'])
        engine.take(1, workshop.doJob)
        expect(await workshop.names(2)).toEqual(['es c!', 'es a'])
        workshop.end('es c')
        workshop.end('es a')
        expect(await workshop.names(4)).toEqual(['es c!', 'es a', 'es d!', 'es b'])
      })

      it('go beside usual ones, not instead of them, and as many', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(2, workshop.doJob)
        await enqueueAll(engine, ['es a', 'es b', 'es c', 'es d!', 'es e!', 'es f!'])
        expect(await workshop.names(4)).toEqual(['es a', 'es b', 'es d!', 'es e!'])
        workshop.end('es b')
        expect(await workshop.names(5)).toEqual(['es a', 'es b', 'es d!', 'es e!', 'es c'])
        workshop.end('es d')
        expect((await workshop.names(6)).at(-1)).toBe('es f!')
      })

      it('are also those that waited as usual ones', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        await enqueueAll(engine, ['es a', 'es b', 'es c', 'es c!'])
        expect(await workshop.names(2)).toEqual(['es a', 'es c!'])
        workshop.end('es c')
        workshop.end('es a')
        expect(await workshop.names(3)).toEqual(['es a', 'es c!', 'es b'])
        workshop.end('es b')
        await engine.idle()
        expect(workshop.begun).toHaveLength(3)
      })

      it('do not wait for one whose key is under way', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        await enqueueAll(engine, ['es a', 'es a!', 'es b!'])
        expect(await workshop.names(2)).toEqual(['es a', 'es b!'])
      })
    })

    describe('of each locale', () => {
      it('only so many usual jobs wait; another is accepted when one of them begins', async () => {
        const engine = open(2)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        await enqueueAll(engine, ['es a', 'es b', 'es c'])
        const isAccepted = { d: false }
        const accepted = engine.enqueue(job('es d')).then(() => {
          isAccepted.d = true
        })
        // Another locale, an urgent job and a job that waits already have room meanwhile.
        await enqueueAll(engine, ['ca a', 'ca b', 'ca c', 'es c', 'es e!', 'es f!', 'es g!'])
        expect(isAccepted.d).toBe(false)
        workshop.end('es a')
        await accepted
        expect((await workshop.names(4)).at(-1)).toBe('es b')
      })

      it('callers that wait for room are served in order of arrival', async () => {
        const engine = open(1)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        const all = ['es a', 'es b', 'es c', 'es d', 'es e']
        const accepted = all.map((text) => engine.enqueue(job(text)))
        for (const [index, text] of all.entries()) {
          await workshop.names(index + 1)
          workshop.end(text)
        }
        await Promise.all(accepted)
        expect(await workshop.names(5)).toEqual(all)
      })

      it('jobs go on however long those of another take', async () => {
        const engine = open(2)
        const workshop = new Workshop()
        engine.take(1, (job) =>
          job.locale === 'ca' ? workshop.doJob(job, undefined) : Promise.resolve('done'),
        )
        await enqueueAll(engine, ['ca a', 'ca b', 'ca c', 'ca d!', 'ca e!'])
        for (let article = 0; article < 20; article++) {
          const [outcome] = await enqueueAll(engine, [`es ${article}`])
          await expect(outcome).resolves.toBe('done')
        }
      })
    })

    describe('the end', () => {
      it('is idle when there was nothing to do', () => open(1).idle())

      it('is idle only when nothing waits and nothing is under way', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        const outcomes = await enqueueAll(engine, ['es a', 'es a', 'ca a!'])
        const ended: string[] = []
        for (const outcome of outcomes) void outcome.then((text) => ended.push(text))
        const idle = engine.idle().then(() => ended.toSorted())
        await workshop.names(2)
        workshop.end('ca a')
        workshop.end('es a')
        await workshop.names(3)
        workshop.end('es a')
        expect(await idle).toEqual(['ca a 1', 'es a 1', 'es a 2'])
      })

      it('is not idle before its first job was taken, nor before its last job has ended', async () => {
        const engine = open(10)
        const workshop = new Workshop()
        const [outcome] = await enqueueAll(engine, ['es a'])
        const order: string[] = []
        void outcome?.then((text) => order.push(text))
        const early = engine.idle().then(() => order.push('idle'))
        engine.take(1, workshop.doJob)
        await workshop.names(1)
        const late = engine.idle().then(() => order.push('idle'))
        workshop.end('es a')
        await Promise.all([early, late])
        expect(order).toEqual(['es a 1', 'idle', 'idle'])
      })

      it('lets what is under way end, and begins nothing more', async () => {
        const engine = open(1)
        const workshop = new Workshop()
        engine.take(1, workshop.doJob)
        const [atWork, waiting, urgent] = await enqueueAll(engine, ['es a', 'es b', 'es a!'])
        const withoutRoom = engine.enqueue(job('es c'))
        const closed = engine.close().then(() => workshop.atWork)
        await expect(waiting).rejects.toEqual(STOPPED)
        await expect(urgent).rejects.toEqual(STOPPED)
        await expect(withoutRoom).rejects.toEqual(STOPPED)
        await expect(engine.enqueue(job('ca d!'))).rejects.toEqual(STOPPED)
        workshop.end('es a')
        expect(await closed).toEqual([])
        await expect(atWork).resolves.toBe('es a 1')
        await engine.idle()
        expect(await workshop.names(1)).toEqual(['es a'])
      })

      it('may come before any job is taken', async () => {
        const engine = open(1)
        const [waiting] = await enqueueAll(engine, ['es a'])
        const withoutRoom = engine.enqueue(job('es b'))
        await engine.close()
        await expect(waiting).rejects.toEqual(STOPPED)
        await expect(withoutRoom).rejects.toEqual(STOPPED)
      })
    })

    it('whatever the order, no key is under way twice, and every job ends once, in time and in place', () =>
      fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), (all, atOnce) => play(open(2), all, atOnce)),
      ))
  })
}

/** Bring a job; end one of those under way, a fraction says which; or let what follows from that happen. */
type Step =
  | { readonly kind: 'bring'; readonly job: Job }
  | { readonly kind: 'end'; readonly which: number; readonly fails: boolean }
  | { readonly kind: 'wait' }

/** Its usual jobs end after all other jobs have. */
const SLOW = 'ar'

const isSlow = ({ locale, priority }: Job) => locale === SLOW && priority === 'usual'

const anyJob: fc.Arbitrary<Job> = fc
  .record({
    article: fc.constantFrom('a', 'b', 'c', 'd'),
    locale: fc.constantFrom('es', 'ca', SLOW),
    priority: fc.constantFrom('urgent' as const, 'usual' as const),
    force: fc.boolean(),
  })
  .map((each) => {
    // An urgent job would rightly wait for a slow one of its own key.
    const article = each.locale === SLOW && each.priority === 'urgent' ? `live-${each.article}` : each.article
    return { ...each, article, path: `${article}.md` }
  })

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: anyJob.map((job) => ({ kind: 'bring' as const, job })) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        which: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fails: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'wait' as const }) },
  ),
  { maxLength: 60 },
)

/** Brings and ends jobs as told, then ends the others, slow ones last. Does not come back where a job is forgotten. */
async function play(engine: JobEngine<string>, all: readonly Step[], atOnce: number): Promise<void> {
  const workshop = new Workshop()
  engine.take(atOnce, workshop.doJob)
  const brought: { readonly job: Job; readonly over: Promise<void> }[] = []
  const outcomes: Job[] = []
  const mayEnd = () => workshop.atWork.filter((each) => !isSlow(each))

  for (const step of all) {
    if (step.kind === 'wait') await new Promise((resolve) => setImmediate(resolve))
    else if (step.kind === 'end') {
      const one = mayEnd()[Math.floor(step.which * mayEnd().length)]
      if (one !== undefined) workshop.end(nameOf(one), step.fails ? new Error('broken') : undefined)
    } else {
      const { job } = step
      const note = () => void outcomes.push(job)
      brought.push({ job, over: engine.enqueue(job).then(({ outcome }) => outcome.then(note, note)) })
    }
  }

  const endAll = async (jobs: typeof brought, ready: () => readonly Job[]) => {
    let isOver = false
    const over = Promise.all(jobs.map((each) => each.over)).then(() => {
      isOver = true
    })
    while (!isOver) {
      const more = workshop.names(workshop.begun.length + 1)
      for (const each of ready()) workshop.end(nameOf(each))
      await Promise.race([over, more])
    }
  }
  const quick = brought.filter(({ job }) => !isSlow(job))
  await endAll(quick, mayEnd)
  await endAll(brought, () => workshop.atWork)
  await engine.idle()

  expect(workshop.twice).toEqual([])
  expect(workshop.mostAtWork).toBeLessThanOrEqual(atOnce)
  expect(outcomes).toHaveLength(brought.length)
  const keys = (jobs: readonly Job[]) => new Set(jobs.map(jobKey))
  expect(keys(workshop.begun)).toEqual(keys(brought.map(({ job }) => job)))
}
