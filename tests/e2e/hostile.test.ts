import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type HostileInput, hostileInputs } from '../../bench/hostile-inputs.ts'
import { FERRY, type Newsroom, newsroom } from './newsroom.ts'

/** Deep, long, crowded, unbalanced: one of each kind for each format. The bench has them all, ten times as large. */
const KINDS =
  /^(?:one paragraph|10,000 (?:blocks|inline elements|quotations|link brackets|objects) nested|100,000 (?:attributes|quotes|brackets, nested)|words misplaced in a table)$/
const BYTES = 1_000_000
const FORMATS = [
  ...Map.groupBy(
    hostileInputs.filter(({ name }) => KINDS.test(name)),
    ({ format }) => format,
  ),
]

let room: Newsroom
afterEach(() => room.close())

const fileOf = ({ ending }: HostileInput, nth: number) => `hostile-${nth}${ending}`

describe('a night with hostile articles', () => {
  it.each(FORMATS)('translates each or names it, and writes the others: %s', async (_format, inputs) => {
    const hostile = inputs.map((input, nth) => [fileOf(input, nth), input.make(BYTES)])
    room = newsroom(
      { targets: ['en-XA'], providers: [{ kind: 'pseudo' }] },
      { ...Object.fromEntries(hostile), 'ferry.md': FERRY },
    )
    const { code, stderr } = await room.run()
    expect([0, 2], stderr).toContain(code)
    expect(room.read('public/en-XA/ferry.md')).toContain('Çŕéŵš šţåýéð åšĥöŕé')
    const isWritten = (file: string) => existsSync(path.join(room.folder, 'public/en-XA', file))
    const lost = inputs.filter((input, nth) => {
      const file = fileOf(input, nth)
      return !isWritten(file) && !stderr.includes(file)
    })
    expect(lost.map(({ name }) => name)).toEqual([])
    const outcomes = inputs.map((input, nth) => isWritten(fileOf(input, nth)))
    expect(outcomes).toContain(true)
  })
})
