import { closeSync, openSync, writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * Overwrites one page of a table or index, as a failing disk would, so that what stands on it cannot be read.
 * Nobody may have the file open: what was read before would be remembered.
 * @param nth of its leaf pages, in the order of its keys; from the end when negative
 */
export function spoilPage(file: string, table: string, nth: number): void {
  const db = new DatabaseSync(file)
  const pages = db
    .prepare("SELECT pageno, pgsize FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path")
    .all(table)
  // Closing writes the log back: the page is in the file itself.
  db.close()
  const page = pages.at(nth)
  if (page === undefined) throw new Error(`${table} has ${pages.length} pages`)
  const size = Number(page['pgsize'])
  const opened = openSync(file, 'r+')
  writeSync(opened, Buffer.alloc(size, 'z'), 0, size, (Number(page['pageno']) - 1) * size)
  closeSync(opened)
}
