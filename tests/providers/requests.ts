import { expect } from 'vitest'
import type { Provider, TranslationRequest } from '../../src/providers/provider.ts'
import { ProviderError } from '../../src/providers/provider-error.ts'

/** A key that must never be shown. */
export const CANARY = 'canary-key-7f3a'

export const request = (
  texts: readonly string[],
  more: Partial<TranslationRequest> = {},
): TranslationRequest => ({ source: 'en', target: 'es', mime: 'text', texts, timeoutMs: 10_000, ...more })

/** What a provider that is expected to fail fails with. */
export async function failureOf(
  provider: Provider,
  asked: TranslationRequest = request(['The tide turned.']),
): Promise<ProviderError> {
  const thrown = await provider.translate(asked).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(ProviderError)
  return thrown as ProviderError
}
