import { invalid, type Refusal, refusal, unknownField } from './refusals.ts'

/** A translate request of either API, after checks as strict as the real ones. */
export interface TranslateCall {
  readonly api: 'v2' | 'v3'
  readonly texts: readonly string[]
  /** Undefined when the caller leaves detection to Google. */
  readonly source: string | undefined
  readonly target: string
  readonly mime: 'html' | 'text'
  readonly model: string | undefined
  readonly glossary: string | undefined
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

const no = (refused: Refusal) => ({ ok: false, refusal: refused }) as const

/** @see https://cloud.google.com/translate/docs/reference/rest/v3/projects.locations/translateText */
const V3_FIELDS = new Set([
  'contents',
  'mimeType',
  'sourceLanguageCode',
  'targetLanguageCode',
  'model',
  'glossaryConfig',
  'transliterationConfig',
  'labels',
])

const V3_ITEMS = 1_024
const V3_CHARACTERS = 30_000
const V2_ITEMS = 128
const V2_BYTES = 102_400

export const codePoints = (texts: readonly string[]): number => {
  let count = 0
  for (const text of texts) for (const _ of text) count++
  return count
}

export function readV3(body: unknown, project: string, location: string): Read<TranslateCall> {
  if (!isRecord(body)) return no(invalid('Invalid JSON payload received. Expected an object.'))
  const unknown = Object.keys(body).find((name) => !V3_FIELDS.has(name))
  if (unknown !== undefined) return no(unknownField(unknown))
  const {
    contents,
    mimeType = 'text/html',
    sourceLanguageCode,
    targetLanguageCode,
    model,
    glossaryConfig,
  } = body
  if (!isTexts(contents)) return no(invalid('Invalid value at "contents": an array of strings is needed.'))
  if (contents.length === 0) return no(invalid('Contents field is required.'))
  if (contents.length > V3_ITEMS) return no(invalid('Too many strings in contents; the most is 1024.'))
  if (codePoints(contents) > V3_CHARACTERS) return no(invalid('Text is too long.'))
  if (mimeType !== 'text/html' && mimeType !== 'text/plain') return no(invalid('Mime type is not supported.'))
  const languages = readLanguages(sourceLanguageCode, targetLanguageCode)
  if (!languages.ok) return languages
  const parent = `projects/${project}/locations/${location}`
  if (model !== undefined && !inside(model, `${parent}/models/`))
    return no(invalid('Invalid model; it must be in the location of the request.'))
  const glossary = isRecord(glossaryConfig) ? glossaryConfig['glossary'] : undefined
  if (glossaryConfig !== undefined && !inside(glossary, `${parent}/glossaries/`))
    return no(invalid('Invalid glossary; it must be in the location of the request.'))
  if (glossary !== undefined && location === 'global')
    return no(invalid('Glossaries are not supported in location global.'))
  const value: TranslateCall = {
    api: 'v3',
    texts: contents,
    ...languages.value,
    mime: mimeType === 'text/html' ? 'html' : 'text',
    model: typeof model === 'string' ? model : undefined,
    glossary: typeof glossary === 'string' ? glossary : undefined,
  }
  return { ok: true, value }
}

/** @see https://cloud.google.com/translate/docs/reference/rest/v2/translate */
const V2_FIELDS = new Set(['q', 'target', 'format', 'source', 'model', 'key'])

export function readV2(body: unknown, bytes: number): Read<TranslateCall> {
  if (!isRecord(body)) return no(invalid('Invalid JSON payload received. Expected an object.'))
  const unknown = Object.keys(body).find((name) => !V2_FIELDS.has(name))
  if (unknown !== undefined) return no(unknownField(unknown))
  const { q, format = 'html', source, target, model } = body
  const texts = typeof q === 'string' ? [q] : q
  if (!isTexts(texts) || texts.length === 0) return no(invalid('Required Text'))
  if (texts.length > V2_ITEMS) return no(invalid('Too many text segments'))
  if (bytes > V2_BYTES)
    return no(refusal(413, 'Request payload size exceeds the limit: 102400 bytes.', 'uploadTooLarge'))
  if (format !== 'html' && format !== 'text') return no(invalid('Invalid Value'))
  if (model !== undefined && model !== 'nmt' && model !== 'base') return no(invalid('Invalid Value'))
  const languages = readLanguages(source, target)
  if (!languages.ok) return languages
  const value: TranslateCall = {
    api: 'v2',
    texts,
    ...languages.value,
    mime: format,
    model,
    glossary: undefined,
  }
  return { ok: true, value }
}

function readLanguages(source: unknown, target: unknown): Read<Pick<TranslateCall, 'source' | 'target'>> {
  if (target === undefined || target === '') return no(invalid('Target language is required.'))
  if (!isLanguage(target)) return no(invalid('Target language is invalid.'))
  if (source !== undefined && !isLanguage(source)) return no(invalid('Source language is invalid.'))
  if (source === target) return no(invalid('Bad language pair: source and target are the same.'))
  return { ok: true, value: { source, target } }
}

/** Codes that Google takes; a BCP 47 tag that it does not (zh-Hans, nb, es-MX) is refused, as there. */
export const LANGUAGES = (
  'af am ar az be bg bn bs ca ceb co cs cy da de el en eo es et eu fa fi fil fr fr-CA fr-FR fy ga gl gu ha haw he ' +
  'hi hr ht hu hy id ig is it iw ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny ' +
  'pa pl ps pt pt-BR pt-PT ro ru rw sd si sk sl sm sn so sq sr st su sv sw ta te tg th tk tl tr tt ug uk ur uz vi ' +
  'xh yi yo zh zh-CN zh-TW zu'
).split(' ')
const languages = new Set(LANGUAGES)
const isLanguage = (code: unknown): code is string => typeof code === 'string' && languages.has(code)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
const inside = (name: unknown, folder: string): boolean => typeof name === 'string' && name.startsWith(folder)
