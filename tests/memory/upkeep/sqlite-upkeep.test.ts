import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { humanKey } from '../../../src/memory/memory-key.ts'
import { openSqliteStore } from '../../../src/memory/sqlite/store.ts'
import { openSqliteUpkeep } from '../../../src/memory/upkeep/sqlite-upkeep.ts'
import { upkeepContract } from '../../contracts/upkeep.ts'
import { spoilPage } from '../../fakes/damage.ts'
import { temporaryFolder } from '../../fakes/folder.ts'

upkeepContract('a memory in SQLite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dragoman-'))
  const file = { path: path.join(folder, 'es.sqlite'), locale: 'es' }
  return {
    memory: openSqliteStore(file),
    upkeep: () => openSqliteUpkeep(file),
    bytes: () =>
      Buffer.concat(
        ['', '-wal']
          .map((end) => file.path + end)
          .filter((each) => existsSync(each))
          .map((each) => readFileSync(each)),
      ),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
})

const TEXTS = Array.from({ length: 500 }, (_, nth) => `Frase número ${nth}, ${'larga '.repeat(20)}`)

async function filled() {
  const file = { path: path.join(temporaryFolder(), 'es.sqlite'), locale: 'es' }
  const memory = openSqliteStore(file)
  const engine = { provider: 'google', model: 'm', date: 1 }
  await memory.keep(TEXTS.map((text) => ({ key: humanKey('en', text), text, ...engine })))
  await memory.close()
  return file
}

it('names a text whose bytes are not what was once written', async () => {
  const file = await filled()
  const db = new DatabaseSync(file.path)
  db.exec("UPDATE machine SET text = 'Otra' WHERE text LIKE '%número 7,%'")
  db.close()
  const upkeep = openSqliteUpkeep(file)
  const key = humanKey('en', TEXTS[7]!)
  expect(await upkeep.verify()).toEqual({ rows: 500, damaged: [{ table: 'machine', key }], faults: [] })
  await upkeep.close()
})

it('says what the database says where it cannot be read, and goes on with the other tables', async () => {
  const file = await filled()
  spoilPage(file.path, 'machine', 3)
  const upkeep = openSqliteUpkeep(file)
  const { faults } = await upkeep.verify()
  expect(faults.join(' ')).toMatch(/page|malformed/i)
  await upkeep.close()
})

it('says that what was erased may still be read where another process reads meanwhile', async () => {
  const file = await filled()
  const reader = new DatabaseSync(file.path)
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM machine').get()
  const upkeep = openSqliteUpkeep(file)
  expect(await upkeep.prune({ kind: 'text', text: 'número 7,' })).toMatchObject({
    machine: 1,
    isWiped: false,
  })
  await upkeep.close()
  reader.close()
})
