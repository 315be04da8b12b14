import { garbled } from './failures.ts'

/**
 * A reply is whole when it has one translation for each text, and none is missing. Some clients read an absent
 * translation as an empty one: of a text that has words, an empty translation is missing.
 * @throws ProviderError
 */
export function wholeReply(
  provider: string,
  translated: readonly (string | null | undefined)[],
  texts: readonly string[],
): readonly string[] {
  if (translated.length !== texts.length)
    throw garbled(provider, `${translated.length} translations came for ${texts.length} texts`)
  return translated.map((text, index) => {
    if (!text && texts[index]?.trim())
      throw garbled(provider, `translation ${index + 1} of ${texts.length} is missing`)
    return text ?? ''
  })
}
