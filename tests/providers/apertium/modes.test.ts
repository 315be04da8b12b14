import { describe, expect, it } from 'vitest'
import { modeOf } from '../../../src/providers/apertium/modes.ts'

const installed = new Set([
  'eng-spa',
  'spa-eng',
  'spa-eng_US',
  'eng-cat',
  'eng-cat_valencia',
  'por-spa',
  'spa-por',
  'spa-por_BR',
  'mkd-hbs_SR',
  'nob-nno',
  'oci_aran-cat',
  'spa-ast',
])

describe('modeOf', () => {
  it.each([
    ['en', 'es', 'eng-spa'],
    ['en-US', 'es-MX', 'eng-spa'],
    ['en-GB', 'es-419', 'eng-spa'],
    ['es', 'en', 'spa-eng'],
    ['es', 'en-US', 'spa-eng_US'],
    ['es', 'en-GB', 'spa-eng'],
    ['en', 'ca', 'eng-cat'],
    ['en', 'ca-valencia', 'eng-cat_valencia'],
    ['en', 'ca-ES-valencia', 'eng-cat_valencia'],
    ['es', 'pt-BR', 'spa-por_BR'],
    ['es', 'pt', 'spa-por'],
    ['mk', 'sr-Latn', 'mkd-hbs_SR'],
    ['nb', 'nn', 'nob-nno'],
    ['no', 'nn', 'nob-nno'],
    ['oc-aranes', 'ca', undefined],
    ['es', 'ast', 'spa-ast'],
  ])('%s to %s is %s', (source, target, mode) => {
    expect(modeOf(source, target, installed)).toBe(mode)
  })

  it.each([
    ['a language that is not installed', 'en', 'de'],
    ['the other direction', 'ca', 'en'],
    ['the same language', 'en', 'en-GB'],
    ['a script that Apertium does not write', 'mk', 'sr-Cyrl'],
    ['a language whose own script Apertium does not write', 'mk', 'sr'],
    ['a variant that is not installed', 'es', 'ca-valencia'],
    ['a pseudo-locale', 'es', 'en-XA'],
  ])('does not serve %s', (_, source, target) => {
    expect(modeOf(source, target, installed)).toBeUndefined()
  })
})
