import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { isRunning } from '../article/process-id.ts'

/** A process, told from any other that ever had its number. */
export const Owner = z.object({
  pid: z.int().positive(),
  /** In clock ticks since boot; empty where the system does not tell. */
  started: z.string().max(40),
})
export type Owner = z.infer<typeof Owner>

export const thisProcess = (): Owner => ({ pid: process.pid, started: startOf(process.pid) })

/** A process id comes round again; with its start time it does not. */
export function isAlive({ pid, started }: Owner): boolean {
  return isRunning(pid) && (started === '' || started === startOf(pid))
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
