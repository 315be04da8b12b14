import { describe, expect, it } from 'vitest'
import type { EditionOutcome } from '../../src/pipeline/summary.ts'
import { openWriters } from '../../src/pipeline/writers.ts'

const WRITTEN: EditionOutcome = { kind: 'written', draft: undefined }

function scene() {
  const writers = openWriters()
  const log: string[] = []
  const article = (readAt = performance.now()) => ({ id: 'live', readAt })
  /** Writes until it is told to be done. */
  const begin = (name: string, at = article(), locale = 'es') => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const outcome = writers.write(at, locale, async () => {
      log.push(`${name} begins`)
      await promise
      log.push(`${name} ends`)
      return WRITTEN
    })
    return { outcome, finish: resolve }
  }
  return { writers, log, article, begin }
}

describe('an edition', () => {
  it('has one writer at a time, in the order of asking', async () => {
    const { log, begin } = scene()
    const all = ['first', 'second', 'third'].map((name) => begin(name))
    for (const { finish } of all.toReversed()) finish()
    await Promise.all(all.map(({ outcome }) => outcome))
    expect(log).toEqual([
      'first begins',
      'first ends',
      'second begins',
      'second ends',
      'third begins',
      'third ends',
    ])
  })

  it('waits for no other one', async () => {
    const { log, article, begin } = scene()
    const spanish = begin('Spanish')
    const catalan = begin('Catalan', article(), 'ca')
    expect(log).toEqual(['Spanish begins', 'Catalan begins'])
    catalan.finish()
    expect(await catalan.outcome).toBe(WRITTEN)
    spanish.finish()
  })

  it('is not written from what was read before an errand took its article over', async () => {
    const { writers, log, article, begin } = scene()
    const before = article(performance.now() - 1)
    writers.takeOver(['live'])
    const errand = begin('errand')
    const archive = begin('archive', before)
    errand.finish()
    expect(await errand.outcome).toBe(WRITTEN)
    expect((await archive.outcome).kind).toBe('unchanged')
    expect(log).toEqual(['errand begins', 'errand ends'])
  })

  it('goes on where its writer failed', async () => {
    const { writers, article, begin } = scene()
    const broken = writers.write(article(), 'es', () => Promise.reject(new Error('broken')))
    const next = begin('next')
    next.finish()
    await expect(broken).rejects.toThrow('broken')
    expect(await next.outcome).toBe(WRITTEN)
  })
})
