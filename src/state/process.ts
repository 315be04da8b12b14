import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import os from 'node:os'
import { z } from 'zod'

/**
 * A process, told from any other that ever had its number. Containers that share a folder count their processes each for
 * itself, so that a number says nothing outside of the namespace it was given in.
 */
export const ProcessIdentity = z.object({
  pid: z.int().positive(),
  /** In clock ticks since boot; empty where the system does not tell. */
  started: z.string().max(40),
  /** Where the number counts: one boot of one machine, and a PID namespace on it. Empty: an earlier version wrote it. */
  namespace: z.string().max(400).default(''),
  /** The machine's or the container's name, for people. */
  host: z.string().max(255).default(''),
})
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

export const thisProcess = (): ProcessIdentity => ({
  pid: process.pid,
  started: startOf(process.pid),
  namespace: THIS_NAMESPACE,
  host: os.hostname(),
})

/** Was its number given where this process has its own? */
const isThisNamespace = ({ namespace }: ProcessIdentity): boolean =>
  namespace === '' || namespace === THIS_NAMESPACE

export const isThisProcess = (identity: ProcessIdentity): boolean =>
  identity.pid === process.pid && isThisNamespace(identity)

/** `process 7`; `process 7 on web-1` where its number counts elsewhere. */
export const processName = (identity: ProcessIdentity): string =>
  `process ${identity.pid}${isThisNamespace(identity) ? '' : ` on ${identity.host}`}`

/** Does it run? Undefined: its number counts in another namespace, and nothing can be said from here. */
export function isAlive(identity: ProcessIdentity): boolean | undefined {
  if (!isThisNamespace(identity)) return undefined
  const { pid, started } = identity
  // Process ids are used again; together with the start time they are unique.
  return isRunning(pid) && (started === '' || started === startOf(pid))
}

/** Does a process of this number run here, perhaps another user's? */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** @see random(4) for the boot's id, pid_namespaces(7) */
function readNamespace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    // Not Linux: all processes of the machine are of one namespace.
    return os.hostname()
  }
}

const THIS_NAMESPACE = readNamespace()

/** proc(5), field 22. */
function startOf(pid: number): string {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return ''
  try {
    const stat = readFileSync(file, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
