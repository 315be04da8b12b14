import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { TranslateClient } from '@aws-sdk/client-translate'
import { z } from 'zod'
import { DragomanError } from '../../article/errors.ts'
import { within } from '../http/deadline.ts'
import { failedExamination } from '../http/examination.ts'
import { garbled } from '../http/failures.ts'
import { knowing } from '../http/known-languages.ts'
import { pairIn } from '../http/language-codes.ts'
import { wholeReply } from '../http/replies.ts'
import { bounded } from '../http/reply-bound.ts'
import type { LanguagePair, Provider, TranslationRequest } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { failed } from './errors.ts'
import { AMAZON_LANGUAGES } from './languages.ts'
import {
  type AmazonOptions,
  endpointOf,
  limitsOf,
  memoryOptions,
  NAME,
  regionOf,
  settingsFor,
  shunMetadataService,
  stockCredentials,
} from './options.ts'

export type { AmazonOptions } from './options.ts'

const EXAMINE_TIMEOUT_MS = 3_000

/**
 * Amazon Translate, by Amazon's own client, in real time. One text a request, by one of two operations: words go to
 * TranslateText, which takes them literally; HTML goes to TranslateDocument, which translates “only the text in the
 * HTML element”. That one translates from and into English only, so HTML of other pairs goes to TranslateText as
 * well, which heeds tags and is documented to keep them, but not how it treats entities.
 * Loads no library and touches no network before it is first asked to translate.
 * @see https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateDocument.html
 * @see https://docs.aws.amazon.com/translate/latest/dg/customizing-translations-tags.html
 */
export function amazon(options: AmazonOptions): Provider {
  const endpoint = endpointOf(options)
  let opened: Promise<TranslateClient> | undefined
  const open = () => (opened ??= connect(options, endpoint))

  /** At most one call on the wire. @throws ProviderError, DragomanError CREDENTIAL_MISSING, CONFIG_INVALID */
  async function call<T>(
    timeoutMs: number,
    texts: readonly string[],
    send: (client: TranslateClient, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const client = await open()
    return within(NAME, timeoutMs, async (signal) => {
      await regionOfClient(client)
      await client.config.credentials()
      return send(client, signal)
    }).catch((thrown: unknown) => {
      throw failed(thrown, { texts, secrets: secrets() })
    })
  }

  async function translate({ mime, texts, timeoutMs }: TranslationRequest, pair: LanguagePair) {
    const [text = ''] = texts
    if (texts.length > 1)
      throw new ProviderError(NAME, { kind: 'tooLarge' }, `it takes one text a request, not ${texts.length}`)
    const parameters = {
      SourceLanguageCode: pair.source,
      TargetLanguageCode: pair.target,
      Settings: settingsFor(options, pair.target),
      ...(options.glossary !== undefined && { TerminologyNames: [options.glossary] }),
    }
    const { TranslateDocumentCommand, TranslateTextCommand } = await import('@aws-sdk/client-translate')
    const isDocument = mime === 'html' && [pair.source, pair.target].includes('en')
    const reply = await call(timeoutMs, texts, async (client, abortSignal) => {
      if (!isDocument)
        return client.send(new TranslateTextCommand({ ...parameters, Text: text }), { abortSignal })
      const Document = { Content: new TextEncoder().encode(text), ContentType: 'text/html' }
      return client.send(new TranslateDocumentCommand({ ...parameters, Document }), { abortSignal })
    })
    const translated = isDocument ? readDocument(reply) : readText(reply)
    return { texts: wholeReply(NAME, [translated], texts) }
  }

  return {
    kind: 'amazon',
    name: NAME,
    model: 'nmt',
    memoryModels: ['nmt'],
    options: memoryOptions(options),
    limits: limitsOf(options),
    markup: 'html',
    context: 'none',
    order: 'kept',

    ...knowing(NAME, sentAs, translate),

    checkCredentials: () => call(EXAMINE_TIMEOUT_MS, [], async () => {}),

    async examine() {
      let title = endpoint ? `${NAME}, at ${endpoint.host}` : NAME
      try {
        const { ListLanguagesCommand } = await import('@aws-sdk/client-translate')
        title += `, region ${await regionOfClient(await open())}`
        const reply = await call(EXAMINE_TIMEOUT_MS, [], (client, abortSignal) =>
          client.send(new ListLanguagesCommand({ MaxResults: 500 }), { abortSignal }),
        )
        return { ok: true, detail: `${title}; answers, ${reply.Languages?.length ?? 0} languages` }
      } catch (thrown) {
        return failedExamination(title, thrown)
      }
    },

    async close() {
      const last = opened
      opened = undefined
      await last?.then(
        (client) => client.destroy(),
        () => undefined,
      )
    },
  }
}

const sentAs: Provider['sentAs'] = (source, target) => pairIn(AMAZON_LANGUAGES, source, target)

async function connect(options: AmazonOptions, endpoint: URL | undefined): Promise<TranslateClient> {
  shunMetadataService(process.env)
  const { TranslateClient } = await import('@aws-sdk/client-translate')
  const [region, credentials] = [regionOf(options, process.env), stockCredentials(endpoint)]
  const client = new TranslateClient({
    maxAttempts: 1,
    ...(region && { region }),
    ...(endpoint && { endpoint: endpoint.origin }),
    ...(credentials && { credentials }),
  })
  // Next to the wire, before the client gathers the body. It asks for no compression and undoes none.
  client.middlewareStack.add(
    (next) => async (call) => {
      const arrived = await next(call)
      await boundBody(arrived.response)
      return arrived
    },
    { step: 'deserialize', priority: 'low', name: 'boundedReply' },
  )
  return client
}

/** Of a refusal the whole body is kept as well: the client does not know the words of a gateway. */
async function boundBody(response: unknown): Promise<void> {
  const { body, statusCode = 200 } = response as { readonly body?: unknown; readonly statusCode?: number }
  if (!(body instanceof Readable)) return
  const within = bounded(body)
  Object.assign(response as object, { body: statusCode < 400 ? within : await buffer(within) })
}

async function regionOfClient(client: TranslateClient): Promise<string> {
  try {
    return await client.config.region()
  } catch (cause) {
    throw new DragomanError('CONFIG_INVALID', `${NAME}: no region is known.`, {
      cause,
      fix: 'Set "region", such as "eu-west-1", or AWS_REGION.',
    })
  }
}

/** Where we know them; a profile's or a role's are never sent but as a signature. */
const secrets = () =>
  [process.env['AWS_SECRET_ACCESS_KEY'], process.env['AWS_SESSION_TOKEN']].filter(
    (secret) => secret !== undefined,
  )

const TextReply = z.object({ TranslatedText: z.string() })
const DocumentReply = z.object({ TranslatedDocument: z.object({ Content: z.instanceof(Uint8Array) }) })

function readText(reply: unknown): string {
  const read = TextReply.safeParse(reply)
  if (!read.success) throw garbled(NAME, 'the reply is not a translation', read.error)
  return read.data.TranslatedText
}

function readDocument(reply: unknown): string {
  const read = DocumentReply.safeParse(reply)
  if (!read.success) throw garbled(NAME, 'the reply is not a translated document', read.error)
  return new TextDecoder().decode(read.data.TranslatedDocument.Content)
}
