import type { Project } from '../config/load.ts'
import { type Night, type NightOptions, openNight } from '../pipeline/open.ts'
import { tell } from './output.ts'
import type { Progress } from './progress.ts'

/** A night to look at only: nothing is bought or written, and nothing told but what the caller wants to hear. */
export const openToLook = (project: Project, hears: Pick<NightOptions, 'onTrouble'> = {}): Promise<Night> =>
  openNight(project, {
    buying: 'estimate',
    environment: process.env,
    watcher: SILENT,
    onSaveLost: tell,
    ...hears,
  })

const SILENT = { edition() {}, refused() {}, passedOver() {} }

/** What people are told of a night while it goes on. */
export const toldTo = (seen: Progress): Omit<NightOptions, 'buying' | 'force'> => ({
  environment: process.env,
  watcher: seen,
  onRetry: (provider, error, waitMs) =>
    seen.note(`${provider}: trying again in ${(waitMs / 1000).toFixed(1)} s (${error.message})`),
  onTrouble: (message) => seen.note(message),
  onStandIn: (from, to, why) => seen.note(`${to.name} stands in for ${from.name}: ${why.message} ${why.fix}`),
})
