import { mkdirSync, readdirSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadProject } from '../../src/config/load.ts'
import { openNight } from '../../src/pipeline/open.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'
import { intentOf } from '../fakes/intent.ts'

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
  const watcher = { edition() {}, refused() {}, passedOver() {} }
  return { root, open: () => openNight(project, { buying: 'buy', environment: {}, watcher }) }
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
  it('has closed everything', async () => {
    const { root, open } = nights()
    const { ports, close } = await open()
    await ports.publish.output.write('es/news.md', 'x')
    expect(await ports.publish.editions.count()).toBe(0)
    await close()
    if (process.platform === 'linux') expect(heldOpen(root)).toEqual([])
  })
})

it('a night whose ledger has requests of days to come reports them, and has its budget', async () => {
  const { open } = nights()
  const before = await open()
  const [ledger] = before.ledgers()
  const sentAt = Date.now() + 3 * 24 * 60 * 60 * 1000
  await ledger!.intend(intentOf({ characters: 1_000, sentAt }))
  await before.close()
  const { summary, close } = await open()
  expect(summary().findings).toMatchObject([{ check: 'LEDGER_AHEAD', locale: 'es', severity: 'warn' }])
  await close()
})
