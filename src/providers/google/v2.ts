import { REPLY_BYTES_AT_MOST } from '../http/reply-bound.ts'
import type { GoogleApi } from './api.ts'
import { broken, garbled, type HttpReply, type Withheld } from './errors.ts'

/**
 * Cloud Translation v2 (“Basic”), for API keys. The calls go through the transport of Google's auth library,
 * not through the v2 client of @google-cloud/translate: that one puts the key into the URL, where it ends in
 * logs; with the key in a header it repeats a POST up to three times after a lost connection or a broken
 * reply, so that a text may be bought four times; and it has no deadline.
 * @see https://cloud.google.com/translate/docs/reference/rest/v2/translate
 */
export const V2_HOST = 'https://translation.googleapis.com'

/** @see https://cloud.google.com/translate/quotas (content: 100 KB a request; 128 strings) */
export const V2_ITEMS = 128
/** 100 KB of UTF-8 at up to four bytes a code point, with room for JSON around each text. */
export const V2_CHARACTERS = 24_000

interface V2Options {
  readonly apiKey: string
  readonly model: string
  /** Base URL without path; `…/language/translate/v2` is added. */
  readonly endpoint: string
}

export async function loadV2(): Promise<void> {
  await Promise.all([import('google-auth-library'), replies()])
}

const replies = () => import('./replies.ts')

export function googleV2({ apiKey, model, endpoint }: V2Options): GoogleApi {
  const base = `${endpoint.replace(/\/+$/, '')}/language/translate/v2`

  async function call(
    path: string,
    signal: AbortSignal,
    withheld: Withheld,
    data?: object,
  ): Promise<HttpReply> {
    const { PassThroughClient } = await import('google-auth-library')
    const response = await new PassThroughClient()
      .request<string>({
        url: `${base}${path}`,
        ...(data ? { method: 'POST', body: JSON.stringify(data) } : { method: 'GET' }),
        headers: { 'content-type': 'application/json', 'x-goog-api-key': apiKey },
        signal,
        // A redirect would carry the key elsewhere.
        redirect: 'error',
        retry: false,
        responseType: 'text',
        validateStatus: () => true,
        size: REPLY_BYTES_AT_MOST,
      })
      .catch((cause: unknown) => {
        throw broken(cause, withheld)
      })
    const retryAfter = response.headers.get('retry-after') ?? undefined
    return { status: response.status, body: parsed(response.data), retryAfter }
  }

  return {
    title: 'Cloud Translation v2 (API key)',
    prepare: loadV2,
    async translate({ source, target, mime, texts }, signal) {
      const withheld = { texts, key: apiKey }
      const reply = await call('', signal, withheld, { q: texts, source, target, format: mime, model })
      const { refused, Translations } = await replies()
      if (reply.status !== 200) throw refused(reply, withheld)
      const read = Translations.safeParse(reply.body)
      if (!read.success) throw garbled('the reply is not a list of translations', read.error)
      return read.data.data.translations.map(({ translatedText, model }) => ({ text: translatedText, model }))
    },
    async languages(signal) {
      const withheld = { texts: [], key: apiKey }
      const reply = await call('/languages', signal, withheld)
      if (reply.status === 404) return undefined
      const { refused, Languages } = await replies()
      if (reply.status !== 200) throw refused(reply, withheld)
      const read = Languages.safeParse(reply.body)
      if (!read.success) throw garbled('the reply is not a list of languages', read.error)
      return read.data.data.languages.length
    },
    async close() {},
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
