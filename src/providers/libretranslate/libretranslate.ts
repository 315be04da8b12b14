import { z } from 'zod'
import { failedExamination } from '../http/examination.ts'
import { failureOf, garbled, refused } from '../http/failures.ts'
import { call, type HttpReply } from '../http/http.ts'
import { unserved } from '../http/known-languages.ts'
import { wholeReply } from '../http/replies.ts'
import type { Withheld } from '../http/withheld.ts'
import type { Failure, LanguagePair, Provider, TranslationReply, TranslationRequest } from '../provider.ts'
import type { ProviderError } from '../provider-error.ts'
import { Languages, pairOf } from './languages.ts'
import { htmlAgain } from './markup.ts'
import { addressFor, type LibreTranslateOptions, limitsOf, NAME } from './options.ts'

export type { LibreTranslateOptions } from './options.ts'

const ASK_TIMEOUT_MS = 5_000

/** A LibreTranslate server, one's own or another's. @see https://docs.libretranslate.com/api/operations/translate */
export function libretranslate(options: LibreTranslateOptions): Provider {
  const address = addressFor(options)
  const { apiKey } = options
  const withholding = (texts: readonly string[]): Withheld => ({ texts, secrets: [apiKey ?? ''] })
  let asked: Promise<Languages> | undefined

  /** The server's languages: once known, they are not asked for again. @throws ProviderError */
  function languages(timeoutMs: number): Promise<Languages> {
    asked ??= askLanguages(address, timeoutMs, withholding([])).catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }

  return {
    kind: 'libretranslate',
    name: NAME,
    model: 'argos',
    memoryModels: ['argos'],
    options: '',
    limits: limitsOf(options),
    markup: 'html',
    context: 'none',
    order: 'kept',

    /** Its codes are the server's to say. */
    sentAs: (source, target) => ({ source, target }),

    /** A server that does not answer may come back: only its own list says no. */
    async serves(source, target) {
      const known = await languages(ASK_TIMEOUT_MS).catch(() => undefined)
      return known === undefined || pairOf(known, source, target) !== undefined
    },

    async translate(request) {
      const { texts, timeoutMs } = request
      if (texts.length === 0) return { texts: [] }
      const until = performance.now() + timeoutMs
      const pair = pairOf(await languages(timeoutMs), request.source, request.target)
      if (pair === undefined) throw unserved(NAME, request)
      const reply = await call({
        provider: NAME,
        url: `${address}/translate`,
        body: bodyOf(request, pair, apiKey),
        timeoutMs: Math.max(1, Math.round(until - performance.now())),
        withheld: withholding(texts),
      })
      if (reply.status !== 200) throw refusal(reply, withholding(texts))
      return readReply(reply.body, request)
    },

    async checkCredentials() {},

    async examine() {
      const title = `${NAME} at ${address}`
      try {
        const { length } = await askLanguages(address, ASK_TIMEOUT_MS, withholding([]))
        return { ok: true, detail: `${title}; answers, ${length} languages` }
      } catch (thrown) {
        return failedExamination(title, thrown)
      }
    },

    async close() {
      asked = undefined
    },
  }
}

async function askLanguages(address: string, timeoutMs: number, withheld: Withheld): Promise<Languages> {
  const reply = await call({ provider: NAME, url: `${address}/languages`, timeoutMs, withheld })
  if (reply.status !== 200) throw refusal(reply, withheld)
  const read = Languages.safeParse(reply.body)
  if (!read.success) throw garbled(NAME, 'the reply is not a list of languages', read.error)
  return read.data
}

const bodyOf = (
  { mime, texts }: TranslationRequest,
  pair: LanguagePair,
  apiKey: string | undefined,
): string =>
  JSON.stringify({
    q: texts,
    ...pair,
    format: mime === 'html' ? 'html' : 'text',
    ...(apiKey !== undefined && { api_key: apiKey }),
  })

const Reply = z.object({ translatedText: z.array(z.string()) })

function readReply(body: unknown, { texts, mime }: TranslationRequest): TranslationReply {
  const read = Reply.safeParse(body)
  if (!read.success) throw garbled(NAME, 'the reply is not a list of translations', read.error)
  const translated = wholeReply(NAME, read.data.translatedText, texts)
  return {
    texts: mime === 'html' ? translated.map((text, i) => htmlAgain(text, texts[i] ?? '')) : translated,
  }
}

const Problem = z.object({ error: z.string().catch('') }).catch({ error: '' })

function refusal(reply: HttpReply, withheld: Withheld): ProviderError {
  const { error: words } = Problem.parse(reply.body)
  const { status, body } = reply
  return refused(NAME, { status, words, body, failure: meaning(reply, words) }, withheld)
}

/**
 * The status alone does not tell: 400 is also a missing key and a request over the server's limits, 403 also a ban,
 * and 429 also the end of the day's requests.
 */
function meaning({ status, retryAfterMs }: HttpReply, words: string): Failure {
  if (/api key/i.test(words)) return { kind: 'auth' }
  if (status === 400 && PAIR.test(words)) return { kind: 'pair' }
  if (status === 400 && /exceeds text limit/i.test(words)) return { kind: 'tooLarge' }
  if (status === 403 && words !== '') return { kind: 'rate', retryAfterMs: retryAfterMs ?? BAN_MS }
  if (status === 429 && /per \d* ?day/i.test(words)) return { kind: 'quota' }
  return failureOf({ status, retryAfterMs })
}

/** “xx is not supported”, “French (fr) is not available as a target language from …”: a format may be refused, too. */
const PAIR = /^\S+ is not supported\b|\bnot available as a target language\b/i

/** Who asked too often is banned, and forgiven one offence every ten minutes. */
const BAN_MS = 600_000
