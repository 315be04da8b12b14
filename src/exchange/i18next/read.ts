import { messageOf } from '../../article/errors.ts'
import type { Returned } from '../exchange.ts'
import { invalid } from '../invalid.ts'

/** One article’s texts, flat or nested at the dots of its keys. The file says neither which article nor which language it is. */
export async function* readI18next(text: AsyncIterable<string>, place: string): AsyncGenerator<Returned> {
  let json = ''
  for await (const chunk of text) {
    json += chunk
    if (json.length > CHARACTERS_AT_MOST) throw invalid(place, 'It is too long to be one article')
  }
  for (const [key, value] of leaves(parsed(json, place), '')) {
    const own = { article: undefined, locale: undefined, key }
    if (typeof value === 'string')
      yield { kind: 'words', ...own, source: undefined, text: value, isApproved: false, exported: undefined }
    else yield { kind: 'refused', ...own, words: String(value), reason: 'it is no text' }
  }
}

/** As much as is read of an article. */
const CHARACTERS_AT_MOST = 32 * 1024 * 1024

function parsed(json: string, place: string): object {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw invalid(place, `The JSON is broken (${messageOf(cause)})`, cause)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(place, 'This is no object of key and text')
  return value
}

/** No key of ours has more parts. */
const DEPTH_AT_MOST = 8

function* leaves(value: object, under: string, depth = 1): Generator<[key: string, value: unknown]> {
  for (const [key, each] of Object.entries(value)) {
    const path = under === '' ? key : `${under}.${key}`
    if (typeof each === 'object' && each !== null && depth < DEPTH_AT_MOST)
      yield* leaves(each, path, depth + 1)
    else yield [path, each]
  }
}

/** Has a JSON file the keys of segments? Articles are JSON files too. */
export function hasTexts(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    for (const [key] of leaves(value, '')) if (KEY.test(key)) return true
    return false
  } catch {
    return false
  }
}

const KEY = /^[a-z-]+\.[0-9a-f]{12}$/
