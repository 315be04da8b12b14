import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import type { Pair } from '../../src/check/check.ts'
import { check, checks } from '../../src/check/checks.ts'
import { CHECK_IDS } from '../../src/check/ids.ts'
import { coded } from '../coded.ts'

const pair = {
  source: coded('Read <a1>the list</a1>.'),
  target: coded('  '),
  sourceLocale: 'en',
  targetLocale: 'es',
}
const ids = (severities: Parameters<typeof check>[1]) =>
  check(pair, severities).map(({ check, severity }) => `${check}: ${severity}`)

describe('checking', () => {
  it('finds all that is wrong, each by its own severity', () => {
    expect(ids({})).toEqual(expect.arrayContaining(['codes: block', 'empty: block']))
  })

  it('takes its severities from the configuration first', () => {
    const found = ids({ codes: 'warn', empty: 'off' })
    expect(found).toContain('codes: warn')
    expect(found.filter((finding) => finding.startsWith('empty'))).toEqual([])
  })

  it('says what is wrong in a sentence', () => {
    for (const { message } of check(pair, {})) expect(message).toMatch(/^\S.*\.$/)
  })

  it('finds nothing wrong with a good translation', () => {
    expect(check({ ...pair, target: coded('Lea <a1>la lista</a1>.') }, {})).toEqual([])
  })
})

it('what is found does not depend on what was checked before', () => {
  const sources = [
    'The 12 ferries (and no more) will not leave Port Ellery at 7.55pm, “the Old Pier” says.',
    'Is the the old pier of Port Ellery 1,200 feet long?',
    'Read {name} at https://example.org/a: two of three said “no”.',
  ].map(plain)
  const targets = [
    'Los 13 barcos saldrán a las 19.55…',
    '¿Es es el muelle viejo de 366 metros de largo',
    'Lea {nombre}: dos de tres dijeron «no».',
  ].map(plain)
  const pairs = sources.flatMap((source) =>
    targets.flatMap((target) =>
      ['es', 'ca', 'fr', 'ar'].map((targetLocale) => ({ source, target, sourceLocale: 'en', targetLocale })),
    ),
  )
  const found = (some: readonly Pair[]) => some.map((pair) => check(pair, {}))
  const once = found(pairs)
  expect(found(pairs.toReversed()).toReversed()).toEqual(once)
  expect(once.filter((findings) => findings.length > 0).length).toBeGreaterThan(pairs.length / 2)
})

it('a source is read in the locale it is in', () => {
  const source = plain('Πού είναι η βάρκα;')
  const target = plain('La barca está aquí.')
  const found = (sourceLocale: string) =>
    check({ source, target, sourceLocale, targetLocale: 'es' }, {}).map(({ check }) => check)
  for (const from of ['el', 'en', 'el', 'en'])
    expect(found(from).includes('question'), from).toBe(from === 'el')
})

it('every check has an id of its own, as config writes it', () => {
  const all = checks.map(({ id }) => id)
  expect(all).toEqual([...CHECK_IDS])
  expect(new Set(all).size).toBe(all.length)
  for (const id of all) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
})
