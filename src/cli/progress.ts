import { lines } from './progress-lines.ts'
import type { Progress } from './progress-watcher.ts'

export type { Progress } from './progress-watcher.ts'

/** Bars are loaded where there is a terminal to draw them on. */
export const progress = async (verb: 'written' | 'to write' = 'written'): Promise<Progress> =>
  process.stderr.isTTY ? (await import('./progress-bars.ts')).bars(process.stderr, verb) : lines()
