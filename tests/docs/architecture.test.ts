import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const SOURCES = new URL('../../src/', import.meta.url)
const foldersIn = (path: string) =>
  readdirSync(new URL(path, SOURCES), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

it('has every folder of src and its rooms, and no other, in the table of docs/architecture.md', () => {
  const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8')
  const rows = page.matchAll(/^\| `([a-z-]+)` \| ([`a-z0-9 -]*)\| .+ \|$/gm)
  const told = [...rows].map(([, folder, rooms = '']) => [
    folder,
    [...rooms.matchAll(/[a-z0-9-]+/g)].map(([room]) => room).toSorted(),
  ])
  const there = foldersIn('.').map((folder) => [folder, foldersIn(`${folder}/`).toSorted()])
  expect(told.toSorted()).toEqual(there.toSorted())
})
