/**
 * What the stores of three locales take for a night of their own: 1,000 articles of 15 segments each, looked up and then
 * kept in replies of 40, each with its intent. Nothing else runs, so that one device of a store can be held against its
 * absence. Prints a line a round, milliseconds: until the last reply is kept, closing (which writes the logs back),
 * looking everything up again; the processor's time for all of it; MiB that went to the disk.
 * Usage: node bench/memory.ts [--rounds 5] [--before 0] [--folder FOLDER]
 *
 * `--before` is how many texts each locale's memory holds beforehand.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { MachineRow } from '../src/memory/memory.ts'
import { openSqliteStore } from '../src/memory/sqlite/store.ts'

const LOCALES = ['ca', 'es', 'fr']
const ARTICLES = 1_000
const SEGMENTS = 15
const REPLY = 40

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    before: { type: 'string', default: '0' },
    folder: { type: 'string', default: os.tmpdir() },
  },
})

const rowsOf = (locale: string, count: number, name: string): MachineRow[] =>
  Array.from({ length: count }, (_, nth) => ({
    key: createHash('sha256').update(`${locale} ${name} ${nth}`).digest('hex'),
    text: `Frase número ${nth} de ${name}: el puerto reabre el lunes, según la capitanía, con menos barcos que antes.`,
    provider: 'google',
    model: 'general/nmt',
    rung: 'exact',
    date: 1_790_000_000_000 + nth,
  }))

function* slices<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}

/** Bytes that this process caused to be written to a disk, on Linux. @see proc(5) */
const written = (): number => {
  const file = '/proc/self/io'
  return existsSync(file) ? Number(/^write_bytes: (\d+)/m.exec(readFileSync(file, 'utf8'))?.[1]) : Number.NaN
}

const sinceOf = (start: number) => (performance.now() - start).toFixed(0)

async function night(folder: string, before: number): Promise<string> {
  const open = () =>
    LOCALES.map((locale) => openSqliteStore({ path: path.join(folder, `${locale}.sqlite`), locale }))
  const filled = open()
  for (const store of filled) {
    for (const rows of slices(rowsOf(store.locale, before, 'antes'), 10_000)) await store.keep(rows)
    await store.close()
  }
  const rows = new Map(LOCALES.map((locale) => [locale, rowsOf(locale, ARTICLES * SEGMENTS, 'hoy')]))
  const bytesBefore = written()
  const processor = process.cpuUsage()
  let start = performance.now()
  const stores = open()
  for (const store of stores)
    for (const article of slices(rows.get(store.locale)!, SEGMENTS))
      await store.recall(article.map(({ key }) => key))
  for (let at = 0; at < ARTICLES * SEGMENTS; at += REPLY) {
    for (const store of stores) {
      const reply = rows.get(store.locale)!.slice(at, at + REPLY)
      const intent = await store.intend({
        provider: 'google',
        model: 'general/nmt',
        segments: reply.length,
        characters: 5_000,
        micros: 100_000,
        currency: 'USD',
        sentAt: Date.now(),
        shares: new Map(['a', 'b', 'c'].map((id) => [`city/article-${at}-${id}`, 1_700])),
      })
      // As a reply of the network is: heard in a later turn.
      await new Promise((resolve) => setImmediate(resolve))
      await store.settle(intent, 'answered', reply)
    }
  }
  const kept = sinceOf(start)
  start = performance.now()
  for (const store of stores) await store.close()
  const closed = sinceOf(start)
  start = performance.now()
  const again = open()
  for (const store of again)
    for (const article of slices(rows.get(store.locale)!, SEGMENTS))
      await store.recall(article.map(({ key }) => key))
  const recalled = sinceOf(start)
  const { user, system } = process.cpuUsage(processor)
  const mebibytes = (written() - bytesBefore) / 2 ** 20
  for (const store of again) await store.close()
  return [kept, closed, recalled, ((user + system) / 1000).toFixed(0), mebibytes.toFixed(1)].join('\t')
}

console.log(['kept', 'closed', 'recalled', 'processor', 'MiB'].join('\t'))
for (let round = 0; round < Number(values.rounds); round++) {
  const folder = mkdtempSync(path.join(values.folder, 'dragoman-memory-'))
  try {
    console.log(await night(folder, Number(values.before)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
