import { z } from 'zod'
import { parsed } from '../http/http.ts'

/**
 * The list of translations in what a model has said. A server that holds its model to a schema sends the JSON alone.
 * Others let it put the JSON into a Markdown fence, think aloud or chat before it, write ids as strings, or leave the
 * object round the list away: all that is read, since no word of a translation is guessed in doing so. Undefined:
 * there is no such list.
 */
export function translationsIn(said: string): readonly Translation[] | undefined {
  for (const json of likelyJson(said)) {
    const read = Translations.safeParse(parsed(json))
    if (read.success) return read.data
  }
  return undefined
}

export interface Translation {
  readonly id: number
  readonly text: string
}

const Id = z.union([
  z.int(),
  z
    .string()
    .regex(/^\s*\d{1,9}\s*$/)
    .transform(Number),
])
const List = z.array(z.object({ id: Id, text: z.string() }))
const Translations = z.union([
  z.object({ translations: List }).transform(({ translations }) => translations),
  List,
])

/** The likeliest first: all of it, what stands in fences, what begins as our reply does; the last before the others. */
function* likelyJson(said: string): Generator<string> {
  yield said
  const answer = said.slice(endOfThoughts(said))
  for (const [, inside = ''] of lastOf(answer.matchAll(FENCED))) yield inside
  const end = Math.max(answer.lastIndexOf('}'), answer.lastIndexOf(']')) + 1
  for (const { index } of lastOf(answer.matchAll(START))) yield answer.slice(index, end)
}

/** A hostile reply must not be read from everywhere. */
const lastOf = <T>(places: Iterable<T>): readonly T[] => [...places].slice(-PLACES_AT_MOST).toReversed()

const PLACES_AT_MOST = 20

/** Thoughts may hold a draft. Some servers leave their beginning away, and send the end alone. */
function endOfThoughts(said: string): number {
  const at = said.lastIndexOf(THOUGHTS_END)
  return at === -1 ? 0 : at + THOUGHTS_END.length
}

const THOUGHTS_END = '</think>'
const FENCED = /```(?:json)?([^`]*)```/gi
const START = /\{\s*"translations"|\[\s*\{/g
