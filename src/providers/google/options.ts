import { DragomanError } from '../../article/errors.ts'
import { isLoopback, refuseOpenKey, serviceEndpoint } from '../http/service-endpoint.ts'
import { limitsOf as limitsWith, MODERATE_CHARACTERS } from '../limits.ts'
import type { ProviderLimits } from '../provider.ts'

export const NAME = 'Google Cloud Translation'

export interface GoogleOptions {
  /** Google Cloud project (v3). Else GOOGLE_CLOUD_PROJECT, or the one in the credential file. */
  readonly project?: string
  /** v3 location; models and glossaries live in one. Default `global`. */
  readonly location?: string
  /** `general/nmt` (v3), `nmt` (v2), or a full resource name. */
  readonly model?: string
  /** Scheme, host and port of a proxy or stand-in: `http://127.0.0.1:8123`. On loopback no credentials are used. */
  readonly endpoint?: string
  /** Makes it v2, the only one of the two APIs that takes keys. */
  readonly apiKey?: string
  /** v3 only; `location` must be the glossary's own. */
  readonly glossary?: { readonly id: string; readonly ignoreCase?: boolean }
  /** v3 only: shown in Google's billing reports. */
  readonly labels?: Readonly<Record<string, string>>
  readonly quota?: Partial<ProviderLimits>
}

/** @throws DragomanError CONFIG_INVALID */
export function endpointOf({ endpoint, apiKey }: GoogleOptions): URL | undefined {
  const url = serviceEndpoint(NAME, endpoint)
  // v3 sends no credentials over plain http.
  if (url) refuseOpenKey(NAME, url, apiKey)
  return url
}

/** Tokens go to Google and to encrypted proxies; asking for one for a stand-in would only touch the network. */
export const takesCredentials = (endpoint: URL | undefined): boolean =>
  endpoint === undefined || (endpoint.protocol === 'https:' && !isLoopback(endpoint))

export function checkTogether({ apiKey, glossary, location = 'global' }: GoogleOptions): void {
  if (glossary && apiKey !== undefined)
    throw invalidConfig('glossaries need v3, and v3 takes no API keys.', 'Remove apiKey or glossary.')
  if (glossary && location === 'global')
    throw invalidConfig(
      'glossaries do not exist in the location “global”.',
      'Set "location" to the glossary’s own, such as "us-central1".',
    )
}

export function projectOf({ project, endpoint }: GoogleOptions, found: string | undefined): string {
  const named = project ?? process.env['GOOGLE_CLOUD_PROJECT'] ?? process.env['GCLOUD_PROJECT'] ?? found
  if (named) return named
  if (endpoint) return 'local'
  throw invalidConfig('no project is known.', 'Set "project" to your Google Cloud project.')
}

/**
 * v2 calls the general model `nmt`, v3 `general/nmt`, or by a name with project and location: one model, whose texts
 * are not bought again when the API changes.
 * @see https://cloud.google.com/translate/docs/advanced/translating-text-v3 (the default model)
 */
export function memoryModels(model: string): readonly [string, ...string[]] {
  const isGeneral = model === GENERAL || model === V2_GENERAL || model.endsWith(`/models/${GENERAL}`)
  if (!isGeneral) return [model]
  return [GENERAL, ...new Set([V2_GENERAL, model].filter((name) => name !== GENERAL))]
}

const GENERAL = 'general/nmt'
const V2_GENERAL = 'nmt'

/** What of the options changes a translation: it becomes part of the memory key. */
export const memoryOptions = ({ glossary, location }: GoogleOptions): string =>
  glossary ? `glossary ${location}/${glossary.id}${glossary.ignoreCase ? ', ignoring case' : ''}` : ''

export const limitsOf = ({ apiKey, quota }: GoogleOptions): ProviderLimits => {
  const most = apiKey === undefined ? V3 : V2
  return limitsWith({ ...QUOTA, ...most, charactersPerRequest: MODERATE_CHARACTERS }, quota, most)
}

/** @see https://cloud.google.com/translate/quotas (v3: 1,024 strings; 30,000 code points, above that 400) */
const V3 = { itemsPerRequest: 1_024, charactersPerRequest: 30_000 }

/**
 * v2: 128 strings; 100 KB, which is the whole body in UTF-8, so that some room is left for the JSON around the texts.
 * In ASCII this is as many characters; a body that its escapes make larger is refused, and then halved.
 */
const V2 = { itemsPerRequest: 128, charactersPerRequest: 96_000, bytesPerRequest: 96_000 }

/**
 * 6,000,000 characters a minute is Google's default for general models, v2 and v3 together. Requests a minute
 * are not documented: 6,000 is our guess, to be set to what the project's quota page says. With sixteen requests at
 * once the characters of a minute are reached as long as an answer takes no more than 0.8 s.
 * @see https://cloud.google.com/translate/quotas
 */
const QUOTA = { charactersPerMinute: 6_000_000, requestsPerMinute: 6_000, concurrency: 16 }

const invalidConfig = (message: string, fix: string) =>
  new DragomanError('CONFIG_INVALID', `${NAME}: ${message}`, { fix })
