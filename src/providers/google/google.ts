import { within } from '../http/deadline.ts'
import { failedExamination } from '../http/examination.ts'
import { knowing } from '../http/known-languages.ts'
import { pairIn } from '../http/language-codes.ts'
import { wholeReply } from '../http/replies.ts'
import type { LanguagePair, Provider, TranslationReply, TranslationRequest } from '../provider.ts'
import type { GoogleApi } from './api.ts'
import { credentialMissing, findCredentials } from './credentials.ts'
import { GOOGLE_LANGUAGES } from './languages.ts'
import {
  checkTogether,
  endpointOf,
  type GoogleOptions,
  limitsOf,
  memoryModels,
  memoryOptions,
  NAME,
  projectOf,
  takesCredentials,
} from './options.ts'
import { googleV2, V2_HOST } from './v2.ts'
import { googleV3 } from './v3.ts'

export type { GoogleOptions } from './options.ts'

const EXAMINE_TIMEOUT_MS = 3_000

/** Google Cloud Translation. Loads no library and touches no network before it is asked to. */
export function google(options: GoogleOptions): Provider {
  const endpoint = endpointOf(options)
  checkTogether(options)
  const model = options.model ?? (options.apiKey === undefined ? 'general/nmt' : 'nmt')
  let opened: { readonly api: GoogleApi; readonly credentials: string } | undefined

  /** @throws DragomanError CREDENTIAL_MISSING, CONFIG_INVALID */
  function open() {
    opened ??= options.apiKey === undefined ? openV3() : openV2(options.apiKey)
    return opened
  }
  function openV2(apiKey: string) {
    return {
      api: googleV2({ apiKey, model, endpoint: endpoint?.href ?? V2_HOST }),
      credentials: 'API key',
    }
  }
  function openV3() {
    const credentials = takesCredentials(endpoint) ? findCredentials(process.env) : undefined
    if (!credentials && !endpoint) throw credentialMissing('No Google credentials were found.')
    const { location = 'global', glossary, labels } = options
    return {
      api: googleV3({
        project: projectOf(options, credentials?.project),
        location,
        model,
        endpoint,
        anonymous: credentials === undefined,
        glossary,
        labels,
      }),
      credentials: credentials?.found ?? 'none, none needed',
    }
  }

  async function translate(request: TranslationRequest, pair: LanguagePair): Promise<TranslationReply> {
    const { api } = open()
    await api.prepare()
    const attempt = (signal: AbortSignal) => api.translate({ ...request, ...pair }, signal)
    const translations = await within(NAME, request.timeoutMs, attempt)
    const texts = wholeReply(
      NAME,
      translations.map(({ text }) => text),
      request.texts,
    )
    const model = translations[0]?.model?.split('/models/').at(-1)
    return model ? { texts, model } : { texts }
  }

  return {
    kind: 'google',
    name: NAME,
    model,
    memoryModels: memoryModels(model),
    options: memoryOptions(options),
    limits: limitsOf(options),
    markup: 'html',
    context: 'none',
    order: 'kept',

    ...knowing(NAME, sentAs, translate),

    async checkCredentials() {
      open()
    },

    async examine() {
      let title = NAME
      try {
        const { api, credentials } = open()
        const where = endpoint ? `, at ${endpoint.origin}` : ''
        title = `${api.title}, model ${model}${where}; credentials: ${credentials}`
        await api.prepare()
        const count = await within(NAME, EXAMINE_TIMEOUT_MS, (signal) => api.languages(signal))
        if (count === undefined && !endpoint)
          return {
            ok: false,
            detail: `${title}; Google knows no such place`,
            fix: 'Check project and location.',
          }
        return { ok: true, detail: `${title}; answers${count === undefined ? '' : `, ${count} languages`}` }
      } catch (thrown) {
        return failedExamination(title, thrown)
      }
    },

    async close() {
      const last = opened
      opened = undefined
      await last?.api.close()
    },
  }
}

const sentAs: Provider['sentAs'] = (source, target) => pairIn(GOOGLE_LANGUAGES, source, target)
