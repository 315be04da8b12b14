import { DragomanError } from '../../article/errors.ts'
import { addressOf, refuseOpenKey, serviceBase } from '../http/service-endpoint.ts'
import { limitsOf as limitsWith } from '../limits.ts'
import type { ProviderLimits } from '../provider.ts'

/** For readers and messages; the server behind the API is as often not OpenAI's. */
export const NAME = 'Language model'

export interface OpenAiOptions {
  /** As its maker calls it. There is no default: it decides quality and price. */
  readonly model: string
  /** Base address of anything that speaks the chat completions API, `/v1` included. Default: OpenAI. */
  readonly endpoint?: string
  /** Needed at OpenAI; elsewhere as the server wants it. */
  readonly apiKey?: string
  /** House style in plain words, for the prompt: “Address readers formally.” */
  readonly style?: string
  readonly quota?: Partial<ProviderLimits>
}

/** @throws DragomanError CONFIG_INVALID */
export function addressFor({ endpoint, apiKey }: OpenAiOptions): string {
  if (endpoint === undefined) return OPENAI
  const url = serviceBase(NAME, endpoint)
  refuseOpenKey(NAME, url, apiKey)
  return addressOf(url)
}

/** Which model, and whose, for people. */
export const titleOf = ({ endpoint, model }: OpenAiOptions): string =>
  `${model} at ${endpoint === undefined ? 'OpenAI' : addressFor({ endpoint, model })}`

/** @throws DragomanError CREDENTIAL_MISSING at OpenAI itself; any other server may do without. */
export function checkKey({ endpoint, apiKey }: OpenAiOptions): void {
  if (endpoint !== undefined || apiKey !== undefined) return
  throw new DragomanError('CREDENTIAL_MISSING', 'No key for OpenAI was found.', {
    fix: 'Set OPENAI_API_KEY, or give the provider an apiKey or an endpoint of its own.',
  })
}

export const limitsOf = ({ quota }: OpenAiOptions): ProviderLimits => limitsWith(LIMITS, quota)

const OPENAI = 'https://api.openai.com/v1'

/**
 * Our own choice: a model keeps thirty items apart and answers 6,000 characters within the minute that an attempt
 * has. Its maker counts tokens, and differently for each account: to be set to what the account's page says.
 * @see https://developers.openai.com/api/docs/guides/rate-limits
 */
const LIMITS: ProviderLimits = {
  itemsPerRequest: 30,
  charactersPerRequest: 6_000,
  charactersPerMinute: 300_000,
  requestsPerMinute: 300,
  concurrency: 4,
}
