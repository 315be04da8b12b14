import { text } from 'node:stream/consumers'
import type { TextTranslationClient, TranslatorCredential } from '@azure-rest/ai-translation-text'
import { z } from 'zod'
import { DragomanError } from '../../article/errors.ts'
import { within } from '../http/deadline.ts'
import { failedExamination } from '../http/examination.ts'
import { garbled, retryAfter } from '../http/failures.ts'
import type { HttpReply } from '../http/http.ts'
import { knowing } from '../http/known-languages.ts'
import { pairIn } from '../http/language-codes.ts'
import { wholeReply } from '../http/replies.ts'
import { bounded } from '../http/reply-bound.ts'
import { isLoopback } from '../http/service-endpoint.ts'
import type { Withheld } from '../http/withheld.ts'
import type { LanguagePair, Provider, TranslationReply, TranslationRequest } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { broken, refused } from './errors.ts'
import { AZURE_LANGUAGES } from './languages.ts'
import { type AzureOptions, baseUrl, endpointOf, GENERAL_MODEL, limitsOf, NAME } from './options.ts'

export type { AzureOptions } from './options.ts'

/** Its requests and replies differ from those of version 3.0. */
const API_VERSION = '2026-06-06'
const GLOBAL_HOST = new URL('https://api.cognitive.microsofttranslator.com')
const EXAMINE_TIMEOUT_MS = 3_000

/**
 * Azure Translator, by Microsoft's own client. Loads no library and touches no network before it is first asked
 * to translate.
 * @see https://learn.microsoft.com/azure/ai-services/translator/text-translation/2026-06-06/translate-api
 */
export function azure(options: AzureOptions): Provider {
  const { region, model = GENERAL_MODEL } = options
  const endpoint = endpointOf(options) ?? GLOBAL_HOST
  const secrets = options.apiKey === undefined ? [] : [options.apiKey]
  let opened: Promise<TextTranslationClient> | undefined
  const open = () => (opened ??= connect(endpoint, keyOf(options, endpoint), region))

  /** One call on the wire. @throws ProviderError */
  async function call(inputs: readonly Input[], timeoutMs: number, withheld: Withheld): Promise<Answer> {
    const client = await open()
    const attempt = async (abortSignal: AbortSignal) =>
      client.path('/translate').post({ body: { inputs: [...inputs] }, abortSignal })
    const { status, body, headers } = await within(NAME, timeoutMs, attempt).catch((thrown: unknown) => {
      throw thrown instanceof ProviderError ? thrown : broken(thrown, withheld)
    })
    const retryAfterMs = retryAfter(headers['retry-after'])
    return { status: Number(status), body, retryAfterMs, systems: headers['x-mt-system'] }
  }

  async function translate({ mime, texts, timeoutMs }: TranslationRequest, pair: LanguagePair) {
    const withheld = { texts, secrets }
    const [language, textType] = [pair.source, mime === 'html' ? 'Html' : 'Plain']
    const to = { language: pair.target, ...(model !== GENERAL_MODEL && { deploymentName: model }) }
    const inputs = texts.map((text) => ({ text, language, textType, targets: [to] }))
    const answer = await call(inputs, timeoutMs, withheld)
    if (answer.status !== 200) throw refused(answer, withheld)
    return readReply(answer, texts, model)
  }

  return {
    kind: 'azure',
    name: NAME,
    model,
    memoryModels: [model],
    options: '',
    limits: limitsOf(options),
    markup: 'html',
    context: 'none',
    order: 'kept',

    ...knowing(NAME, sentAs, translate),

    async checkCredentials() {
      keyOf(options, endpoint)
    },

    /** Asks for nothing, which costs nothing: Azure finds fault with the key first, and then with the request. */
    async examine() {
      const title = `${NAME}, model ${model}, at ${endpoint.host}${region ? `, region ${region}` : ''}`
      const withheld = { texts: [], secrets }
      try {
        const answer = await call([], EXAMINE_TIMEOUT_MS, withheld)
        if (answer.status !== 200 && answer.status !== 400) throw refused(answer, withheld)
        return { ok: true, detail: `${title}; answers` }
      } catch (thrown) {
        return failedExamination(title, thrown)
      }
    },

    async close() {
      opened = undefined
    },
  }
}

