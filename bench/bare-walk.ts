/** Walks folders and hashes every file: the least that “has anything changed?” could cost. */
import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

let files = 0
for (const folder of process.argv.slice(2)) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    hash('sha256', readFileSync(path.join(entry.parentPath, entry.name)), 'hex')
    files++
  }
}
console.log(files)
