import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url))

/** Folders that are lists of like things, one file each: they may be as long as their list. */
const LISTS: readonly string[] = ['check/rules', 'cli']
const FILES_AT_MOST = 17
const LEVELS_AT_MOST = 2

const entries = readdirSync(SOURCES, { withFileTypes: true, recursive: true })
const folderOf = ({ parentPath }: { parentPath: string }) => path.relative(SOURCES, parentPath)
const folders = entries
  .filter((entry) => entry.isDirectory())
  .map((entry) => path.join(folderOf(entry), entry.name))

describe('src', () => {
  it('has no folder that wants rooms', () => {
    const files = Map.groupBy(
      entries.filter((entry) => entry.isFile()),
      folderOf,
    )
    const crowded = folders.filter((folder) => (files.get(folder)?.length ?? 0) > FILES_AT_MOST)
    expect(crowded.filter((folder) => !LISTS.includes(folder))).toEqual([])
  })

  it('is no deeper than a folder and its rooms', () => {
    expect(folders.filter((folder) => folder.split(path.sep).length > LEVELS_AT_MOST)).toEqual([])
  })
})
