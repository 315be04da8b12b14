import { z } from 'zod'
import { failedExamination } from '../http/examination.ts'
import { failureOf, garbled, refused } from '../http/failures.ts'
import { call, type HttpReply } from '../http/http.ts'
import { knowing } from '../http/known-languages.ts'
import { wholeReply } from '../http/replies.ts'
import type { Withheld } from '../http/withheld.ts'
import type {
  Examination,
  Failure,
  LanguagePair,
  Provider,
  TranslationReply,
  TranslationRequest,
} from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { sharedContext } from './context.ts'
import { pairFor } from './languages.ts'
import {
  addressFor,
  BODY_BYTES,
  type DeeplOptions,
  keyFor,
  limitsOf,
  memoryOptions,
  NAME,
} from './options.ts'

export type { DeeplOptions } from './options.ts'

const EXAMINE_TIMEOUT_MS = 3_000

/**
 * DeepL over plain fetch: its own client hides status and headers, and knows no abort.
 * @see https://developers.deepl.com/api-reference/translate/request-translation
 */
export function deepl(options: DeeplOptions): Provider {
  const address = addressFor(options)
  const { model, endpoint } = options
  const sentAs: Provider['sentAs'] = (source, target) => pairFor(source, target, model)

  async function ask(path: string, timeoutMs: number, withheld: Withheld, body?: string): Promise<HttpReply> {
    const headers = { authorization: `DeepL-Auth-Key ${keyFor(options)}` }
    const sent = body === undefined ? {} : { body }
    return call({ provider: NAME, url: address + path, headers, timeoutMs, withheld, ...sent })
  }
  const withholding = (texts: readonly string[]): Withheld => ({ texts, secrets: [options.apiKey ?? ''] })

  async function translate(request: TranslationRequest, pair: LanguagePair): Promise<TranslationReply> {
    const { texts, timeoutMs } = request
    const body = bodyOf({ ...request, ...pair }, options)
    const withheld = withholding(texts)
    const reply = await ask('/v2/translate', timeoutMs, withheld, body)
    if (reply.status !== 200) throw refusal(reply, withheld)
    return readReply(reply.body, texts)
  }

  return {
    kind: 'deepl',
    name: NAME,
    model: model ?? 'default',
    memoryModels: [model ?? 'default'],
    options: memoryOptions(options),
    limits: limitsOf(options),
    markup: 'html',
    context: 'shared',
    order: 'kept',

    ...knowing(NAME, sentAs, translate),

    async checkCredentials() {
      keyFor(options)
    },

    /** Asks what is used up, which costs nothing. */
    async examine() {
      const plan = options.apiKey?.endsWith(':fx') ? 'free plan' : 'Pro'
      const title = `${NAME} (${endpoint === undefined ? plan : `at ${address}`}), model ${model ?? 'of its choice'}`
      try {
        const withheld = withholding([])
        const reply = await ask('/v2/usage', EXAMINE_TIMEOUT_MS, withheld)
        if (reply.status === 404 && endpoint !== undefined) return { ok: true, detail: `${title}; answers` }
        if (reply.status !== 200) throw refusal(reply, withheld)
        return examinationOf(title, reply.body)
      } catch (thrown) {
        return failedExamination(title, thrown)
      }
    },

    async close() {},
  }
}

/** @throws ProviderError for a body that DeepL would refuse. */
function bodyOf(request: TranslationRequest, { model, formality, glossary }: DeeplOptions): string {
  const { source, target, mime, texts, neighbours } = request
  const context = sharedContext(texts, neighbours)
  const body = JSON.stringify({
    text: texts,
    source_lang: source,
    target_lang: target,
    // Each text is a sentence already. The newer models split paragraphs as they see fit.
    split_sentences: '0',
    preserve_formatting: true,
    ...(mime === 'html' && { tag_handling: 'html', tag_handling_version: 'v2' }),
    ...(context !== '' && { context }),
    ...(model && { model_type: model }),
    ...(formality && { formality }),
    ...(glossary && { glossary_id: glossary }),
  })
  if (Buffer.byteLength(body) <= BODY_BYTES) return body
  throw new ProviderError(NAME, { kind: 'tooLarge' }, `the request is larger than ${BODY_BYTES} bytes`)
}

const Reply = z.object({
  translations: z.array(z.object({ text: z.string(), model_type_used: z.string().optional() })),
})

function readReply(body: unknown, texts: readonly string[]): TranslationReply {
  const read = Reply.safeParse(body)
  if (!read.success) throw garbled(NAME, 'the reply is not a list of translations', read.error)
  const { translations } = read.data
  const translated = wholeReply(
    NAME,
    translations.map(({ text }) => text),
    texts,
  )
  const model = translations[0]?.model_type_used
  return model ? { texts: translated, model } : { texts: translated }
}

/** @see https://developers.deepl.com/docs/best-practices/error-handling */
const USED_UP = 456
const OVERLOADED = 529

const Problem = z
  .object({ message: z.string().catch(''), detail: z.string().catch('') })
  .transform(({ message, detail }) => [message, detail].filter(Boolean).join(' '))
  .catch('')

function refusal(reply: HttpReply, withheld: Withheld): ProviderError {
  const words = Problem.parse(reply.body)
  const { status, body } = reply
  return refused(NAME, { status, words, body, failure: meaning(reply, words) }, withheld)
}

function meaning({ status, retryAfterMs }: HttpReply, words: string): Failure {
  if (status === USED_UP) return { kind: 'quota' }
  if (status === 400 && PAIR.test(words)) return { kind: 'pair' }
  return failureOf({ status: status === OVERLOADED ? 429 : status, retryAfterMs })
}

/** A language by itself, or with the formality, model or glossary that was asked for. */
const PAIR = /\b(source|target)[_ ]lang|\blanguage pair\b/i

const Usage = z.object({ character_count: z.number(), character_limit: z.number() })

function examinationOf(title: string, body: unknown): Examination {
  const read = Usage.safeParse(body)
  if (!read.success) throw garbled(NAME, 'the reply is not an account’s usage', read.error)
  const { character_count: used, character_limit: limit } = read.data
  const detail = `${title}; ${used.toLocaleString('en')} of ${limit.toLocaleString('en')} characters used`
  if (used < limit) return { ok: true, detail }
  return { ok: false, detail, fix: 'Raise the limit at DeepL, or wait for its next billing period.' }
}
