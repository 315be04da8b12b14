import { DragomanError, type ErrorCode } from '../article/errors.ts'
import type { Severities } from '../check/check.ts'
import type { ProviderConfig } from '../config/config.ts'
import type { Outcome } from '../memory/memory.ts'
import type { Damage, MemoryFile, RefillableMemory } from '../memory/sqlite/sqlite.ts'
import type { Failure, Provider } from '../providers/provider.ts'
import { ProviderError } from '../providers/provider-error.ts'
import type { Durability } from '../publish/files.ts'
import type { MachineColumns, PairColumns } from './columns.ts'

/** What the second thread is asked to do. Plain data: it is copied from one thread to the other. */
export type Job =
  | { readonly kind: 'check'; readonly pairs: PairColumns; readonly severities: Severities }
  | {
      readonly kind: 'write'
      readonly root: string
      readonly durability: Durability
      readonly relative: string
      readonly text: string
    }
  | { readonly kind: 'open'; readonly file: MemoryFile }
  | {
      readonly kind: 'ask'
      readonly memory: number
      readonly question: Question
      readonly args: readonly unknown[]
    }
  | {
      readonly kind: 'settle'
      readonly memory: number
      readonly intent: number
      readonly outcome: Outcome
      readonly rows: MachineColumns
    }
  | { readonly kind: 'engage'; readonly config: ProviderConfig; readonly environment: NodeJS.ProcessEnv }
  | {
      readonly kind: 'call'
      readonly provider: number
      readonly method: ProviderMethod
      readonly args: readonly unknown[]
    }

/** A memory that was opened: what it is asked under, and what is to be told of it. */
export interface OpenedMemory {
  readonly memory: number
  readonly isToRefill: boolean
  readonly damages: readonly Damage[]
}

export type Question = Exclude<keyof RefillableMemory, 'locale' | 'isToRefill' | 'settle'>

/** A provider that was opened: what it is called under, and what it says of itself. */
export interface EngagedProvider {
  readonly provider: number
  readonly facts: Omit<Provider, ProviderMethod | 'load'>
}

export type ProviderMethod = 'serves' | 'translate' | 'examine' | 'close'

/** A job under a number, and what came of it under the same. */
export interface Asked {
  readonly id: number
  readonly job: Job
}

export type Answered =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: PackedError }

/** Copying an error leaves out what the class and the platform add to it. */
export interface PackedError {
  readonly message: string
  readonly dragoman?: { readonly code: ErrorCode; readonly fix: string; readonly place: string | undefined }
  readonly provider?: { readonly name: string; readonly failure: Failure }
  /** Of the operating system (ENOSPC…), of SQLite. */
  readonly code?: string
  readonly errcode?: number
  readonly stack?: string
  readonly cause?: PackedError
}

/** An error may lead back to itself. */
const CAUSES_AT_MOST = 8

export function packed(thrown: unknown, causes = CAUSES_AT_MOST): PackedError {
  if (!(thrown instanceof Error)) return { message: String(thrown) }
  const { message, stack, cause } = thrown
  const { errcode } = thrown as { errcode?: number }
  return {
    message,
    ...whose(thrown),
    ...(errcode !== undefined && { errcode }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && causes > 0 && { cause: packed(cause, causes - 1) }),
  }
}

function whose(error: Error): Partial<PackedError> {
  if (error instanceof ProviderError) {
    const { provider: name, failure, words: message } = error
    return { message, provider: { name, failure } }
  }
  if (error instanceof DragomanError) {
    const { code, fix, place } = error
    return { dragoman: { code, fix, place } }
  }
  const { code } = error as NodeJS.ErrnoException
  return typeof code === 'string' ? { code } : {}
}

export function unpacked(packed: PackedError): Error {
  const { stack, cause: inner } = packed
  const error = reborn(packed, inner && unpacked(inner))
  if (stack !== undefined) error.stack = stack
  return error
}

function reborn(
  { message, dragoman, provider, code, errcode }: PackedError,
  cause: Error | undefined,
): Error {
  if (provider !== undefined) return new ProviderError(provider.name, provider.failure, message, cause)
  if (dragoman !== undefined) return new DragomanError(dragoman.code, message, { ...dragoman, cause })
  return Object.assign(
    new Error(message, { cause }),
    code !== undefined && { code },
    errcode !== undefined && { errcode },
  )
}
