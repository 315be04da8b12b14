import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What became of `.gitignore`, which is to name the state folder: that holds databases, of this machine only. */
export type Ignoring = 'added' | 'there already' | 'no repository'

const LINE = '.dragoman/'

/** Adds the state folder where there is a `.gitignore` or a git repository around the folder. */
export function ignoreState(root: string): Ignoring {
  const file = path.join(root, '.gitignore')
  if (!existsSync(file)) {
    if (!isInRepository(root)) return 'no repository'
    writeFileSync(file, `${LINE}\n`)
    return 'added'
  }
  const text = readFileSync(file, 'utf8')
  if (text.split(/\r?\n/).some((line) => /^\/?\.dragoman\/?\s*$/.test(line))) return 'there already'
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const gap = text === '' || text.endsWith('\n') ? '' : eol
  writeFileSync(file, `${text}${gap}${LINE}${eol}`)
  return 'added'
}

function isInRepository(folder: string): boolean {
  if (existsSync(path.join(folder, '.git'))) return true
  const parent = path.dirname(folder)
  return parent !== folder && isInRepository(parent)
}
