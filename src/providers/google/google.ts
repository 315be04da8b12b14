import { DragomanError } from '../../article/errors.ts'
import { within } from '../http/deadline.ts'
import type { Examination, Provider, TranslationReply, TranslationRequest } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import type { GoogleApi, GoogleTranslation } from './api.ts'
import { credentialMissing, findCredentials } from './credentials.ts'
import { garbled, NAME, timedOut } from './errors.ts'
import { googleCode } from './languages.ts'
import {
  checkTogether,
  endpointOf,
  type GoogleOptions,
  limitsOf,
  memoryOptions,
  projectOf,
  takesCredentials,
} from './options.ts'
import { googleV2, loadV2, V2_HOST } from './v2.ts'
import { googleV3, loadV3 } from './v3.ts'

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

  return {
    kind: 'google',
    name: NAME,
    model,
    options: memoryOptions(options),
    limits: limitsOf(options),
    markup: 'html',
    context: 'none',

    async serves(source, target) {
      const [from, to] = [googleCode(source), googleCode(target)]
      return from !== undefined && to !== undefined && from !== to
    },

    load: options.apiKey === undefined ? loadV3 : loadV2,

    async translate(request) {
      if (request.texts.length === 0) return { texts: [] }
      const { api } = open()
      await api.prepare()
      const codes = { source: codeOf(request.source), target: codeOf(request.target) }
      const { timeoutMs } = request
      const late = () => timedOut(timeoutMs)
      const attempt = (signal: AbortSignal) => api.translate({ ...request, ...codes }, signal)
      return replyTo(request, await within(timeoutMs, late, attempt))
    },

    async examine() {
      let title = NAME
      try {
        const { api, credentials } = open()
        const where = endpoint ? `, at ${endpoint.origin}` : ''
        title = `${api.title}, model ${model}${where}; credentials: ${credentials}`
        await api.prepare()
        const late = () => timedOut(EXAMINE_TIMEOUT_MS)
        const count = await within(EXAMINE_TIMEOUT_MS, late, (signal) => api.languages(signal))
        if (count === undefined && !endpoint)
          return {
            ok: false,
            detail: `${title}; Google knows no such place`,
            fix: 'Check project and location.',
          }
        return { ok: true, detail: `${title}; answers${count === undefined ? '' : `, ${count} languages`}` }
      } catch (thrown) {
        return examinationOf(thrown, title)
      }
    },

    async close() {
      const last = opened
      opened = undefined
      await last?.api.close()
    },
  }
}

function codeOf(locale: string): string {
  const code = googleCode(locale)
  if (code === undefined) throw new ProviderError(NAME, { kind: 'invalid' }, `it has no language ${locale}`)
  return code
}

function replyTo(
  { texts }: TranslationRequest,
  translations: readonly GoogleTranslation[],
): TranslationReply {
  if (translations.length !== texts.length)
    throw garbled(`${translations.length} translations came for ${texts.length} texts`)
  const translated = translations.map(({ text }, index) => {
    // The v3 client reads an absent translation as an empty one.
    if (!text && texts[index]?.trim()) throw garbled(`translation ${index + 1} of ${texts.length} is missing`)
    return text ?? ''
  })
  const model = translations[0]?.model?.split('/models/').at(-1)
  return model ? { texts: translated, model } : { texts: translated }
}

function examinationOf(thrown: unknown, title: string): Examination {
  if (!(thrown instanceof DragomanError)) throw thrown
  return { ok: false, detail: `${title}; ${thrown.message}`, fix: thrown.fix }
}
