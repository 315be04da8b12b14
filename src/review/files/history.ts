import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { DragomanError, messageOf } from '../../article/errors.ts'
import { type Folder, resolveInside } from '../../publish/files.ts'
import { type History, HistoryEntry, historyPath, type ReadHistory } from '../history.ts'

/**
 * A line of JSON for each entry, in `<id>.history.jsonl` beside the locale file. Two branches that each added lines are merged
 * by git without a conflict where `.gitattributes` has `*.history.jsonl merge=union`.
 */
export function historyFiles(locales: Folder): History {
  return {
    async add(article, locale, entries) {
      if (entries.length === 0) return
      const place = historyPath(locale, article)
      const known = new Set(readHistory(resolveInside(locales.root, place)).entries.map(({ id }) => id))
      const lines = entries.filter(({ id }) => !known.has(id)).map((entry) => `${JSON.stringify(entry)}\n`)
      if (lines.length > 0) await locales.append(place, lines.join(''))
    },
    async amend(article, locale, change) {
      const place = historyPath(locale, article)
      const file = resolveInside(locales.root, place)
      for (;;) {
        const lines = linesOf(file)
        const amended = lines.map((line) => amendedLine(line, change))
        if (amended.every((line, nth) => line === lines[nth])) return
        const prepared = await locales.prepare(place, amended.join('\n'))
        try {
          // A person may have added a line meanwhile.
          if (linesOf(file).length !== lines.length) continue
          prepared.put()
          return
        } finally {
          prepared.discard()
        }
      }
    },
    of: async (article, locale) => readHistory(resolveInside(locales.root, historyPath(locale, article))),
  }
}

function readHistory(file: string): ReadHistory {
  const entries = new Map<string, HistoryEntry>()
  const broken: DragomanError[] = []
  for (const [nth, line] of linesOf(file).entries()) {
    if (line.trim() === '') continue
    const entry = parseLine(line, `${file}:${nth + 1}`)
    if (entry instanceof DragomanError) broken.push(entry)
    else if (!entries.has(entry.id)) entries.set(entry.id, entry)
  }
  const byMoment = (one: HistoryEntry, other: HistoryEntry) => Date.parse(one.at) - Date.parse(other.at)
  return { entries: [...entries.values()].toSorted(byMoment), broken }
}

function linesOf(file: string): readonly string[] {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  } catch (cause) {
    throw new DragomanError('LOCALE_FILE_INVALID', `The history cannot be read: ${messageOf(cause)}.`, {
      place: file,
      fix: 'Make it a readable file; it was left alone.',
      cause,
    })
  }
}

function amendedLine(line: string, change: (entry: HistoryEntry) => HistoryEntry): string {
  if (line.trim() === '') return line
  const entry = parseLine(line, '')
  if (entry instanceof DragomanError) return line
  const amended = change(entry)
  return amended === entry ? line : JSON.stringify(amended)
}

function parseLine(line: string, place: string): HistoryEntry | DragomanError {
  try {
    return HistoryEntry.parse(JSON.parse(line))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause)
    return new DragomanError('LOCALE_FILE_INVALID', `This line of the history is no entry (${why}).`, {
      place,
      fix: 'Mend the line, or take it out if it is half of one that stands further down. It was left alone.',
      cause,
    })
  }
}
