import { mkdirSync, readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { loadProject } from '../../src/config/load.ts'
import { openNight } from '../../src/pipeline/open.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

/** Files under a folder that this process holds open, by Linux. */
const heldOpen = (root: string): string[] =>
  readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const file = readlinkSync(`/proc/self/fd/${descriptor}`)
      return file.startsWith(root) ? [path.relative(root, file)] : []
    } catch {
      return []
    }
  })

/** A newsroom in a folder of its own; `open` for one night. */
function nights() {
  const root = temporaryFolder()
  const config = { targets: ['es'], providers: [{ kind: 'pseudo' }], budget: { charactersPerDay: 1_000 } }
  writeFiles(root, { 'dragoman.config.json': JSON.stringify(config) })
  const project = loadProject(path.join(root, 'dragoman.config.json'))
  const watcher = { edition() {}, refused() {} }
  const told: string[] = []
  const onDamage = (message: string) => told.push(message)
  return { root, told, open: () => openNight(project, { buying: 'buy', environment: {}, watcher, onDamage }) }
}

describe.skipIf(process.platform !== 'linux')('a night that cannot be opened', () => {
  it('leaves nothing open: here what was spent today is in a memory that cannot be read', async () => {
    const { root, open } = nights()
    mkdirSync(path.join(root, '.dragoman/memory/es.sqlite'), { recursive: true })
    await expect(open()).rejects.toMatchObject({ code: 'STATE_UNREADABLE' })
    expect(heldOpen(root)).toEqual([])
  })
})

describe('a night that is closed', () => {
  it('says what of the record could not be written down, and has closed everything all the same', async () => {
    const { root, told, open } = nights()
    const { ports, close } = await open()
    const record = {
      source: 'hash',
      fingerprint: 'hash',
      localeFile: 'hash',
      output: 'es/news.md',
      status: 'current',
      edited: 0,
      segments: 1,
      date: 1,
    } as const
    ports.editions.put('news', 'es', record, [])
    const other = new DatabaseSync(path.join(root, '.dragoman/editions.sqlite'))
    other.exec('DROP TABLE editions')
    other.close()
    await close()
    expect(told).toEqual([expect.stringMatching(/^The record of editions cannot be used: .*made again/)])
    if (process.platform === 'linux') expect(heldOpen(root)).toEqual([])
  })
})
