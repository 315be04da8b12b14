import type { Bill } from '../translate/buyer.ts'

/** US dollars for a million code points sent, list price, any free allowance left aside. */
const PER_MILLION: Readonly<Record<string, number>> = {
  // https://cloud.google.com/translate/pricing, as of November 2026: NMT 20; LLM 10 for input and 10 for output.
  google: 20,
  'google general/translation-llm': 20,
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
