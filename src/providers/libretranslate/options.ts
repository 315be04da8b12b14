import { addressOf, refuseOpenKey, serviceBase } from '../http/service-endpoint.ts'
import { limitsOf as limitsWith } from '../limits.ts'
import type { ProviderLimits } from '../provider.ts'

export const NAME = 'LibreTranslate'

export interface LibreTranslateOptions {
  /** Address of the server, with its path prefix if it has one. */
  readonly endpoint: string
  /** Where the server asks for one. */
  readonly apiKey?: string
  readonly quota?: Partial<ProviderLimits>
}

/** @throws DragomanError CONFIG_INVALID */
export function addressFor({ endpoint, apiKey }: LibreTranslateOptions): string {
  const url = serviceBase(NAME, endpoint)
  refuseOpenKey(NAME, url, apiKey)
  return addressOf(url)
}

export const limitsOf = ({ quota }: LibreTranslateOptions): ProviderLimits => limitsWith(LIMITS, quota)

/**
 * Every server sets its own limits, so all of these can be set, higher too. The defaults suit a public server: 2,000
 * characters a request are the least that is usual, and each text of a batch counts as a request there. A
 * server of one's own takes far more, but translates the texts of a batch one after the other.
 * @see https://docs.libretranslate.com/guides/manage_api_keys
 */
const LIMITS: ProviderLimits = {
  itemsPerRequest: 20,
  charactersPerRequest: 2_000,
  charactersPerMinute: 60_000,
  requestsPerMinute: 60,
  concurrency: 2,
}
