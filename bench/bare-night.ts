/**
 * The least a night could cost: reads the articles, sends the batches it is given through p-queue, writes as
 * many files as a run does, in the same way (temporary file, rename; fsync for editions). Nothing else.
 * Usage: node bench/bare-night.ts ARTICLES BATCHES OUTPUT ENDPOINT LOCALES
 */
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import PQueue from 'p-queue'

const [articles = '', batches = '', output = '', endpoint = '', locales = ''] = process.argv.slice(2)

const queue = new PQueue({ concurrency: 8 })
for await (const line of createInterface({ input: createReadStream(batches) })) {
  await queue.onSizeLessThan(16)
  void queue.add(async () => {
    const reply = await fetch(`${endpoint}/v3/projects/bench/locations/global:translateText`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: line,
    })
    if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
    await reply.json()
  })
}
await queue.onIdle()

const known = new Set<string>()
for (const entry of readdirSync(articles, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue
  const bytes = readFileSync(path.join(entry.parentPath, entry.name))
  const relative = path.relative(articles, path.join(entry.parentPath, entry.name))
  write(path.join(output, 'locales/en/articles', `${relative}.json`), bytes, false)
  for (const locale of locales.split(',')) {
    write(path.join(output, 'locales', locale, 'articles', `${relative}.json`), bytes, false)
    write(path.join(output, 'locales', locale, 'articles', `${relative}.meta.json`), bytes, false)
    write(path.join(output, 'public', locale, relative), bytes, true)
  }
}

function write(file: string, bytes: Buffer, durable: boolean): void {
  const folder = path.dirname(file)
  if (!known.has(folder)) mkdirSync(folder, { recursive: true })
  known.add(folder)
  const descriptor = openSync(`${file}.tmp`, 'w')
  writeFileSync(descriptor, bytes)
  if (durable) fsyncSync(descriptor)
  closeSync(descriptor)
  renameSync(`${file}.tmp`, file)
}
