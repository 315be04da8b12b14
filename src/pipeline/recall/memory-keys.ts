import { memoryKey } from '../../memory/memory-key.ts'
import type { LanguagePair } from '../../providers/provider.ts'
import type { Route } from '../../translate/gap.ts'

/** The keys that one segment may be remembered by: its words are kept under the first. */
export type MemoryKeys = readonly [string, ...string[]]

/**
 * The keys of a route's words for a segment. A key holds what the provider receives: locales that it is sent as one share
 * their texts, and so do the names of one model. The other keys are those that earlier versions made of the same words,
 * from the project's own tags and from each name of the model: what was bought under them is not bought again.
 */
export function memoryKeysOf({
  provider,
  source,
  target,
}: Route): (notation: string, glossary: string) => MemoryKeys {
  const { kind, memoryModels, options } = provider
  const own = { source, target }
  const sent = provider.sentAs(source, target) ?? own
  const pairs = isSame(sent, own) ? [sent] : [sent, own]
  return (notation, glossary) => {
    const [first, ...others] = pairs.flatMap((pair) =>
      memoryModels.map((model) =>
        memoryKey({
          sourceLocale: pair.source,
          targetLocale: pair.target,
          notation,
          domain: '',
          provider: kind,
          model,
          options,
          glossary,
        }),
      ),
    )
    return [first!, ...others]
  }
}

const isSame = (one: LanguagePair, other: LanguagePair): boolean =>
  one.source === other.source && one.target === other.target
