import { DragomanError, type ErrorCode } from '../article/errors.ts'
import type { Pair, Severities } from '../check/check.ts'
import type { Damage, MemoryFile, RefillableMemory } from '../memory/sqlite.ts'
import type { Durability } from '../publish/files.ts'

/** What the second thread is asked to do. Plain data: it is copied from one thread to the other. */
export type Job =
  | { readonly kind: 'check'; readonly pairs: readonly Pair[]; readonly severities: Severities }
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

/** A memory that was opened: what it is asked under, and what is to be told of it. */
export interface OpenedMemory {
  readonly memory: number
  readonly isToRefill: boolean
  readonly damages: readonly Damage[]
}

export type Question = Exclude<keyof RefillableMemory, 'locale' | 'isToRefill'>

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
  /** Of the operating system (ENOSPC…), of SQLite. */
  readonly code?: string
  readonly errcode?: number
  readonly stack?: string
  readonly cause?: PackedError
}

export function packed(thrown: unknown): PackedError {
  if (!(thrown instanceof Error)) return { message: String(thrown) }
  const { message, stack, cause } = thrown
  const { code, errcode } = thrown as NodeJS.ErrnoException & { errcode?: number }
  return {
    message,
    ...(thrown instanceof DragomanError
      ? { dragoman: { code: thrown.code, fix: thrown.fix, place: thrown.place } }
      : typeof code === 'string' && { code }),
    ...(errcode !== undefined && { errcode }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && { cause: packed(cause) }),
  }
}

export function unpacked({ message, dragoman, code, errcode, stack, cause: inner }: PackedError): Error {
  const cause = inner && unpacked(inner)
  const error =
    dragoman === undefined
      ? Object.assign(
          new Error(message, { cause }),
          code !== undefined && { code },
          errcode !== undefined && { errcode },
        )
      : new DragomanError(dragoman.code, message, { ...dragoman, cause })
  if (stack !== undefined) error.stack = stack
  return error
}
