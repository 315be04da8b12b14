import path from 'node:path'
import { articleError, type DragomanError } from '../article/errors.ts'
import { explain, tell } from './output.ts'
import { counted } from './table.ts'

/** What came of one file, or of one article of it, as `--json` prints it. The shape is part of the outside face. */
export type Imported = ImportedWords | { readonly error: Pick<DragomanError, 'code' | 'message'> }

export interface ImportedWords {
  readonly article: string
  readonly locale: string
  readonly taken: readonly { readonly key: string; readonly text: string; readonly isApproved?: boolean }[]
  /** Segments. */
  readonly unchanged: number
  readonly refused: readonly { readonly role: string; readonly words: string; readonly reason: string }[]
  /** Where a changed output is kept, since the next run replaces it. */
  readonly kept?: string
}

/** A file that cannot be imported is told of by name, and the others go on. */
export function failedImport(file: string, thrown: unknown): Imported {
  const error = articleError('The file could not be imported', thrown, file)
  tell(explain(error))
  return { error: { code: error.code, message: `${error.message} ${error.fix}` } }
}

export function tellImported(file: string, imported: Imported): void {
  if ('error' in imported) return
  const { article, locale, taken, unchanged, refused, kept } = imported
  const approved = taken.filter(({ isApproved }) => isApproved).length
  tell(
    `${file}: ${article}: ${counted(taken.length, 'text')} taken for ${locale}${approved > 0 ? ` (${approved} approved)` : ''}, ${unchanged} unchanged, ${refused.length} refused`,
  )
  for (const { role, words, reason } of refused) tell(`  ${role} “${words}”: ${reason}.`)
  if (kept !== undefined) tell(`  The file as it is is kept: ${path.relative(process.cwd(), kept)}`)
}
