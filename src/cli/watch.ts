import { DragomanError } from '../article/errors.ts'
import { loadProject } from '../config/load.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { log } from './log.ts'
import { explain, printData } from './output.ts'
import { type RunOptions, round } from './run.ts'
import { Saves } from './saves.ts'

/**
 * `dragoman run --watch`: a run, then another one after each save, of the articles that were saved; of everything
 * (which is skipped where nothing changed) when an editor has saved a locale file or a glossary. Each round takes
 * the lock and gives it back, so that the night's run has its turn.
 */
export async function watch(files: readonly string[], options: RunOptions): Promise<ExitCode> {
  const project = loadProject(options.config)
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const saved = new Saves(project, files)
  try {
    await saved.ready
    let exitCode = await tryRound(files, options, stopping.signal)
    log('info', 'Watching; stop with Ctrl+C.')
    for (
      let next = await saved.next(stopping.signal);
      next !== undefined;
      next = await saved.next(stopping.signal)
    ) {
      exitCode = await tryRound(next === 'everything' ? files : next, options, stopping.signal)
    }
    return exitCode === EXIT.stopped ? EXIT.stopped : EXIT.done
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await saved.close()
  }
}

/** Another run may hold the lock: a watch waits for it, however long it takes. */
const LOCK_RETRY_MS = 1_000

/** What is wrong with one round must not end the watch: the next save may mend it. */
async function tryRound(
  files: readonly string[],
  options: RunOptions,
  stopping: AbortSignal,
): Promise<ExitCode> {
  for (let isTold = false; ; ) {
    try {
      const { summary, exitCode } = await round(files, options)
      if (options.json) printData(JSON.stringify(summary))
      return exitCode
    } catch (error) {
      if (!(error instanceof DragomanError)) throw error
      if (error.code !== 'STATE_LOCKED' || stopping.aborted) {
        log('error', explain(error))
        return EXIT.usage
      }
      if (!isTold) log('info', `${error.message} Waiting for it to finish.`)
      isTold = true
      await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS))
    }
  }
}
