import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ERROR_CODES, USAGE_CODES } from '../../src/article/errors.ts'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const codesIn = (text: string) => [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1])

it('explains every error code, and no other, in docs/errors.md', () => {
  expect(codesIn(page).toSorted()).toEqual([...ERROR_CODES].toSorted())
})

it('names there the codes that end a command with exit code 1, and findings as such', () => {
  const [, ends = ''] = /^## The command ends \(exit code 1\)$(.*?)^## /ms.exec(page) ?? []
  const rows = ends.split('\n').filter((row) => !row.includes('(a finding, not an end)'))
  expect(codesIn(rows.join('\n')).toSorted()).toEqual([...USAGE_CODES].toSorted())
})
