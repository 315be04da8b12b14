import { type Answer, type Call, type Service, type Spoil, startService } from './service.ts'
import { translateLike } from './translate-like.ts'

/**
 * A strict LibreTranslate on loopback, with its limits as an operator would set them, and its way with html: the
 * references of a reply are decoded before it is sent.
 */
export interface LibreTranslateStandIn {
  /** Keys that it asks for; empty: none. */
  readonly keys?: readonly string[]
  readonly textsAtMost?: number
  readonly charactersAtMost?: number
  readonly languages?: readonly {
    readonly code: string
    readonly name: string
    readonly targets?: string[]
  }[]
}

const CODES = ['en', 'es', 'ca', 'fr', 'zh', 'zt', 'pt', 'pb']
const LANGUAGES = CODES.map((code) => ({ code, name: code, targets: CODES }))

export interface LibreTranslateService extends Service {
  /** How often it was asked for its languages. */
  readonly asked: number
}

export async function startLibreTranslate(setup: LibreTranslateStandIn = {}): Promise<LibreTranslateService> {
  let asked = 0
  const service = await startService({
    isBilled: ({ url }) => url.pathname === '/translate',
    answer(call, spoil) {
      if (call.url.pathname !== '/languages') return answer(call, setup, spoil)
      asked++
      return { status: 200, body: setup.languages ?? LANGUAGES }
    },
  })
  return Object.defineProperty(service, 'asked', { get: () => asked }) as LibreTranslateService
}

export const libreRefusal = (
  status: number,
  error = 'Refused.',
  headers: Answer['headers'] = {},
): Answer => ({
  status,
  body: { error },
  headers,
})

function answer(
  { url, headers, body }: Call,
  setup: LibreTranslateStandIn,
  spoil: Spoil | undefined,
): Answer {
  if (url.pathname !== '/translate') return libreRefusal(404, 'Not Found')
  if (!headers['content-type']?.startsWith('application/json') || typeof body !== 'object')
    return libreRefusal(400, 'Invalid JSON format')
  const { q, source, target, format, api_key, ...unknown } = body as Record<string, unknown>
  if (setup.keys?.length && api_key === undefined)
    return libreRefusal(400, 'Please contact the server operator to get an API key')
  if (setup.keys?.length && !setup.keys.includes(String(api_key))) return libreRefusal(403, 'Invalid API key')
  if (Object.keys(unknown).length > 0) return libreRefusal(400, 'Invalid request: unknown parameter')
  if (!isTexts(q)) return libreRefusal(400, 'Invalid request: missing q parameter')
  if (format !== 'html' && format !== 'text') return libreRefusal(400, `${format} format is not supported`)
  const wrong = tooMuch(q, setup) ?? unsupported(source) ?? unsupported(target)
  if (wrong !== undefined) return libreRefusal(400, wrong)
  const honest = q.map((text) => decoded(translateLike(text, String(target), format)))
  const texts = spoil === 'missing' ? [...honest.slice(0, -1), ''] : honest
  return { status: 200, body: { translatedText: spoil === 'miscount' ? texts.slice(1) : texts } }
}

const isTexts = (q: unknown): q is readonly string[] =>
  Array.isArray(q) && q.length > 0 && q.every((text) => typeof text === 'string')

function tooMuch(
  q: readonly string[],
  { textsAtMost = 100, charactersAtMost = 5_000 }: LibreTranslateStandIn,
) {
  const characters = q.reduce((sum, text) => sum + [...text].length, 0)
  if (q.length <= textsAtMost && characters <= charactersAtMost) return undefined
  return `Invalid request: request (${characters}) exceeds text limit (${charactersAtMost})`
}

const unsupported = (code: unknown) => (CODES.includes(String(code)) ? undefined : `${code} is not supported`)

/** Python's html.unescape, as far as tests need it: once, tags and text alike. */
const decoded = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
