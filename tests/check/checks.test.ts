import { describe, expect, it } from 'vitest'
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

it('every check has an id of its own, as config writes it', () => {
  const all = checks.map(({ id }) => id)
  expect(all).toEqual([...CHECK_IDS])
  expect(new Set(all).size).toBe(all.length)
  for (const id of all) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
})
