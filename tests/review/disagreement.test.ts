import { expect, it } from 'vitest'
import type { HumanText } from '../../src/memory/memory.ts'
import { disagreement } from '../../src/review/disagreement.ts'

const said = (editor: string, article: string, text: string, engine?: string): HumanText => ({
  key: 'aa',
  article,
  text,
  editor,
  date: 1,
  ...(engine && { engine }),
})
const ADA = said('Ada Lund', 'world/a', 'Buenas.')

it.each<[string, readonly HumanText[], string]>([
  [
    'who is known, and who is not',
    [ADA, said('editor', 'world/b', '¡Hola!')],
    'Ada Lund (world/a) wrote “Buenas.”, someone (world/b) wrote “¡Hola!”: neither is used elsewhere; choose one in both files.',
  ],
  [
    'who approved an engine’s words',
    [ADA, said('Bo Frost', 'b', 'Hola.', 'google')],
    'Ada Lund (world/a) wrote “Buenas.”, Bo Frost (b) approved “Hola.”: neither is used elsewhere; choose one in both files.',
  ],
  [
    'the same words once, whatever space is at their ends',
    [ADA, said('Bo Frost', 'c', ' Buenas. '), said('Bo Frost', 'b', 'Hola.')],
    'Ada Lund (world/a) wrote “Buenas.”, Bo Frost (b) wrote “Hola.”: neither is used elsewhere; choose one in both files.',
  ],
  [
    'three, and how many there are beside',
    [ADA, ...['b', 'c', 'd', 'e'].map((article) => said('Bo', article, article))],
    'Ada Lund (world/a) wrote “Buenas.”, Bo (b) wrote “b”, Bo (c) wrote “c”, and 2 more: none of them is used elsewhere; choose one in all files.',
  ],
  [
    'the beginning of long words',
    [ADA, said('Bo', 'b', '🌊'.repeat(81))],
    `Ada Lund (world/a) wrote “Buenas.”, Bo (b) wrote “${'🌊'.repeat(79)}…”: neither is used elsewhere; choose one in both files.`,
  ],
])('names %s', (_, texts, message) => {
  expect(disagreement(texts)).toEqual({ check: 'people-disagree', severity: 'warn', message })
})
