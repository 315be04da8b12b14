import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { DragomanError, messageOf } from '../../article/errors.ts'
import { folder } from '../../publish/files.ts'
import { ANY_WRITER, isLeftBehind, WRITER } from '../../state/writer.ts'
import { type OpenSave, RecordedSave, type SaveJournal } from '../saving/journal.ts'

/** A file for each save that is under way, in `saves` under the state folder, with its process in its name. */
export function saveJournal(state: string): SaveJournal {
  const root = path.join(state, 'saves')
  const files = folder(root, 'power-cut')
  const openSave = (name: string): OpenSave => ({
    end: async () => rmSync(path.join(root, name), { force: true }),
  })
  return {
    async begin(save) {
      const name = `${Date.now()}-${String(begun++).padStart(6, '0')}.${WRITER}.json`
      await files.write(name, JSON.stringify(save))
      return openSave(name)
    },
    async leftBehind() {
      return namesIn(root).map((name) => ({ ...openSave(name), save: read(path.join(root, name)) }))
    },
  }
}

let begun = 0

const NAME = new RegExp(String.raw`^\d+-\d+\.(${ANY_WRITER})\.json$`)

function namesIn(root: string): string[] {
  if (!existsSync(root)) return []
  return readdirSync(root)
    .filter((name) => {
      const writer = NAME.exec(name)?.[1]
      const stats =
        writer === undefined ? undefined : statSync(path.join(root, name), { throwIfNoEntry: false })
      return writer !== undefined && stats !== undefined && isLeftBehind(writer, stats.mtimeMs)
    })
    .toSorted()
}

function read(file: string): RecordedSave | DragomanError {
  try {
    return RecordedSave.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause)
    return new DragomanError('SAVE_LOST', `A save that was ended in between cannot be read (${why}).`, {
      place: file,
      fix: 'Look what a person decided in it, delete the file, and do it again.',
      cause,
    })
  }
}
