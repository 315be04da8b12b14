import path from 'node:path'
import { expect, it } from 'vitest'
import { openDatabaseFile } from '../../src/memory/database-file.ts'
import { temporaryFolder } from '../fakes/folder.ts'

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
