import { z } from 'zod'
import { garbled, retryAfter } from '../http/failures.ts'
import { type HttpReply, parsed } from '../http/http.ts'
import { REPLY_BYTES_AT_MOST } from '../http/reply-bound.ts'
import type { Withheld } from '../http/withheld.ts'
import type { GoogleApi } from './api.ts'
import { broken, refused } from './errors.ts'
import { NAME } from './options.ts'

/**
 * Cloud Translation v2 (“Basic”), for API keys. The calls go through the transport of Google's auth library,
 * not through the v2 client of @google-cloud/translate: that one puts the key into the URL, where it ends in
 * logs; with the key in a header it repeats a POST up to three times after a lost connection or a broken
 * reply, so that a text may be bought four times; and it has no deadline.
 * @see https://cloud.google.com/translate/docs/reference/rest/v2/translate
 */
export const V2_HOST = 'https://translation.googleapis.com'

interface V2Options {
  readonly apiKey: string
  readonly model: string
  /** Base URL without path; `…/language/translate/v2` is added. */
  readonly endpoint: string
}

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
        redirect: 'manual',
        retry: false,
        responseType: 'text',
        validateStatus: () => true,
        size: REPLY_BYTES_AT_MOST,
      })
      .catch((cause: unknown) => {
        throw broken(cause, withheld)
      })
    const retryAfterMs = retryAfter(response.headers.get('retry-after'))
    return { status: response.status, body: parsed(response.data), retryAfterMs }
  }

  return {
    title: 'Cloud Translation v2 (API key)',
    async prepare() {
      await import('google-auth-library')
    },
    async translate({ source, target, mime, texts }, signal) {
      const withheld = { texts, secrets: [apiKey] }
      const reply = await call('', signal, withheld, { q: texts, source, target, format: mime, model })
      if (reply.status !== 200) throw refused(reply, withheld)
      const read = Translations.safeParse(reply.body)
      if (!read.success) throw garbled(NAME, 'the reply is not a list of translations', read.error)
      return read.data.data.translations.map(({ translatedText, model }) => ({ text: translatedText, model }))
    },
    async languages(signal) {
      const withheld = { texts: [], secrets: [apiKey] }
      const reply = await call('/languages', signal, withheld)
      if (reply.status === 404) return undefined
      if (reply.status !== 200) throw refused(reply, withheld)
      const read = Languages.safeParse(reply.body)
      if (!read.success) throw garbled(NAME, 'the reply is not a list of languages', read.error)
      return read.data.data.languages.length
    },
    async close() {},
  }
}

const Translations = z.object({
  data: z.object({
    translations: z.array(z.object({ translatedText: z.string().optional(), model: z.string().optional() })),
  }),
})

const Languages = z.object({ data: z.object({ languages: z.array(z.unknown()) }) })
