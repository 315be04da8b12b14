import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isAbort, quotable, reduced, systemCodeOf } from '../../../src/providers/http/withheld.ts'

const withheld = { texts: ['The marmalade ledger of the harbour.', 'Yes'], secrets: ['canary-key-7f3a', ''] }

describe('a provider’s own sentence', () => {
  it.each([
    ['Yes, the quota is used up.', 'Yes, the quota is used up.'],
    ['Try\n  again later.', 'Try again later.'],
    ['Cannot translate: The marmalade ledger of the harbour.', ''],
    ['Cannot translate “The marmalade ledger of…”', ''],
    ['No such key: canary-key-7f3a', ''],
  ])('is kept unless it quotes what it must not: %j', (message, words) => {
    expect(quotable(message, withheld)).toBe(words)
  })

  it('is cut when it is long', () => {
    expect(quotable('word '.repeat(10_000), withheld).length).toBeLessThan(300)
  })
})

describe('a cause', () => {
  it('keeps name, code and words, and nothing that a library hung on it', () => {
    const cause = Object.assign(new TypeError('fetch failed'), {
      request: { body: 'The marmalade ledger', key: 'canary-key-7f3a' },
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    })
    const kept = reduced(cause, withheld)
    expect(kept).toMatchObject({ name: 'TypeError', message: 'fetch failed', code: 'ECONNREFUSED' })
    expect(inspect(kept, { depth: 20 })).not.toMatch(/marmalade|canary/)
  })

  it('keeps no words of a parser’s, which quote the reply', () => {
    const thrown = (() => {
      try {
        return JSON.parse('Mermelada')
      } catch (error) {
        return error
      }
    })()
    expect((thrown as Error).message).toContain('Mermelada')
    expect(reduced(thrown, withheld)).toMatchObject({ name: 'SyntaxError', message: '' })
  })

  it('that is no error is dropped', () => {
    expect(reduced('The marmalade ledger', withheld)).toBeUndefined()
  })
})

describe('behind an error', () => {
  const wrapped = (innermost: Error) =>
    new Error('outer', { cause: new Error('middle', { cause: innermost }) })

  it('the system’s code is found, numbers are not', () => {
    expect(systemCodeOf(wrapped(Object.assign(new Error(), { code: 'ECONNRESET' })))).toBe('ECONNRESET')
    expect(systemCodeOf(wrapped(Object.assign(new Error(), { code: 20 })))).toBeUndefined()
  })

  it('an abort is found, and a circle of causes comes to an end', () => {
    expect(isAbort(wrapped(new DOMException('aborted', 'AbortError')))).toBe(true)
    const circular = new Error('circular')
    circular.cause = circular
    expect(isAbort(circular)).toBe(false)
  })
})