const sentAs: Provider['sentAs'] = (source, target) => pairIn(AZURE_LANGUAGES, source, target)

interface Answer extends HttpReply {
  /** What translated: `Team` for the general model, `Custom`. */
  readonly systems: string | undefined
}

type Input = { text: string; language: string; textType: string; targets: { language: string }[] }

function keyOf({ apiKey }: AzureOptions, endpoint: URL): string {
  if (apiKey) return apiKey
  if (isLoopback(endpoint)) return 'none'
  throw new DragomanError('CREDENTIAL_MISSING', 'No key for Azure Translator was found.', {
    fix: 'Set AZURE_TRANSLATOR_KEY, and AZURE_TRANSLATOR_REGION unless the resource is global.',
  })
}

async function connect(
  endpoint: URL,
  key: string,
  region: string | undefined,
): Promise<TextTranslationClient> {
  const { default: createClient } = await import('@azure-rest/ai-translation-text')
  const credential: TranslatorCredential = { key, region: region ?? '' }
  const client = createClient(credential, {
    endpoint: baseUrl(endpoint),
    apiVersion: API_VERSION,
    retryOptions: { maxRetries: 0 },
    // A redirect would carry the key elsewhere.
    redirectOptions: { maxRetries: 0 },
    allowInsecureConnection: isLoopback(endpoint),
  })
  client.pipeline.addPolicy(boundedReply)
  // The client sends a region even where there is none, in the word “undefined” if need be.
  if (!region) client.pipeline.addPolicy(withoutRegion)
  return client
}

type Policy = Parameters<TextTranslationClient['pipeline']['addPolicy']>[0]

/** The client would gather whatever comes. The stream is what its gathering begins with, decoded. */
const boundedReply: Policy = {
  name: 'boundedReply',
  async sendRequest(request, next) {
    const hangUp = new AbortController()
    request.abortSignal?.addEventListener('abort', () => hangUp.abort())
    request.abortSignal = hangUp.signal
    request.streamResponseStatusCodes = ANY_STATUS
    const { readableStreamBody, ...response } = await next(request)
    if (readableStreamBody === undefined) return response
    try {
      return { ...response, bodyAsText: await text(bounded(readableStreamBody)) }
    } catch (thrown) {
      // What decodes a body does not close the connection behind it.
      hangUp.abort()
      throw thrown
    }
  },
}

const ANY_STATUS: Set<number> = new Set([Number.POSITIVE_INFINITY])

const withoutRegion: Policy = {
  name: 'withoutRegion',
  sendRequest(request, next) {
    request.headers.delete('Ocp-Apim-Subscription-Region')
    return next(request)
  },
}

const Translation = z.object({ text: z.string(), targetTokens: z.number().optional() })
const Reply = z.object({ value: z.array(z.object({ translations: z.array(Translation).length(1) })) })

function readReply({ body, systems }: Answer, texts: readonly string[], model: string): TranslationReply {
  const read = Reply.safeParse(body)
  if (!read.success) throw garbled(NAME, 'the reply is not a list of translations', read.error)
  const translations = read.data.value.flatMap((item) => item.translations)
  const translated = wholeReply(
    NAME,
    translations.map(({ text }) => text),
    texts,
  )
  // Where a custom model does not know the pair, Azure's general one steps in, and only this header tells.
  const isGeneral = systems !== undefined && !/custom/i.test(systems) && !translations[0]?.targetTokens
  return { texts: translated, model: isGeneral ? GENERAL_MODEL : model }
}
