import { timedOut } from './failures.ts'

/**
 * One attempt within a deadline: at its end `signal` aborts and the attempt fails as timed out. The timer
 * ends with the attempt; AbortSignal.timeout would keep request and reply in memory until it fires. A process that was
 * busy with something else could hear no reply meanwhile: then the attempt has some moments more.
 */
export async function within<T>(
  provider: string,
  timeoutMs: number,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const { promise: deadline, reject } = Promise.withResolvers<never>()
  const due = performance.now() + timeoutMs
  const end = () => {
    reject(timedOut(provider, timeoutMs))
    stop.abort()
  }
  let timer = setTimeout(() => {
    if (performance.now() - due < DEAF_MS) end()
    else timer = setTimeout(end, HEARING_MS)
  }, timeoutMs)
  try {
    return await Promise.race([attempt(stop.signal), deadline])
  } finally {
    clearTimeout(timer)
  }
}

/** A timer that fires so late was held up. */
const DEAF_MS = 250
/** Enough to hear what has arrived. */
const HEARING_MS = 1_000
