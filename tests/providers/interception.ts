import nock from 'nock'
import { afterAll, afterEach, beforeAll } from 'vitest'

// Importing nock patches HTTP at once, in a process that other test files share.
nock.restore()

export { nock }

/** For the tests of one `describe`: only what nock expects is answered, and nothing reaches the network. */
export function interceptHttp(): void {
  beforeAll(() => {
    nock.activate()
    nock.disableNetConnect()
  })
  afterEach(() => nock.cleanAll())
  afterAll(() => {
    nock.enableNetConnect()
    nock.restore()
  })
}

/** A place for what a request holds: nock asks the function whether the body is the expected one. */
export function bodyKept() {
  const kept: { body?: unknown } = {}
  const keep = (body: unknown): boolean => {
    kept.body = body
    return true
  }
  return { kept, keep }
}
