import { mkdirSync, readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadProject } from '../../src/config/load.ts'
import { openNight } from '../../src/pipeline/night.ts'
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

describe.skipIf(process.platform !== 'linux')('a night that cannot be opened', () => {
  it('leaves nothing open: here what was spent today is in a memory that cannot be read', async () => {
    const root = temporaryFolder()
    const config = { targets: ['es'], providers: [{ kind: 'pseudo' }], budget: { charactersPerDay: 1_000 } }
    writeFiles(root, { 'dragoman.config.json': JSON.stringify(config) })
    mkdirSync(path.join(root, '.dragoman/memory/es.sqlite'), { recursive: true })
    const project = loadProject(path.join(root, 'dragoman.config.json'))
    const watcher = { edition() {}, refused() {} }
    await expect(openNight(project, { buying: 'buy', environment: {}, watcher })).rejects.toMatchObject({
      code: 'STATE_UNREADABLE',
    })
    expect(heldOpen(root)).toEqual([])
  })
})
