import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import type { Checked, Pair } from '../../src/check/check.ts'
import type { MachineRow } from '../../src/memory/memory.ts'
import {
  checkedColumn,
  dense,
  machineColumns,
  machineRowsOf,
  pairColumns,
  pairsOf,
} from '../../src/threads/columns.ts'
import { coded } from '../coded.ts'

const word = fc.constantFrom('', 'one', 'two')
const content = fc.oneof(word.map(plain), fc.constant(coded('See <a1>it</a1>.')))
const term = {
  source: 'port',
  target: { kind: 'term', text: 'puerto' },
  caseRule: 'exact',
  note: '',
} as const
const terms = fc.constantFrom([], [{ start: 0, end: 4, term }])

const pair: fc.Arbitrary<Pair> = fc.record({
  source: content,
  target: content,
  sourceLocale: word,
  targetLocale: word,
  terms,
})
const row: fc.Arbitrary<MachineRow> = fc.record({
  key: word,
  text: word,
  provider: word,
  model: word,
  rung: fc.constantFrom(undefined, 'exact', 'repaired'),
  date: fc.nat(2),
})
const finding = { check: 'numbers', severity: 'block', message: 'A figure is missing.' } as const
const checked: fc.Arbitrary<Checked> = fc.constantFrom(
  { ok: true, findings: [] },
  { ok: true, findings: [finding] },
  { ok: false, fault: 'It broke.' },
)

describe('What goes between the threads as columns comes out as it was:', () => {
  it('pairs to check', () => {
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        expect(pairsOf(structuredClone(pairColumns(pairs)))).toEqual(pairs)
      }),
    )
  })

  it('what came of checking them', () => {
    fc.assert(
      fc.property(fc.array(checked), (all) => {
        expect(dense(structuredClone(checkedColumn(all)))).toEqual(all)
      }),
    )
  })

  it('rows for memory', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(machineRowsOf(structuredClone(machineColumns(rows)))).toEqual(rows)
      }),
    )
  })
})
