import type { DragomanError } from '../article/errors.ts'

/** Data goes to stdout, people are spoken to on stderr. */
export const printData = (text: string): void => {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

/**
 * The same for what is too long to be held: waits until the reader has taken it.
 * @returns false: the reader has gone away, and the rest may be left out
 */
export async function streamData(text: string): Promise<boolean> {
  const { stdout } = process
  if (stdout.errored !== null) return false
  if (stdout.write(text)) return true
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const event of ['drain', 'error', 'close']) stdout.once(event, resolve)
  await promise
  for (const event of ['drain', 'error', 'close']) stdout.off(event, resolve)
  return stdout.errored === null
}

export const printJson = (value: unknown): void => printData(JSON.stringify(value, null, 2))

export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/**
 * A reader that has gone away (`dragoman segment … | head -1`, a log collector that died) is no failure of the command: it
 * goes on with its work, and what it would still print goes nowhere.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', passOverGoneReader)
}

/** A pipe says EPIPE; a socket whose reader left something unread says ECONNRESET. */
function passOverGoneReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error
}

/** `ferry.md:3:7: what is wrong (CODE)` and how to mend it. */
export function explain(error: DragomanError): string {
  const place = error.place === undefined ? '' : `${error.place}: `
  return `${place}${error.message} (${error.code})\n  → ${error.fix}`
}
