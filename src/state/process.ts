import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** A process, told from any other that ever had its number. */
export const ProcessIdentity = z.object({
  pid: z.int().positive(),
  /** In clock ticks since boot; empty where the system does not tell. */
  started: z.string().max(40),
})
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

export const thisProcess = (): ProcessIdentity => ({ pid: process.pid, started: startOf(process.pid) })

/** Process ids are used again; together with the start time they are unique. */
export function isAlive({ pid, started }: ProcessIdentity): boolean {
  return isRunning(pid) && (started === '' || started === startOf(pid))
}

/** Does a process of this number run, perhaps another user's? */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

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
