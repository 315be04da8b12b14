import { type Disclosure, digitalSourceTypeUri, freshnessOf } from '../../article/disclosure.ts'

/** What stands under the key `translation` of an edition, in any syntax. */
export function translationFacts(disclosure: Disclosure): readonly (readonly [string, string])[] {
  const { state, sourceLocale, providers, label, aiDisclosure, sourceHash, changed, reviewed, originalUrl } =
    disclosure
  return [
    ['state', state],
    ['from', sourceLocale],
    ['provider', providers.join(', ')],
    ['label', label],
    ['digitalSourceType', digitalSourceTypeUri(disclosure.digitalSourceType)],
    ['aiDisclosure', aiDisclosure],
    ['sourceVersion', sourceHash.slice(0, 12)],
    ['freshness', freshnessOf(disclosure)],
    ...(reviewed === undefined
      ? []
      : [['reviewedBy', reviewed.desk] as const, ['reviewed', reviewed.date] as const]),
    ...(changed === undefined ? [] : [['originalChanged', changed] as const]),
    ...(originalUrl === undefined ? [] : [['original', originalUrl] as const]),
  ]
}
