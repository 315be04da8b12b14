import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { brokenLinks } from './links.ts'

it('has a file, and the heading in it, for every link between the pages', () => {
  expect(brokenLinks(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([])
})
