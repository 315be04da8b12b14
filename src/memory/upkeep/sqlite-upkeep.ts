import { statSync } from 'node:fs'
import { messageOf } from '../../article/errors.ts'
import type { HumanRow } from '../memory.ts'
import { type DatabaseFile, openDatabaseFile } from '../sqlite/database-file.ts'
import { isWhole, type Row } from '../sqlite/row-checksum.ts'
import { MIGRATIONS, SCHEMA, VERSION } from '../sqlite/schema.ts'
import type { StoreFile } from '../sqlite/store.ts'
import type { DamagedRow, Holdings, Upkeep, Verification } from '../upkeep.ts'
import { pruning } from './prune.ts'

/**
 * A locale's store, to look after. A file that does not exist is begun; damage is not set aside: the next run that buys does it.
 * @throws DragomanError STATE_UNREADABLE; every method but {@link Upkeep.verify} rejects with it too
 */
export function openSqliteUpkeep({ path, locale }: StoreFile): Upkeep {
  const file = openDatabaseFile({
    path,
    title: `The memory for ${locale}`,
    fix: 'if the file is damaged, the next run sets it aside and saves what it can.',
    schema: SCHEMA,
    version: VERSION,
    migrations: MIGRATIONS,
  })
  const { count, prune } = pruning(file)
  const find = file.prepare('SELECT * FROM human WHERE key = unhex(?) AND article = ?')
  return {
    locale,
    holdings: async () => ({ ...file.use(() => holdings(file)), bytes: bytesOf(path) }),
    verify: async () => verify(file),
    lacking: async (article, rows) =>
      file.use(() => rows.filter((row) => !isThere(find.get(row.key, article), row))),
    count: async (what) => file.use(() => count(what)),
    prune: async (what) => prune(what),
    close: async () => file.close(),
  }
}

const isThere = (found: Row | undefined, { text }: HumanRow): boolean =>
  found !== undefined && found['text'] === text && isWhole('human', found)

function holdings(file: DatabaseFile): Omit<Holdings, 'bytes'> {
  const counts = file.prepare(
    `SELECT (SELECT count(*) FROM machine) AS machine, (SELECT count(*) FROM human) AS human,
       (SELECT count(*) FROM human WHERE present = 0) AS gone, (SELECT count(*) FROM failed) AS failed,
       (SELECT min(date) FROM (SELECT date FROM machine UNION ALL SELECT date FROM human)) AS oldest,
       (SELECT max(date) FROM (SELECT date FROM machine UNION ALL SELECT date FROM human)) AS newest`,
  )
  const engines = file.prepare(
    'SELECT provider, model, count(*) AS rows FROM machine GROUP BY provider, model ORDER BY rows DESC, provider, model',
  )
  return {
    ...(counts.get() as unknown as Omit<Holdings, 'bytes' | 'engines'>),
    engines: engines.all().map((row) => ({ ...row }) as unknown as Holdings['engines'][number]),
  }
}

const bytesOf = (path: string): number =>
  ['', '-wal'].reduce((sum, end) => sum + (statSync(path + end, { throwIfNoEntry: false })?.size ?? 0), 0)

const TABLES = ['machine', 'human', 'failed'] as const

/** What cannot be read is a fault like others; the file is then marked, and the next run that buys sets it aside. */
function verify(file: DatabaseFile): Verification {
  const faults: string[] = []
  const damaged: DamagedRow[] = []
  let rows = 0
  const attempt = (work: () => void) => {
    try {
      file.use(work)
    } catch (error) {
      faults.push(messageOf(error))
    }
  }
  attempt(() => {
    const said = file.prepare('PRAGMA integrity_check').all()
    faults.push(...said.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok'))
  })
  for (const table of TABLES)
    attempt(() => {
      for (const row of file.prepare(`SELECT * FROM ${table}`).iterate()) {
        rows++
        if (!isWhole(table, row))
          damaged.push({ table, key: Buffer.from(row['key'] as Uint8Array).toString('hex') })
      }
    })
  return { rows, damaged, faults: [...new Set(faults)] }
}
