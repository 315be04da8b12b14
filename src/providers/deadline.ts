/**
 * One attempt within a deadline: at its end `signal` aborts and the attempt fails with what `late` makes. The timer
 * ends with the attempt; AbortSignal.timeout would keep request and reply in memory until it fires.
 */
export async function within<T>(
  timeoutMs: number,
  late: () => Error,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const { promise: deadline, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    reject(late())
    stop.abort()
  }, timeoutMs)
  try {
    return await Promise.race([attempt(stop.signal), deadline])
  } finally {
    clearTimeout(timer)
  }
}
