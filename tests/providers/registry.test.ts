import { expect, it } from 'vitest'
import { ProviderConfig } from '../../src/providers/config.ts'
import { isRuleBased, providerName } from '../../src/providers/registry.ts'

const KINDS = ProviderConfig.options.map(({ shape }) => [...shape.kind.values][0]!)

it('Apertium and pseudo-translation work by rules, and every other engine by a trained model', () => {
  expect(KINDS.filter(isRuleBased).toSorted()).toEqual(['apertium', 'pseudo'])
})

it('an engine that nobody knows is taken for a trained one, and goes by its kind', () => {
  expect(isRuleBased('babel')).toBe(false)
  expect(providerName('babel')).toBe('babel')
})
