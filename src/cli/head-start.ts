import { existsSync } from 'node:fs'
import path from 'node:path'
import type { SecondThread } from '../threads/second.ts'
import type { RunOptions } from './run.ts'

/**
 * The second thread, begun before the command itself is loaded, since each takes a third of a second; undefined where
 * it may not be needed. It surely is when articles are named, which somebody has just written, and in a project that has
 * yet to be translated.
 */
export async function headStart(
  files: readonly string[],
  { config, dryRun, frozen }: RunOptions,
): Promise<SecondThread | undefined> {
  const isNeeded = files.length > 0 || !existsSync(path.join(path.dirname(config), USUAL_STATE))
  if (!isNeeded || dryRun || frozen) return undefined
  const { openSecondThread } = await import('../threads/second.ts')
  const thread = openSecondThread()
  thread.start()
  return thread
}

/** Where the configuration says another, the thread is begun too often, or later. */
const USUAL_STATE = '.dragoman'
