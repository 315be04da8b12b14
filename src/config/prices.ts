import type { Bill } from '../translate/buyer.ts'

/** US dollars for a million code points sent, list price, any free allowance left aside. */
const PER_MILLION: Readonly<Record<string, number>> = {
  // https://cloud.google.com/translate/pricing, as of November 2026: NMT 20; LLM 10 for input and 10 for output.
  google: 20,
  'google general/translation-llm': 20,
  // https://azure.microsoft.com/pricing/details/cognitive-services/translator/, as of November 2026: S1; custom models
  // cost 40, and language models are billed by the token.
  azure: 10,
  // https://aws.amazon.com/translate/pricing/, as of November 2026: real-time text and HTML.
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

export function costOf(bills: readonly Bill[]): { readonly amount: number; readonly currency: 'USD' } {
  const amount = bills.reduce((sum, { provider, model, characters }) => {
    const price = PER_MILLION[`${provider} ${model}`] ?? PER_MILLION[provider] ?? 0
    return sum + (characters / 1_000_000) * price
  }, 0)
  return { amount: Math.round(amount * 10_000) / 10_000, currency: 'USD' }
}
