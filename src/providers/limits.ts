import type { ProviderLimits } from './provider.ts'

/** The most that a service takes in one request. */
type Most = Partial<Pick<ProviderLimits, 'itemsPerRequest' | 'charactersPerRequest' | 'bytesPerRequest'>>

/**
 * A provider's limits with a configured quota over them. Any of them may be set lower or higher, but what one request
 * may hold only as high as the service takes. Where nobody has set the size of a request, a segment larger than the
 * usual size is no reason to leave it out: it may have all that the service takes.
 */
export function limitsOf(
  usual: ProviderLimits,
  quota: Partial<ProviderLimits> = {},
  most: Most = {},
): ProviderLimits {
  const limits = { ...usual, ...quota }
  const atMost = (name: keyof Most) => Math.min(limits[name] ?? UNLIMITED, most[name] ?? UNLIMITED)
  const { charactersPerRequest: alone = 0 } = quota.charactersPerRequest === undefined ? most : {}
  return {
    ...limits,
    itemsPerRequest: atMost('itemsPerRequest'),
    charactersPerRequest: atMost('charactersPerRequest'),
    ...(alone > usual.charactersPerRequest && { charactersPerSegment: alone }),
    ...(limits.bytesPerRequest !== undefined && { bytesPerRequest: atMost('bytesPerRequest') }),
  }
}

const UNLIMITED = Number.POSITIVE_INFINITY

/**
 * Code points that a request to a service is filled to, where the service takes far more: Google's recommendation, and
 * the right size for the others as well. It is some forty sentences, so that the cost of a call no longer counts, and
 * yet little: what a killed run has under way is paid for and lost, and a quota is used up to its end only in pieces
 * that are small beside it.
 * @see https://cloud.google.com/translate/quotas (“the recommended length for each request is 5,000 characters”)
 */
export const MODERATE_CHARACTERS = 5_000
