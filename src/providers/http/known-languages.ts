import type { LanguagePair, Provider, TranslationReply, TranslationRequest } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'

/**
 * What of a provider follows from languages that are known without asking the service: it serves what it has codes for,
 * and makes no call for anything else, nor for an empty batch. `send` gets the pair in the service's codes.
 */
export const knowing = (
  name: string,
  sentAs: Provider['sentAs'],
  send: (request: TranslationRequest, pair: LanguagePair) => Promise<TranslationReply>,
): Pick<Provider, 'sentAs' | 'serves' | 'translate'> => ({
  sentAs,
  async serves(source, target) {
    return sentAs(source, target) !== undefined
  },
  async translate(request) {
    if (request.texts.length === 0) return { texts: [] }
    const pair = sentAs(request.source, request.target)
    if (pair === undefined) throw unserved(name, request)
    return send(request, pair)
  },
})

/** The failure of a pair that the provider has no codes for. */
export const unserved = (name: string, { source, target }: LanguagePair): ProviderError =>
  new ProviderError(name, { kind: 'pair' }, `it does not translate ${source} into ${target}`)
