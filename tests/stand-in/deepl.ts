import { type Answer, type Call, type Service, type Spoil, startService } from './service.ts'
import { translateLike } from './translate-like.ts'

/** A strict DeepL on loopback: the key first, then the body down to its last field, in DeepL's statuses and words. */
export interface DeeplStandIn {
  /** Keys that it accepts; empty: any. */
  readonly keys?: readonly string[]
  readonly used?: number
  readonly limit?: number
}

export const startDeepl = (setup: DeeplStandIn = {}): Promise<Service> =>
  startService({
    isBilled: ({ url }) => url.pathname === '/v2/translate',
    answer: (call, spoil) => answer(call, setup, spoil),
  })

export const deeplRefusal = (status: number, message = '', headers: Answer['headers'] = {}): Answer => ({
  status,
  body: { message },
  headers,
})

function answer({ url, headers, body, bytes }: Call, setup: DeeplStandIn, spoil: Spoil | undefined): Answer {
  const key = /^DeepL-Auth-Key (\S+)$/.exec(headers.authorization ?? '')?.[1]
  if (key === undefined || (setup.keys?.length && !setup.keys.includes(key))) return deeplRefusal(403)
  if (url.pathname === '/v2/usage') return usage(setup)
  if (url.pathname !== '/v2/translate') return deeplRefusal(404, 'Not found')
  if (!headers['content-type']?.startsWith('application/json')) return deeplRefusal(415)
  if (bytes > 128 * 1024) return deeplRefusal(413, 'Request Entity Too Large')
  const wrong = faultIn(body)
  if (wrong !== undefined) return deeplRefusal(400, wrong)
  return translated(body as Body, spoil)
}

interface Body {
  readonly text: readonly string[]
  readonly target_lang: string
  readonly tag_handling?: string
  readonly model_type?: string
}

function translated(body: Body, spoil: Spoil | undefined): Answer {
  const mime = body.tag_handling === 'html' ? 'html' : 'text'
  const honest = body.text.map((text) => translateLike(text, body.target_lang.toLowerCase(), mime))
  const texts = spoil === 'missing' ? [...honest.slice(0, -1), ''] : honest
  const translations = texts.map((text) => ({
    detected_source_language: 'EN',
    text,
    ...(body.model_type && { model_type_used: 'quality_optimized' }),
  }))
  return { status: 200, body: { translations: spoil === 'miscount' ? translations.slice(1) : translations } }
}

const usage = ({ used = 180_118, limit = 1_250_000 }: DeeplStandIn): Answer => ({
  status: 200,
  body: { character_count: used, character_limit: limit },
})

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 50 &&
    value.every((text) => typeof text === 'string'),
  source_lang: (value) => SOURCES.has(value as string),
  target_lang: (value) => TARGETS.has(value as string),
  split_sentences: (value) => value === '0' || value === '1' || value === 'nonewlines',
  preserve_formatting: (value) => typeof value === 'boolean',
  tag_handling: (value) => value === 'html' || value === 'xml',
  tag_handling_version: (value) => value === 'v1' || value === 'v2',
  context: (value) => typeof value === 'string' && value !== '',
  model_type: (value) =>
    ['quality_optimized', 'prefer_quality_optimized', 'latency_optimized'].includes(value as string),
  formality: (value) => ['default', 'prefer_more', 'prefer_less'].includes(value as string),
  glossary_id: (value) => typeof value === 'string' && value !== '',
}

/** What is wrong with a request, in DeepL's words; undefined: nothing. */
function faultIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return 'Bad request. Reason: invalid JSON'
  const fields = body as Record<string, unknown>
  for (const name of ['text', 'target_lang'])
    if (!(name in fields)) return `Parameter '${name}' not specified.`
  for (const [name, value] of Object.entries(fields)) {
    const isValid = CHECKS[name]
    if (isValid === undefined) return `Unexpected parameter '${name}'.`
    if (!isValid(value)) return `Value for '${name}' not supported.`
  }
  return undefined
}

/** A part of them, enough for tests; a bare EN, PT or ZH is deprecated as a target, and refused here. */
const COMMON =
  'AR BG CA CS DA DE EL ES ET FI FR GL HE HU ID IT JA KMR KO LT LV NB NL PL PRS RO RU SK SL SR SV TR UK'
const SOURCES = new Set(`${COMMON} EN PT ZH`.split(' '))
const TARGETS = new Set(`${COMMON} EN-GB EN-US ES-419 PT-BR PT-PT ZH-HANS ZH-HANT DE-CH FR-CA`.split(' '))
