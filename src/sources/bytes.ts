import { readFileSync, statSync } from 'node:fs'
import { DragomanError, messageOf } from '../article/errors.ts'

/** A newsroom article is some kilobytes; what is this large is something else, and would hold up the night. */
export const MAX_ARTICLE_BYTES = 32 * 1024 * 1024

/** @throws DragomanError ARTICLE_UNREADABLE, ARTICLE_TOO_LARGE (before any of it is read) */
export function readBytes(file: string, path: string): Buffer {
  try {
    const { size } = statSync(file)
    if (size > MAX_ARTICLE_BYTES) throw tooLarge(size, path)
    return readFileSync(file)
  } catch (cause) {
    if (cause instanceof DragomanError) throw cause
    throw new DragomanError('ARTICLE_UNREADABLE', `The article cannot be read: ${messageOf(cause)}`, {
      place: path,
      fix: 'Make it a readable file, or remove it.',
      cause,
    })
  }
}

export const tooLarge = (size: number, path: string) =>
  new DragomanError(
    'ARTICLE_TOO_LARGE',
    `The article has ${size} bytes; at most ${MAX_ARTICLE_BYTES} are read.`,
    {
      place: path,
      fix: 'Split it, or move it out of the articles folder.',
    },
  )
