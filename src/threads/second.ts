import { Worker } from 'node:worker_threads'
import { messageOf } from '../article/errors.ts'
import type { Checked, Pair, Severities } from '../check/check.ts'
import type { ProviderConfig } from '../config/config.ts'
import type { Damage, MemoryFile, RefillableMemory } from '../memory/sqlite/sqlite.ts'
import type { Provider } from '../providers/provider.ts'
import type { Durability, Folder } from '../publish/files.ts'
import { dense, machineColumns, pairColumns, type Sparse } from './columns.ts'
import {
  type Answered,
  type Asked,
  type EngagedProvider,
  type Job,
  type OpenedMemory,
  type ProviderMethod,
  type Question,
  unpacked,
} from './job.ts'

/**
 * A second thread beside the run: it speaks to providers, checks what was bought, keeps it in memory and writes files,
 * which needs nothing that the run holds. So both processors of the smallest machine are used. What providers, memories and
 * files are asked is begun in the order it comes in, checks when there is nothing else; a long job holds up all of it. It
 * starts with the first job, unless it is told to before: an unchanged night does without it.
 */
export interface SecondThread {
  /** Begins before there is a job, for whoever knows that one will come: that takes as long as loading a command. */
  start(): void
  check(pairs: readonly Pair[], severities: Severities): Promise<readonly Checked[]>
  folder(root: string, durability: Durability): Folder
  /** @throws DragomanError STATE_UNREADABLE when the file is no usable database. */
  memory(file: MemoryFile, onDamage: (damage: Damage) => void): Promise<RefillableMemory>
  /** @throws DragomanError CREDENTIAL_MISSING, CONFIG_INVALID */
  provider(config: ProviderConfig, environment: NodeJS.ProcessEnv): Promise<Provider>
  /** Lets what is at work finish, then ends the thread. */
  close(): Promise<void>
}

interface Waiting {
  readonly done: Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Built, the file beside this one ends as this one does. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
/** The cache of compiled modules is each thread's own to ask for; without it types are stripped anew, in 20 MB more. */
const START = `require('node:module').enableCompileCache?.(); import(${JSON.stringify(WORKER.href)})`

/** Jobs: more would let the second thread wait for the end of a long turn of the first. */
const TOGETHER_AT_MOST = 8

/** For what is young: it keeps nothing between two jobs. MiB. */
const YOUNG_MB = 6

export function openSecondThread(): SecondThread {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  /** Why nothing can be asked any more: another thread would not have the memories that this one had open. */
  let ended: Error | undefined
  let count = 0
  let asked: Asked[] = []

  const end = (error: Error) => {
    ended ??= error
    for (const { reject } of waiting.values()) reject(ended)
    waiting.clear()
  }
  const begin = (): Worker => {
    const started = new Worker(START, { eval: true, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } })
    started.on('message', (answers: readonly Answered[]) => {
      for (const answered of answers) hear(answered)
      // An idle thread does not keep the process alive.
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (cause) => end(new Error(`The second thread broke off: ${cause.message}`, { cause })))
    started.on('exit', () => end(new Error('The second thread has ended.')))
    return started
  }
  const begun = (): Worker => (worker ??= begin())
  const hear = (answered: Answered) => {
    const who = waiting.get(answered.id)
    waiting.delete(answered.id)
    if (answered.ok) who?.resolve(answered.value)
    else who?.reject(unpacked(answered.error))
  }
  /** A message costs about as much whatever it holds: what is asked in one turn goes together, if it is not much. */
  const send = () => {
    const jobs = asked
    asked = []
    if (jobs.length === 0) return
    try {
      worker?.postMessage(jobs)
    } catch (cause) {
      end(new Error(`Nothing can be said to the second thread: ${messageOf(cause)}`, { cause }))
    }
  }
  const ask = async <T>(job: Job): Promise<T> => {
    if (ended !== undefined) throw ended
    begun().ref()
    const id = ++count
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting.set(id, { done: promise, resolve, reject })
    if (asked.length === 0) setImmediate(send)
    asked.push({ id, job })
    if (asked.length >= TOGETHER_AT_MOST) send()
    return promise as Promise<T>
  }

  return {
    // A thread without a job does not keep the process alive.
    start: () => begun().unref(),
    check: async (pairs, severities) =>
      dense(await ask<Sparse<Checked>>({ kind: 'check', pairs: pairColumns(pairs), severities })),
    folder: (root, durability) => ({
      root,
      write: (relative, text) => ask<void>({ kind: 'write', root, durability, relative, text }),
    }),
    async memory(file, onDamage) {
      const { memory, isToRefill, damages } = await ask<OpenedMemory>({ kind: 'open', file })
      for (const damage of damages) onDamage(damage)
      const on =
        <Q extends Question>(question: Q) =>
        (...args: Parameters<RefillableMemory[Q]>) =>
          ask({ kind: 'ask', memory, question, args }) as ReturnType<RefillableMemory[Q]>
      return {
        locale: file.locale,
        isToRefill,
        refilled: on('refilled'),
        recall: on('recall'),
        recallHuman: on('recallHuman'),
        intend: on('intend'),
        settle: (intent, outcome, rows) =>
          ask<void>({ kind: 'settle', memory, intent, outcome, rows: machineColumns(rows) }),
        keep: on('keep'),
        keepHuman: on('keepHuman'),
        spentSince: on('spentSince'),
        stats: on('stats'),
        close: on('close'),
      }
    },

    async provider(config, environment) {
      const { provider, facts } = await ask<EngagedProvider>({
        kind: 'engage',
        config,
        environment: { ...environment },
      })
      const on =
        <M extends ProviderMethod>(method: M) =>
        (...args: Parameters<Required<Provider>[M]>) =>
          ask({ kind: 'call', provider, method, args }) as ReturnType<Required<Provider>[M]>
      return {
        ...facts,
        serves: on('serves'),
        translate: on('translate'),
        examine: on('examine'),
        close: on('close'),
      }
    },

    async close() {
      await Promise.allSettled([...waiting.values()].map(({ done }) => done))
      await worker?.terminate()
      end(new Error('The second thread has ended.'))
    },
  }
}
