import { invalid } from '../invalid.ts'

/** One entry with its comments. */
export interface EntryText {
  readonly text: string
  /** The line that it begins on, from 1. */
  readonly line: number
}

/** No entry is as long; it is held while it is read. */
const CHARACTERS_AT_MOST = 1_000_000

/**
 * A PO file cut into its entries: a comment, a context or a source after a translation begins the next. Obsolete entries (`#~`) are
 * passed over. @throws DragomanError EXCHANGE_INVALID
 */
export async function* entriesIn(text: AsyncIterable<string>, place: string): AsyncGenerator<EntryText> {
  let entry = ''
  let begins = 1
  let nth = 0
  let hasTranslation = false
  for await (const line of linesIn(text, place)) {
    nth++
    if (line.startsWith('#~')) continue
    if (hasTranslation && BEGINNING.test(line)) {
      yield { text: entry, line: begins }
      entry = ''
      hasTranslation = false
    }
    if (entry === '') begins = nth
    entry += `${line}\n`
    if (entry.length > CHARACTERS_AT_MOST) throw invalid(`${place}:${begins}`, 'An entry of it is too long')
    hasTranslation ||= TRANSLATION.test(line)
  }
  if (entry.trim() !== '') yield { text: entry, line: begins }
}

const BEGINNING = /^\s*(?:#|msgctxt\b|msgid\b(?!_))/
const TRANSLATION = /^\s*msgstr\b/

async function* linesIn(text: AsyncIterable<string>, place: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of text) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > CHARACTERS_AT_MOST) throw invalid(place, 'A line of it is too long')
    yield* lines
  }
  if (rest !== '') yield rest
}
