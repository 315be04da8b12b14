import { lines } from './progress-lines.ts'
import type { Progress } from './progress-watcher.ts'

export type { Progress } from './progress-watcher.ts'

/** Bars are loaded where there is a terminal to draw them on. */
export const progress = async (): Promise<Progress> =>
  process.stderr.isTTY ? (await import('./progress-bars.ts')).bars() : lines()
