import { DragomanError } from '../article/errors.ts'
import type { Project } from '../config/load.ts'
import { openEvents } from '../publish/hook/open-events.ts'
import { fileLock, type HeldLock } from '../state/lock.ts'
import { explain, tell } from './output.ts'

/** A person waits for the command. */
const PATIENCE_MS = 5_000

/**
 * Delivers what the command has noted, outside of a run. While a run is under way it is left to that run, which looks for it
 * every few seconds. Whatever goes wrong is said, and the next run delivers: what the command was to do is done.
 */
export async function deliverEvents(project: Project): Promise<void> {
  if (project.config.publish.events === undefined) return
  let lock: HeldLock | undefined
  try {
    // As a round: a run that meets it waits for it.
    lock = await fileLock(project.state).acquire('round')
    const events = openEvents(project, { environment: process.env, onTrouble: tell })
    await events.flush(PATIENCE_MS).finally(() => events.close())
  } catch (error) {
    if (!(error instanceof DragomanError)) throw error
    if (error.code !== 'STATE_LOCKED') tell(explain(error))
  } finally {
    await lock?.release()
  }
}
