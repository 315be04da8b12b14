import { describe, expect, it } from 'vitest'
import type { Gap, Translation } from '../../src/translate/gap.ts'
import { openInFlight, type Settle } from '../../src/translate/in-flight.ts'
import { gapOf, routeTo } from '../fakes/gaps.ts'
import { fakeProvider } from '../fakes/provider.ts'

const gap = gapOf('Hello.', routeTo(fakeProvider()))
const stopped = { ok: false, error: { code: 'STOPPED' } } as unknown as Translation

/** Joins gaps that memory does not hold. `begun` are those that a translation was begun for. */
function flight() {
  const begun: { readonly target: string; readonly gap: Gap; readonly settle: Settle }[] = []
  const inFlight = openInFlight(
    () => false,
    () => {},
  )
  const join = (target: string, ...gaps: readonly Gap[]) =>
    inFlight.join(gaps, {
      target,
      lookUp: async () => new Map(),
      begin: (each, _, settle) => begun.push({ target, gap: each, settle }),
      failure: (error) => {
        throw error
      },
    })
  return { begun, join }
}

describe('what is asked for while it is under way', () => {
  it('is begun once for a target, however many articles ask', async () => {
    const { begun, join } = flight()
    const asked = [join('es', gap), join('es', gap, gap)]
    await Promise.resolve()
    expect(begun).toHaveLength(1)
    begun[0]!.settle(stopped)
    expect(await Promise.all(asked)).toEqual([[stopped], [stopped, stopped]])
  })

  it('is begun for each target that a provider is sent as the same language: each has a memory of its own', async () => {
    const { begun, join } = flight()
    const asked = [join('es-MX', gap), join('es-AR', gap)]
    await Promise.resolve()
    expect(begun.map(({ target }) => target)).toEqual(['es-MX', 'es-AR'])
    for (const { settle } of begun) settle(stopped)
    await Promise.all(asked)
  })

  it('is another translation where a person has dismissed a check', async () => {
    const { begun, join } = flight()
    const asked = [join('es', gap), join('es', { ...gap, dismissed: ['numbers'] })]
    await Promise.resolve()
    expect(begun).toHaveLength(2)
    for (const { settle } of begun) settle(stopped)
    await Promise.all(asked)
  })
})
