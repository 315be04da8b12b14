import { sha256 } from '../article/hash.ts'
import { isRunning, thisProcess } from './process.ts'

/** `7-3c2f1a90`: what this process puts into the names of files that it makes beside their place. No other has the same. */
export const WRITER = `${process.pid}-${sha256(thisProcess().namespace).slice(0, 8)}`

/** A writer as it stands in a file's name, for regular expressions; earlier versions wrote the number alone. */
export const ANY_WRITER = String.raw`\d+(?:-[0-9a-f]{8})?`

/** No file takes this long: its writer was killed, even if another process has its number now. */
const LEFT_BEHIND_MS = 3_600_000

/** Was this file left behind by a writer that was killed? Whether one of another container lives cannot be seen: there age tells. */
export function isLeftBehind(writer: string, modifiedMs: number): boolean {
  const [pid, namespace] = writer.split('-')
  const isOfHere = WRITER.endsWith(`-${namespace}`)
  return (isOfHere && !isRunning(Number(pid))) || Date.now() - modifiedMs > LEFT_BEHIND_MS
}
