import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openDatabaseFile } from '../../../src/memory/sqlite/database-file.ts'
import { WRITER } from '../../../src/state/writer.ts'
import { temporaryFolder, writeFiles } from '../../fakes/folder.ts'

const settings = { title: 'The list', fix: 'none.', schema: 'CREATE TABLE IF NOT EXISTS list (word TEXT)' }

it('a file is brought to the next version in full or not at all', () => {
  const file = path.join(temporaryFolder(), 'list.sqlite')
  openDatabaseFile({ ...settings, path: file, version: 1 }).close()
  const next = (migration: string) => ({ ...settings, path: file, version: 2, migrations: { 1: migration } })
  const addNumber = 'ALTER TABLE list ADD COLUMN number INTEGER;'
  expect(() => openDatabaseFile(next(`${addNumber} NOT SQL`))).toThrow(
    expect.objectContaining({ code: 'STATE_UNREADABLE' }),
  )
  const opened = openDatabaseFile(next(addNumber))
  opened.prepare('INSERT INTO list (word, number) VALUES (?, ?)').run('one', 1)
  opened.close()
  const again = openDatabaseFile(next(addNumber))
  expect(again.prepare('SELECT * FROM list').all()).toEqual([{ word: 'one', number: 1 }])
  again.close()
})

it('what a killed process had begun beside the file is swept, and no other process’s', () => {
  const root = temporaryFolder()
  const killed = spawnSync(process.execPath, ['-e', '']).pid
  const draft = (name: string, pid: number) => `${name}.${WRITER.replace(/^\d+/, String(pid))}.new`
  const elsewhere = `list.sqlite.${killed}-00000000.new`
  const kept = [
    draft('list.sqlite', process.ppid),
    draft('other.sqlite', killed),
    elsewhere,
    `list.sqlite.damaged-${killed}.new`,
  ]
  const left = [draft('list.sqlite', killed), `${draft('list.sqlite', killed)}-wal`]
  writeFiles(root, Object.fromEntries([...kept, ...left].map((name) => [name, 'begun'])))
  openDatabaseFile({ ...settings, path: path.join(root, 'list.sqlite'), version: 1 }).close()
  expect(readdirSync(root).toSorted()).toEqual([...kept, 'list.sqlite'].toSorted())
})
