import { text } from 'node:stream/consumers'
import type { TextTranslationClient, TranslatorCredential } from '@azure-rest/ai-translation-text'
import { z } from 'zod'
import { DragomanError } from '../../article/errors.ts'
import { within } from '../http/deadline.ts'
import { timedOut } from '../http/http.ts'
import { bounded } from '../http/reply-bound.ts'
import { isLoopback } from '../http/service-endpoint.ts'
import type { Withheld } from '../http/withheld.ts'
import type { Examination, Provider, TranslationReply } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { broken, garbled, NAME, refused } from './errors.ts'
import { azureCode } from './languages.ts'
import { type AzureOptions, baseUrl, endpointOf, GENERAL_MODEL, limitsOf } from './options.ts'

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
  async function call(inputs: readonly Input[], timeoutMs: number, withheld: Withheld) {
    const client = await open()
    const attempt = async (abortSignal: AbortSignal) =>
      client.path('/translate').post({ body: { inputs: [...inputs] }, abortSignal })
    const late = () => timedOut(NAME, timeoutMs)
    const { status, body, headers } = await within(timeoutMs, late, attempt).catch((thrown: unknown) => {
      throw thrown instanceof ProviderError ? thrown : broken(thrown, withheld)
    })
    return { status: Number(status), body: body as unknown, headers, retryAfter: headers['retry-after'] }
  }

  return {
    kind: 'azure',
    name: NAME,
    model,
    options: '',
    limits: limitsOf(options),
    markup: 'html',
    context: 'none',

    async serves(source, target) {
      const [from, to] = [azureCode(source), azureCode(target)]
      return from !== undefined && to !== undefined && from !== to
    },

    async load() {
      await import('@azure-rest/ai-translation-text')
    },

    async translate({ source, target, mime, texts, timeoutMs }) {
      if (texts.length === 0) return { texts: [] }
      const withheld = { texts, secrets }
      const [language, textType] = [codeOf(source), mime === 'html' ? 'Html' : 'Plain']
      const to = { language: codeOf(target), ...(model !== GENERAL_MODEL && { deploymentName: model }) }
      const inputs = texts.map((text) => ({ text, language, textType, targets: [to] }))
      const answer = await call(inputs, timeoutMs, withheld)
      if (answer.status !== 200) throw refused(answer, withheld)
      return readReply(answer.body, texts, model, answer.headers['x-mt-system'])
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
        return examinationOf(thrown, title)
      }
    },

    async close() {
      opened = undefined
    },
  }
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

function codeOf(locale: string): string {
  const code = azureCode(locale)
  if (code === undefined) throw new ProviderError(NAME, { kind: 'invalid' }, `it has no language ${locale}`)
  return code
}

const Translation = z.object({ text: z.string(), targetTokens: z.number().optional() })
const Reply = z.object({ value: z.array(z.object({ translations: z.array(Translation).length(1) })) })

function readReply(
  body: unknown,
  texts: readonly string[],
  model: string,
  systems: string | undefined,
): TranslationReply {
  const read = Reply.safeParse(body)
  if (!read.success) throw garbled('the reply is not a list of translations', read.error)
  const translations = read.data.value.flatMap((item) => item.translations)
  if (translations.length !== texts.length)
    throw garbled(`${translations.length} translations came for ${texts.length} texts`)
  const empty = translations.findIndex(({ text }, index) => text === '' && texts[index]?.trim())
  if (empty >= 0) throw garbled(`translation ${empty + 1} of ${texts.length} is missing`)
  // Where a custom model does not know the pair, Azure's general one steps in, and only this header tells.
  const isGeneral = systems !== undefined && !/custom/i.test(systems) && !translations[0]?.targetTokens
  return { texts: translations.map(({ text }) => text), model: isGeneral ? GENERAL_MODEL : model }
}

function examinationOf(thrown: unknown, title: string): Examination {
  if (!(thrown instanceof DragomanError)) throw thrown
  return { ok: false, detail: `${title}; ${thrown.message}`, fix: thrown.fix }
}
