import { AsyncLocalStorage } from 'node:async_hooks'
import type { TranslationServiceClient } from '@google-cloud/translate/build/src/v3/translation_service_client.js'
import type { AuthClient } from 'google-auth-library'
import { parsed } from '../http/http.ts'
import { REPLY_BYTES_AT_MOST } from '../http/reply-bound.ts'
import type { Withheld } from '../http/withheld.ts'
import type { ProviderError } from '../provider-error.ts'
import type { GoogleApi } from './api.ts'
import { credentialMissing } from './credentials.ts'
import { broken, refused } from './errors.ts'

/**
 * Cloud Translation v3 (“Advanced”) over REST, by Google's own client: deadlines abort the call, glossaries
 * and models are there, and HTTP can be seen on the way. translateText has no retries of its own (“non
 * idempotent” in Google's configuration); tests hold that.
 * @see https://cloud.google.com/translate/docs/reference/rest/v3/projects.locations/translateText
 */

interface V3Options {
  readonly project: string
  readonly location: string
  readonly model: string
  readonly endpoint: URL | undefined
  readonly anonymous: boolean
  readonly glossary: { readonly id: string; readonly ignoreCase?: boolean } | undefined
  readonly labels: Readonly<Record<string, string>> | undefined
}

export function googleV3(options: V3Options): GoogleApi {
  const { project, location, glossary, labels } = options
  const parent = `projects/${project}/locations/${location}`
  const named = (kind: 'models' | 'glossaries', id: string) =>
    id.startsWith('projects/') ? id : `${parent}/${kind}/${id}`
  const fixed = {
    parent,
    model: named('models', options.model),
    ...(labels && { labels }),
    ...(glossary && {
      glossaryConfig: {
        glossary: named('glossaries', glossary.id),
        ignoreCase: glossary.ignoreCase ?? false,
      },
    }),
  }
  let client: Promise<TranslationServiceClient> | undefined
  const connected = () => (client ??= connect(options))

  return {
    title: `Cloud Translation v3, project ${project}, location ${location}`,
    async prepare() {
      await connected()
    },
    async translate({ source, target, mime, texts }, signal) {
      const request = {
        ...fixed,
        contents: [...texts],
        mimeType: mime === 'html' ? 'text/html' : 'text/plain',
        sourceLanguageCode: source,
        targetLanguageCode: target,
      }
      const client = await connected()
      const [reply] = await deadlines
        .run(signal, () => client.translateText(request, UNTIMED))
        .catch((thrown: unknown) => {
          throw inOurWords(thrown, { texts, secrets: [] })
        })
      // Asked with a glossary, Google answers twice; `translations` is the text without it.
      const translations = (glossary ? reply.glossaryTranslations : reply.translations) ?? []
      return translations.map(({ translatedText, model }) => ({
        text: translatedText ?? undefined,
        model: model ?? undefined,
      }))
    },
    async languages(signal) {
      const client = await connected()
      const call = { ...UNTIMED, retry: null }
      try {
        const [reply] = await deadlines.run(signal, () => client.getSupportedLanguages({ parent }, call))
        return reply.languages?.length ?? 0
      } catch (thrown) {
        if ((thrown as GaxError).httpStatusCode === 404) return undefined
        throw inOurWords(thrown, { texts: [], secrets: [] })
      }
    },
    async close() {
      const open = client
      client = undefined
      // What never opened has nothing to close; why it did not, prepare has said.
      await open?.then(
        (opened) => opened.close(),
        () => undefined,
      )
    },
  }
}

async function connect(options: V3Options): Promise<TranslationServiceClient> {
  const { endpoint, project } = options
  const { TranslationServiceClient } = await import(
    '@google-cloud/translate/build/src/v3/translation_service_client.js'
  )
  return new TranslationServiceClient({
    fallback: true,
    projectId: project,
    authClient: timed(await signIn(options)),
    ...(endpoint && {
      protocol: endpoint.protocol.slice(0, -1),
      apiEndpoint: endpoint.hostname,
      port: Number(endpoint.port) || (endpoint.protocol === 'https:' ? 443 : 80),
    }),
  })
}

/**
 * The client's own deadline keeps each request and its reply in memory until it has passed, long after the answer:
 * it gets none, and the wire call is aborted by ours.
 */
const UNTIMED = { timeout: Number.POSITIVE_INFINITY }
const deadlines = new AsyncLocalStorage<AbortSignal>()

function timed(client: AuthClient): AuthClient {
  client.transporter.interceptors.request.add({
    async resolved(call) {
      const signals = [deadlines.getStore(), call.signal].filter((signal) => signal != null)
      return {
        ...call,
        // A redirect would carry article and token elsewhere.
        redirect: 'manual',
        size: REPLY_BYTES_AT_MOST,
        adapter: gathered,
        signal: AbortSignal.any(signals),
      }
    },
  })
  return client
}

/**
 * node-fetch bounds a body that it gathers, and the client has it gather all but the refusals that the transport
 * throws: it would gather those itself, without a bound.
 */
const gathered: Adapter = async (call, send) => {
  const response = await send(call)
  if (!call.validateStatus?.(response.status))
    Object.assign(response, { data: [Buffer.from(await response.arrayBuffer())] })
  return response
}
type Adapter = NonNullable<AuthClient['transporter']['defaults']['adapter']>

/**
 * Done here and not left to the client: that one loads credentials where nobody waits for them, and a file it
 * cannot use ends the process as an unhandled rejection.
 */
async function signIn({ anonymous, project }: V3Options): Promise<AuthClient> {
  const { GoogleAuth, PassThroughClient } = await import('google-auth-library')
  if (anonymous) return new PassThroughClient()
  const auth = new GoogleAuth({ projectId: project, scopes: SCOPES })
  // A service account signs its own token; asking for one would be a call more, to another server.
  auth.useJWTAccessWithScope = true
  try {
    return await auth.getClient()
  } catch (cause) {
    throw credentialMissing('The Google credentials cannot be used.', undefined, cause)
  }
}

const SCOPES = ['https://www.googleapis.com/auth/cloud-translation']

/** The body of the refusal as it came; gax itself keeps only part of it. */
const RAW_PAYLOAD: unique symbol = Symbol.for('google-gax.rawHttpResponsePayload')

function inOurWords(thrown: unknown, withheld: Withheld): ProviderError {
  const { httpStatusCode: status, [RAW_PAYLOAD]: raw } = thrown as GaxError
  if (status === undefined) return broken(thrown, withheld)
  const body = typeof raw === 'string' ? parsed(raw) : raw
  return refused({ status, body, retryAfterMs: undefined }, withheld, thrown)
}

interface GaxError {
  readonly httpStatusCode?: number
  readonly [RAW_PAYLOAD]?: unknown
}
