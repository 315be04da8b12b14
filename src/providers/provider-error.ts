import { DragomanError, type ErrorCode } from '../article/errors.ts'
import type { Failure } from './provider.ts'

const CODES: Record<Failure['kind'], ErrorCode> = {
  rate: 'PROVIDER_RATE',
  quota: 'PROVIDER_QUOTA',
  auth: 'PROVIDER_AUTH',
  pair: 'PROVIDER_PAIR',
  tooLarge: 'PROVIDER_TOO_LARGE',
  invalid: 'PROVIDER_INVALID',
  unavailable: 'PROVIDER_UNAVAILABLE',
  timeout: 'PROVIDER_TIMEOUT',
}

const FIXES: Record<Failure['kind'], string> = {
  rate: 'Nothing to do: it is retried. If it keeps happening, lower quota.requestsPerMinute or charactersPerMinute.',
  quota: 'Raise the quota at the provider, or let a later run finish.',
  auth: 'Check the credentials (dragoman doctor).',
  pair: 'Take this target from the provider (providers[].locales), or set up what it misses: a model, a glossary, a language pair.',
  tooLarge: 'Lower quota.charactersPerRequest for this provider.',
  invalid: 'The provider refused or garbled this text; see the message. The rest went on.',
  unavailable: 'The provider did not answer; run again later (dragoman doctor).',
  timeout: 'The provider did not answer in time; run again later.',
}

/** A failed attempt. `failure` decides what dispatch does; the provider's own words are in the message. */
export class ProviderError extends DragomanError {
  readonly provider: string
  readonly failure: Failure

  constructor(provider: string, failure: Failure, message: string, cause?: unknown) {
    super(CODES[failure.kind], `${provider}: ${message}`, { fix: FIXES[failure.kind], cause })
    this.name = 'ProviderError'
    this.provider = provider
    this.failure = failure
  }

  /** Its message without the provider's name before it. */
  get words(): string {
    return this.message.slice(this.provider.length + 2)
  }
}
