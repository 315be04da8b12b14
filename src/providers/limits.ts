import type { ProviderLimits } from './provider.ts'

/**
 * A provider's limits with a configured quota over them. Any of them may be set lower or higher, but what one request
 * may hold only as high as the service takes.
 */
export function limitsOf(
  usual: ProviderLimits,
  quota: Partial<ProviderLimits> = {},
  most: RequestLimits = {},
): ProviderLimits {
  const limits = { ...usual, ...quota }
  const atMost = (name: keyof RequestLimits) => Math.min(limits[name] ?? UNLIMITED, most[name] ?? UNLIMITED)
  return {
    ...limits,
    itemsPerRequest: atMost('itemsPerRequest'),
    charactersPerRequest: atMost('charactersPerRequest'),
    ...(limits.bytesPerRequest !== undefined && { bytesPerRequest: atMost('bytesPerRequest') }),
  }
}

const UNLIMITED = Number.POSITIVE_INFINITY

/** The most that a service takes in one request. */
type RequestLimits = Partial<
  Pick<ProviderLimits, 'itemsPerRequest' | 'charactersPerRequest' | 'bytesPerRequest'>
>
