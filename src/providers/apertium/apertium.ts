import { DragomanError, messageOf } from '../../article/errors.ts'
import { limitsOf } from '../limits.ts'
import type { Provider, ProviderLimits } from '../provider.ts'
import {
  findInstallation,
  INSTALL,
  type Installation,
  type Pipeline,
  readPipeline,
  translateStream,
} from './engine.ts'
import { modeOf } from './modes.ts'
import { failure, type Run, runner } from './process.ts'
import { fromBlanks, type Passage, passage, toBlanks } from './text.ts'

export interface ApertiumOptions {
  /** The `apertium` program, by name or path; the others are taken from its folder. */
  readonly command?: string
  readonly quota?: Partial<ProviderLimits>
}

/**
 * Starting the programs takes 0.1 to 0.2 s, so a start serves many segments. A local process has no rate; what
 * bounds it is the machine.
 */
const LIMITS: ProviderLimits = {
  itemsPerRequest: 512,
  charactersPerRequest: 50_000,
  charactersPerMinute: Number.MAX_SAFE_INTEGER,
  requestsPerMinute: Number.MAX_SAFE_INTEGER,
  concurrency: 2,
}

const EXAMINE_TIMEOUT_MS = 3_000

/** Apertium, rule-based translation on this machine: local processes, no network, no fees. */
export function apertium({ command = 'apertium', quota = {} }: ApertiumOptions = {}): Provider {
  const running = new Set<AbortController>()
  const pipelines = new Map<string, Promise<Pipeline>>()
  let found: Installation | undefined
  const installation = () => (found ??= findInstallation(command))

  /** Runs programs until `job` is done, the time is up or the provider is closed; none outlives it. */
  async function within<T>(timeoutMs: number, job: (run: Run, at: Installation) => Promise<T>): Promise<T> {
    const at = installation()
    const controller = new AbortController()
    const timer = setTimeout(
      () => controller.abort(failure('timeout', `no answer within ${timeoutMs} ms`)),
      timeoutMs,
    )
    running.add(controller)
    try {
      return await job(runner({ programs: at.programs, signal: controller.signal }), at)
    } finally {
      clearTimeout(timer)
      running.delete(controller)
      controller.abort()
    }
  }

  function pipelineOf(mode: string, at: Installation, run: Run): Promise<Pipeline> {
    const known = pipelines.get(mode) ?? readPipeline(at, mode, run)
    pipelines.set(mode, known)
    known.catch(() => pipelines.delete(mode))
    return known
  }

  return {
    kind: 'apertium',
    name: 'Apertium',
    model: 'rule-based',
    memoryModels: ['rule-based'],
    options: '',
    limits: limitsOf(LIMITS, quota),
    markup: 'html',
    context: 'none',
    order: 'kept',

    /** Its modes are this machine's to say. */
    sentAs: (source, target) => ({ source, target }),

    async serves(source, target) {
      return modeOf(source, target, installation().modes) !== undefined
    },

    async translate({ source, target, mime, texts, timeoutMs }) {
      const passages = texts.map((text) => passage(text, mime))
      const filled = passages.filter(({ html }) => html !== '')
      if (filled.length === 0) return { texts: [...texts] }
      return within(timeoutMs, async (run, at) => {
        const mode = modeOf(source, target, at.modes)
        if (mode === undefined) throw failure('pair', `${source} to ${target} is not installed`)
        const pipeline = await pipelineOf(mode, at, run)
        const replies = await translateAll(filled, pipeline, run)
        const next = replies.values()
        return {
          texts: passages.map(({ html, restore }) =>
            restored(html === '' ? '' : next.next().value!, restore),
          ),
          model: mode,
        }
      }).catch((thrown: unknown) => {
        throw asFailure(thrown)
      })
    },

    async checkCredentials() {},

    async examine() {
      try {
        const { modes } = installation()
        const { stdout } = await within(EXAMINE_TIMEOUT_MS, (run, at) => run(at.command, ['-V'], ''))
        if (modes.size === 0)
          return { ok: false, detail: `${stdout.trim()}, no language pairs`, fix: INSTALL }
        return {
          ok: true,
          detail: `${stdout.trim()}, ${modes.size} ${modes.size === 1 ? 'mode' : 'modes'}: ${[...modes].toSorted().join(', ')}`,
        }
      } catch (thrown) {
        return { ok: false, detail: messageOf(thrown), fix: INSTALL }
      }
    },

    async close() {
      for (const controller of running) controller.abort(failure('unavailable', 'closed'))
    },
  }
}

const FRAMES = /<p id="s(\d{1,9})">(.*?)<\/p>/gs

/** @returns the reply to each passage, in order. Frames are the only `<p>`: all other tags are hidden. */
async function translateAll(passages: readonly Passage[], pipeline: Pipeline, run: Run): Promise<string[]> {
  const html = passages.map((one, at) => `<p id="s${at}">${one.html}</p>\n`).join('')
  const stream = toBlanks((await run('apertium-deshtml', [], html)).stdout)
  const translated = fromBlanks(await translateStream(stream, pipeline, run))
  const frames = [...(await run('apertium-rehtml', [], translated)).stdout.matchAll(FRAMES)]
  const isWhole = frames.length === passages.length && frames.every(([, id], at) => Number(id) === at)
  if (!isWhole)
    throw failure('invalid', `${frames.length} replies to ${passages.length} texts, or in disorder`)
  return frames.map((frame) => frame[2]!)
}

function restored(reply: string, restore: Passage['restore']): string {
  const text = restore(reply)
  if (text === undefined) throw failure('invalid', 'a code or placeholder is lost')
  return text
}

const asFailure = (thrown: unknown): unknown =>
  thrown instanceof DragomanError && !('failure' in thrown)
    ? failure('unavailable', `${thrown.message} ${thrown.fix}`, thrown)
    : thrown
