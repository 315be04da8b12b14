import type { OpenAI } from 'openai'
import { z } from 'zod'
import { isPseudo, languageOf } from '../../article/locale.ts'
import { within } from '../http/deadline.ts'
import { failedExamination } from '../http/examination.ts'
import { knowing } from '../http/known-languages.ts'
import { boundedFetch } from '../http/reply-bound.ts'
import type { Withheld } from '../http/withheld.ts'
import type { Provider, TranslationReply, TranslationRequest } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { inOurWords, type Parameter, refusedParameter } from './errors.ts'
import { addressFor, checkKey, limitsOf, NAME, type OpenAiOptions, titleOf } from './options.ts'
import { promptFor, promptId } from './prompt.ts'
import { openReadings } from './readings.ts'
import { REPLY_FORMAT, readReply } from './reply.ts'

export type { OpenAiOptions } from './options.ts'

const EXAMINE_TIMEOUT_MS = 5_000

/**
 * A language model behind the chat completions API, OpenAI's or any that speaks it. Loads no library and touches no
 * network before it is first asked to translate.
 */
export function openai(options: OpenAiOptions): Provider {
  const address = addressFor(options)
  const { model, style = '' } = options
  const withholding = (texts: readonly string[]): Withheld => ({ texts, secrets: [options.apiKey ?? ''] })
  let client: Promise<OpenAI> | undefined
  /** What the server or the model has refused to be asked with, and is no longer asked with. */
  const refused = new Set<Parameter>()
  const readings = openReadings(model)

  /** One call on the wire, with these of the parameters that not all take. @throws ProviderError */
  async function ask<T>(
    timeoutMs: number,
    withheld: Withheld,
    sent: Partial<Record<Parameter, unknown>>,
    how: Ask<T>,
  ): Promise<T> {
    checkKey(options)
    client ??= connect(address, options)
    const opened = await client
    // The client's own timer would leave less to tell; ours goes first.
    const timer = { timeout: timeoutMs + 1_000 }
    return within(NAME, timeoutMs, (signal) => how(opened, { ...timer, signal })).catch((thrown: unknown) => {
      const parameter = refusedParameter(thrown)
      if (parameter === undefined || !(parameter in sent)) throw inOurWords(thrown, withheld)
      refused.add(parameter)
      // Refused unread, and to be repeated: the kind of failure that is, whatever its name.
      const failure = { kind: 'rate', retryAfterMs: 0 } as const
      throw new ProviderError(NAME, failure, `model ${model} takes no ${parameter}; asked again without one`)
    })
  }

  async function translate(request: TranslationRequest): Promise<TranslationReply> {
    const { texts, timeoutMs } = request
    const { system, user } = promptFor(request, style, refused.has('response_format'))
    const sent = {
      ...(!refused.has('response_format') && { response_format: REPLY_FORMAT }),
      ...(!refused.has('temperature') && { temperature: 0 }),
    }
    const body = {
      model,
      messages: [
        { role: 'system' as const, content: system },
        { role: 'user' as const, content: user },
      ],
      ...sent,
    }
    const answer = await ask(timeoutMs, withholding(texts), sent, (opened, timer) =>
      opened.chat.completions.create(body, timer),
    )
    return readings.judge(readReply(answer, request))
  }

  return {
    kind: 'openai',
    name: NAME,
    model,
    memoryModels: [model],
    options: promptId(style),
    limits: limitsOf(options),
    markup: 'tags',
    context: 'each',
    order: 'written',

    ...knowing(NAME, sentAs, translate),

    async checkCredentials() {
      checkKey(options)
    },

    /** Asks which models there are, which costs nothing. */
    async examine() {
      const title = titleOf(options)
      try {
        const list = await ask(EXAMINE_TIMEOUT_MS, withholding([]), {}, (opened, timer) =>
          opened.get('/models', timer),
        )
        const ids = Models.parse(list)
        if (ids.length === 0 || ids.includes(model)) return { ok: true, detail: `${title}; answers` }
        return {
          ok: false,
          detail: `${title}; it answers, but has no such model among its ${ids.length}`,
          fix: 'Set "model" to one that the server has.',
        }
      } catch (thrown) {
        return failedExamination(title, thrown)
      }
    },

    async close() {
      client = undefined
    },
  }
}

type Ask<T> = (client: OpenAI, timer: { timeout: number; signal: AbortSignal }) => Promise<T>

/** Nobody says which languages a model knows: any two that differ. It is told them by name and tag. */
const sentAs: Provider['sentAs'] = (source, target) =>
  languageOf(source) === languageOf(target) || [source, target].some(isPseudo)
    ? undefined
    : { source, target }

/** The client wants one even where its header is left away. */
const NO_KEY = 'none'

async function connect(baseURL: string, { apiKey, endpoint }: OpenAiOptions): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  return new OpenAI({
    baseURL,
    apiKey: apiKey ?? NO_KEY,
    adminAPIKey: null,
    webhookSecret: null,
    // These go to OpenAI only.
    ...(endpoint !== undefined && { organization: null, project: null }),
    maxRetries: 0,
    // It would write articles and headers to the console.
    logLevel: 'off',
    fetch: boundedFetch,
    // A redirect would carry the key elsewhere.
    fetchOptions: { redirect: 'manual' },
    ...(apiKey === undefined && { defaultHeaders: { Authorization: null } }),
  })
}

/** A list of models, as far as it can be read: servers differ, and translating needs none. */
const Models = z
  .object({ data: z.array(z.object({ id: z.string() })) })
  .transform(({ data }) => data.map(({ id }) => id))
  .catch([])
