import type { ProviderConfig } from '../providers/config.ts'
import type { Config } from './config.ts'

/** What a provider charges by the character. */
export interface Price {
  /** For a million Unicode code points sent. */
  readonly perMillion: number
  /** ISO 4217. */
  readonly currency: string
}

export const LIST_CURRENCY = 'USD'

/**
 * List prices in US dollars for a million code points sent, any free allowance left aside, as of November 2026.
 * A newsroom with another contract sets `price` beside the provider. Undefined: the price depends on what we cannot know.
 */
function listPrice(provider: ProviderConfig): number | undefined {
  switch (provider.kind) {
    case 'google':
      return GOOGLE[provider.model ?? 'general/nmt'] ?? GOOGLE_CUSTOM
    case 'azure':
      // https://azure.microsoft.com/pricing/details/cognitive-services/translator/: S1. Custom models cost 40, language
      // models are billed by the token, and their names do not tell them apart.
      return provider.model === 'general' ? 10 : undefined
    case 'amazon':
      // https://aws.amazon.com/translate/pricing/: real-time text and HTML.
      return 15
    case 'deepl':
      // API Pro, without its monthly fee: as quoted by others in 2026, since https://www.deepl.com/pro-api shows prices
      // by country only. DeepL does not count tags.
      return 25
    case 'openai':
      // Billed by the token, and each model has its price.
      return undefined
    case 'libretranslate':
    // A server of one's own; the price of another has to be configured.
    case 'apertium':
    case 'pseudo':
      return 0
    default:
      return provider satisfies never
  }
}

/**
 * https://cloud.google.com/translate/pricing. The language model charges 10 for what is sent and 10 for what comes
 * back, here taken to be as long.
 */
const GOOGLE: Readonly<Record<string, number>> = {
  'general/nmt': 20,
  nmt: 20,
  'general/translation-llm': 20,
}
const GOOGLE_CUSTOM = 80

/** Undefined: neither configured nor known. */
export function priceOf(provider: ProviderConfig): Price | undefined {
  if (provider.price !== undefined) {
    const { perMillionCharacters: perMillion, currency } = provider.price
    return { perMillion, currency }
  }
  const perMillion = listPrice(provider)
  return perMillion === undefined ? undefined : { perMillion, currency: LIST_CURRENCY }
}

/** In the order of the providers. What is free is free in the currency of the others. */
export function pricesOf(config: Pick<Config, 'providers'>): readonly (Price | undefined)[] {
  const currency = currencyOf(config)
  return config.providers.map((provider) => {
    const price = priceOf(provider)
    return price?.perMillion === 0 ? { perMillion: 0, currency } : price
  })
}

/** The one currency of all prices that are not nothing. */
export const currencyOf = ({ providers }: Pick<Config, 'providers'>): string =>
  currenciesOf(providers)[0] ?? LIST_CURRENCY

export const currenciesOf = (providers: readonly ProviderConfig[]): string[] => {
  const prices = providers.map(priceOf).filter((price) => price !== undefined && price.perMillion > 0)
  return [...new Set(prices.map((price) => price!.currency))]
}

/** Millionths of the currency's unit, never rounded down: a price of 20 a million is 20 millionths a character. */
export const microsFor = (characters: number, price: Price): number =>
  Math.ceil(characters * price.perMillion)
