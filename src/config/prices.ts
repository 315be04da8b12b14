import type { Config, ProviderConfig } from './config.ts'

/** What a provider charges by the character. */
export interface Price {
  /** For a million Unicode code points sent. */
  readonly perMillion: number
  /** ISO 4217. */
  readonly currency: string
}

/**
 * List prices in US dollars for a million code points sent, any free allowance left aside, as of November 2026.
 * Whoever has another contract sets `price` beside the provider.
 */
const PER_MILLION: Readonly<Record<string, number>> = {
  // https://cloud.google.com/translate/pricing: NMT 20; LLM 10 for input and 10 for output.
  google: 20,
  'google general/translation-llm': 20,
  // https://azure.microsoft.com/pricing/details/cognitive-services/translator/: S1; custom models cost 40, and
  // language models are billed by the token.
  azure: 10,
  // https://aws.amazon.com/translate/pricing/: real-time text and HTML.
  amazon: 15,
  // API Pro, without its monthly fee: as quoted by others in 2026, since https://www.deepl.com/pro-api shows prices by
  // country only. DeepL does not count tags.
  deepl: 25,
  // A server of one's own; whoever runs another sets its price.
  libretranslate: 0,
  // Missing: openai is billed by the token, and each model has its price.
  apertium: 0,
  pseudo: 0,
}

/** Undefined: nobody has said, and it is not known. */
export function priceOf(provider: ProviderConfig): Price | undefined {
  if (provider.price !== undefined) {
    const { perMillionCharacters: perMillion, currency } = provider.price
    return { perMillion, currency }
  }
  const model = 'model' in provider ? provider.model : undefined
  const perMillion = PER_MILLION[`${provider.kind} ${model}`] ?? PER_MILLION[provider.kind]
  return perMillion === undefined ? undefined : { perMillion, currency: LIST_CURRENCY }
}

export const LIST_CURRENCY = 'USD'

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
