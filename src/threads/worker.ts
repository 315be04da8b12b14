import { parentPort } from 'node:worker_threads'
import { checkEach } from '../check/checks.ts'
import { type Damage, type MemoryFile, openSqliteMemory, type SqliteMemory } from '../memory/sqlite/sqlite.ts'
import type { Provider } from '../providers/provider.ts'
import { type Durability, type Folder, folder } from '../publish/files.ts'
import { checkedColumn, machineRowsOf, pairsOf } from './columns.ts'
import {
  type Answered,
  type Asked,
  type EngagedProvider,
  type Job,
  type OpenedMemory,
  packed,
} from './job.ts'

/** The second thread: takes jobs as they come, answers each under its number. */
const port = parentPort!

/** Checks take longest, and what was checked is waited for: it is kept and written before the next are begun. */
const checks: Asked[] = []
const others: Asked[] = []
/** Jobs of one turn: more would let the first thread wait for their answers. */
const AT_ONCE = 4
/** A message costs about as much whatever it holds: those of one turn go together. */
const answers: Answered[] = []
let isTurnDue = false

port.on('message', (asked: readonly Asked[]) => {
  for (const one of asked) (one.job.kind === 'check' ? checks : others).push(one)
  turnSoon()
})

function turnSoon(): void {
  if (isTurnDue) return
  isTurnDue = true
  setImmediate(turn)
}

function turn(): void {
  isTurnDue = false
  if (answers.length > 0) port.postMessage(answers.splice(0))
  const now = others.length > 0 ? others.splice(0, AT_ONCE) : checks.splice(0, 1)
  for (const { id, job } of now) void answer(id, job).then(say)
  // A turn later: what has come in meanwhile may go first.
  if (checks.length + others.length > 0) turnSoon()
}

function say(answered: Answered): void {
  answers.push(answered)
  turnSoon()
}

async function answer(id: number, job: Job): Promise<Answered> {
  try {
    return { id, ok: true, value: await work(job) }
  } catch (thrown) {
    return { id, ok: false, error: packed(thrown) }
  }
}

function work(job: Job): unknown {
  switch (job.kind) {
    case 'check':
      return checkedColumn(checkEach(pairsOf(job.pairs), job.severities))
    case 'write':
      return folderOf(job.root, job.durability).write(job.relative, job.text)
    case 'open':
      return openMemory(job.file)
    case 'ask':
      return ask(job)
    case 'settle':
      return memories.get(job.memory)!.settle(job.intent, job.outcome, machineRowsOf(job.rows))
    case 'engage':
      return engage(job)
    case 'call':
      return call(job)
    default:
      return job satisfies never
  }
}

const folders = new Map<string, Folder>()

/** One folder remembers which of its directories it has looked at. */
function folderOf(root: string, durability: Durability): Folder {
  const id = `${durability} ${root}`
  const known = folders.get(id) ?? folder(root, durability)
  folders.set(id, known)
  return known
}

/** Closed ones too: they may be closed again. */
const memories = new Map<number, SqliteMemory>()

function openMemory(file: MemoryFile): OpenedMemory {
  const damages: Damage[] = []
  const opened = openSqliteMemory({ ...file, onDamage: (damage) => damages.push(damage) })
  const memory = nextMemory++
  memories.set(memory, opened)
  return { memory, isToRefill: opened.isToRefill, damages }
}

let nextMemory = 1

function ask({ memory, question, args }: Job & { kind: 'ask' }): unknown {
  return (memories.get(memory)![question] as (...args: readonly unknown[]) => unknown)(...args)
}

const providers: Provider[] = []

/** What speaks to providers is loaded when one is needed; its library at once, while the first article is being read. */
async function engage({ config, environment }: Job & { kind: 'engage' }): Promise<EngagedProvider> {
  const { openProvider } = await import('../providers/registry.ts')
  const opened = await openProvider(config, environment)
  // Whatever fails to load says so when something is sent.
  void opened.load?.().catch(() => undefined)
  const { kind, name, model, options, limits, markup, context } = opened
  const provider = providers.push(opened) - 1
  return { provider, facts: { kind, name, model, options, limits, markup, context } }
}

function call({ provider, method, args }: Job & { kind: 'call' }): unknown {
  return (providers[provider]![method] as ((...args: readonly unknown[]) => unknown) | undefined)?.(...args)
}
