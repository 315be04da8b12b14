import { DragomanError } from '../../article/errors.ts'
import { addressOf, isLoopback, refuseOpenKey, serviceBase } from '../http/service-endpoint.ts'
import { limitsOf as limitsWith, MODERATE_CHARACTERS } from '../limits.ts'
import type { ProviderLimits } from '../provider.ts'

export const NAME = 'DeepL'

export interface DeeplOptions {
  /** Keys that end in `:fx` belong to the free plan. Not needed on loopback. */
  readonly apiKey?: string
  /** A proxy or stand-in instead of DeepL. */
  readonly endpoint?: string
  /** DeepL's `model_type`; by default DeepL chooses. */
  readonly model?: DeeplModel
  /** Followed where DeepL knows formality in the target language; `more` and `less` would be refused elsewhere. */
  readonly formality?: 'prefer_more' | 'prefer_less'
  /** Id of a glossary at DeepL, for the languages that it has entries for. */
  readonly glossary?: string
  readonly quota?: Partial<ProviderLimits>
}

export type DeeplModel = 'quality_optimized' | 'prefer_quality_optimized' | 'latency_optimized'

/** The whole body of a request. @see https://developers.deepl.com/docs/resources/usage-limits */
export const BODY_BYTES = 128 * 1024

/** Address without path, and whether it is DeepL's own. @throws DragomanError CONFIG_INVALID */
export function addressFor({ endpoint, apiKey }: DeeplOptions): string {
  if (endpoint === undefined) return apiKey?.endsWith(':fx') ? FREE : PRO
  const url = serviceBase(NAME, endpoint)
  refuseOpenKey(NAME, url, apiKey)
  return addressOf(url)
}

/** @throws DragomanError CREDENTIAL_MISSING */
export function keyFor({ endpoint, apiKey }: DeeplOptions): string {
  if (apiKey !== undefined) return apiKey
  if (endpoint !== undefined && isLoopback(serviceBase(NAME, endpoint))) return 'none'
  throw new DragomanError('CREDENTIAL_MISSING', 'No key for DeepL was found.', {
    fix: 'Set DEEPL_AUTH_KEY, or give the provider an apiKey.',
  })
}

/** What of the options changes a translation, beside the model: part of the memory key. */
export const memoryOptions = ({ formality, glossary }: DeeplOptions): string =>
  [formality && `formality ${formality}`, glossary && `glossary ${glossary}`].filter(Boolean).join(', ')

export const limitsOf = ({ quota }: DeeplOptions): ProviderLimits =>
  limitsWith({ ...QUOTA, ...MOST, charactersPerRequest: MODERATE_CHARACTERS }, quota, MOST)

const PRO = 'https://api.deepl.com'
const FREE = 'https://api-free.deepl.com'

/**
 * 50 texts, and what of the body is left for them: the rest is for context, options and JSON's escapes. At four bytes
 * a code point.
 * @see https://developers.deepl.com/docs/translate/translating-large-volumes
 */
const MOST = { itemsPerRequest: 50, charactersPerRequest: 25_000, bytesPerRequest: 100 * 1024 }

/**
 * DeepL documents neither; it answers 429 to bursts. Ten requests a second are half of what its developers
 * report to pass without one (DeepLcom/deepl-node, issue 33). A request holds fifty texts of one article, which rarely
 * have more than the 5,000 characters that it is filled to.
 */
const QUOTA = { charactersPerMinute: 2_000_000, requestsPerMinute: 600, concurrency: 4 }
