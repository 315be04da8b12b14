import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteOutbox } from '../../../src/memory/sqlite/outbox.ts'
import { outboxContract } from '../../contracts/outbox.ts'
import { writtenEvent } from '../../fakes/events.ts'
import { temporaryFolder } from '../../fakes/folder.ts'

outboxContract('an outbox in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const open = () => openSqliteOutbox(path.join(folder, 'state', 'outbox.sqlite'))
  return { outbox: open(), another: open, dispose: () => rmSync(folder, { recursive: true, force: true }) }
})

const damagedFile = () => {
  const file = path.join(temporaryFolder(), 'outbox.sqlite')
  writeFileSync(file, 'no database. '.repeat(500))
  return file
}

it('an outbox that cannot be read says where it stands', () => {
  const file = damagedFile()
  expect(() => openSqliteOutbox(file)).toThrow(
    expect.objectContaining({ code: 'STATE_UNREADABLE', place: file }),
  )
})

it('an outbox that is damaged is set aside and begun anew, where somebody is told of it', async () => {
  const asides: string[] = []
  const outbox = openSqliteOutbox(damagedFile(), (aside) => asides.push(aside))
  expect(asides).toEqual([expect.stringContaining('outbox.sqlite.damaged-')])
  await outbox.note(writtenEvent())
  expect(await outbox.count()).toBe(1)
  await outbox.close()
})
