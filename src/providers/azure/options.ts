import { refuseOpenKey, serviceEndpoint } from '../http/service-endpoint.ts'
import { limitsOf as limitsWith, MODERATE_CHARACTERS } from '../limits.ts'
import type { ProviderLimits } from '../provider.ts'

export const NAME = 'Azure Translator'

export interface AzureOptions {
  /** Key of a Translator, multi-service or Foundry resource. Not needed on loopback. */
  readonly apiKey?: string
  /** The resource's region; a global resource has none. */
  readonly region?: string
  /** `general` is Azure's own; else the category id of a custom model, or the name of a deployed language model. */
  readonly model?: string
  /** Scheme, host and port: a geography, the resource's own host, or a stand-in. Default: the global one. */
  readonly endpoint?: string
  readonly quota?: Partial<ProviderLimits>
}

export const GENERAL_MODEL = 'general'

/** @throws DragomanError CONFIG_INVALID */
export function endpointOf({ endpoint, apiKey }: AzureOptions): URL | undefined {
  const url = serviceEndpoint(NAME, endpoint)
  if (url) refuseOpenKey(NAME, url, apiKey)
  return url
}

/**
 * Resources' own hosts serve many things, Translator below this path. The client would add the path of the
 * version before, which does not know this one's requests.
 * @see https://learn.microsoft.com/azure/ai-services/translator/text-translation/2026-06-06/translate-api
 */
export const baseUrl = ({ origin, hostname }: URL): string =>
  RESOURCE_HOST.test(hostname) ? `${origin}/translator/text` : origin

const RESOURCE_HOST = /\.(cognitiveservices|services\.ai)\.azure\.(com|us|cn)$/

export const limitsOf = ({ model = GENERAL_MODEL, quota }: AzureOptions): ProviderLimits => {
  const charactersPerMinute = model === GENERAL_MODEL ? S1_PER_MINUTE : CUSTOM_PER_MINUTE
  return limitsWith({ ...QUOTA, ...MOST, ...USUAL, charactersPerMinute }, quota, MOST)
}

/** Characters are counted once for each target; we ask for one. Tags and white space count. */
const MOST = { itemsPerRequest: 1_000, charactersPerRequest: 50_000 }

/** Azure limits characters only, not requests, so that smaller ones cost nothing; and the answer comes sooner. */
const USUAL = { charactersPerRequest: MODERATE_CHARACTERS }

/**
 * Tier S1 allows 40 million characters an hour, “consumed evenly throughout the hour”: the sixtieth part in any
 * minute. F0 would be 33,300 a minute, S3 2,000,000, S4 3,333,000. A custom model takes 3,600 a second.
 * @see https://learn.microsoft.com/azure/ai-services/translator/service-limits (November 2025)
 */
const S1_PER_MINUTE = 666_000
const CUSTOM_PER_MINUTE = 216_000

/** Azure limits neither of them; these keep a mistake of ours from becoming a flood. */
const QUOTA = { requestsPerMinute: 6_000, concurrency: 8 }
