import type { TranslationReply } from '../provider.ts'
import { ProviderError } from '../provider-error.ts'
import { NAME } from './options.ts'

/**
 * Whether a model answers so that it can be read. Now and then any model says something else: that reply is refused, and
 * a smaller request may fare better. A model that has never answered readably is not asked for every text of a night:
 * its pairs are refused from the third such reply on.
 */
export interface Readings {
  /** The reply, unless it could not be read. @throws ProviderError */
  judge(reply: TranslationReply | undefined): TranslationReply
}

const UNREAD_AT_MOST = 3

export function openReadings(model: string): Readings {
  let isReadable = false
  let unread = 0
  return {
    judge(reply) {
      if (reply !== undefined) {
        isReadable = true
        return reply
      }
      unread++
      if (isReadable || unread < UNREAD_AT_MOST)
        throw new ProviderError(NAME, { kind: 'invalid' }, 'the reply is not a list of translations')
      const words = `model ${model} does not answer with a list of translations: none of ${unread} replies could be read`
      throw new ProviderError(NAME, { kind: 'pair' }, words)
    },
  }
}
