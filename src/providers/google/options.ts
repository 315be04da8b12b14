import { DragomanError } from '../../article/errors.ts'
import type { ProviderLimits } from '../provider.ts'
import { NAME } from './errors.ts'
import { V2_CHARACTERS, V2_ITEMS } from './v2.ts'
import { V3_CHARACTERS, V3_ITEMS } from './v3.ts'

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

export function endpointOf({ endpoint, apiKey }: GoogleOptions): URL | undefined {
  if (endpoint === undefined) return undefined
  const url = URL.parse(endpoint)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw invalidConfig(
      'the endpoint is not scheme, host and port.',
      'Write it like "http://127.0.0.1:8123", without a path.',
    )
  // Over plain http anyone on the way reads the key; v3 sends no credentials there either.
  if (apiKey !== undefined && url.protocol === 'http:' && !LOOPBACK.has(url.hostname))
    throw invalidConfig(
      'an API key would be sent without encryption.',
      'Use an https: endpoint, or loopback.',
    )
  return url
}

/** Tokens go to Google and to encrypted proxies; asking for one for a stand-in would only touch the network. */
export const takesCredentials = (endpoint: URL | undefined): boolean =>
  endpoint === undefined || (endpoint.protocol === 'https:' && !LOOPBACK.has(endpoint.hostname))

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

/** What of the options changes a translation: it becomes part of the memory key. */
export const memoryOptions = ({ glossary, location }: GoogleOptions): string =>
  glossary ? `glossary ${location}/${glossary.id}${glossary.ignoreCase ? ', ignoring case' : ''}` : ''

/** A quota may be set lower or higher; what one request may hold is Google's to say, so only lower. */
export function limitsOf({ apiKey, quota = {} }: GoogleOptions): ProviderLimits {
  const [items, characters] = apiKey === undefined ? [V3_ITEMS, V3_CHARACTERS] : [V2_ITEMS, V2_CHARACTERS]
  return {
    ...QUOTA,
    ...quota,
    itemsPerRequest: Math.min(quota.itemsPerRequest ?? items, items),
    charactersPerRequest: Math.min(quota.charactersPerRequest ?? characters, characters),
  }
}

/**
 * 6,000,000 characters a minute is Google's default for general models, v2 and v3 together. Requests a minute
 * are not documented: 6,000 is our guess, to be set to what the project's quota page says.
 * @see https://cloud.google.com/translate/quotas
 */
const QUOTA = { charactersPerMinute: 6_000_000, requestsPerMinute: 6_000, concurrency: 8 }

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

const invalidConfig = (message: string, fix: string) =>
  new DragomanError('CONFIG_INVALID', `${NAME}: ${message}`, { fix })
