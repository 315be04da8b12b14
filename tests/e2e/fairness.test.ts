import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { ended, google, type Newsroom, newsroom } from './newsroom.ts'

/** More than may be under way of one locale at once. */
const ARTICLES = 150
/** So few that one locale would soon hold them all. */
const PLACES = 3

let cloud: CloudTranslation
let room: Newsroom
let night: ChildProcess | undefined

beforeEach(async () => {
  cloud = await startCloudTranslation()
})
afterEach(async () => {
  night?.kill('SIGKILL')
  room.close()
  await cloud.close()
})

/** Two sentences each, so that nearly every article is a request of its own in each locale. */
const articles = Object.fromEntries(
  Array.from({ length: ARTICLES }, (_, nth) => [
    `${String(nth).padStart(3, '0')}.md`,
    `Boat ${nth} left the harbour at dawn.\n\nIts crew of ${nth + 2} came home in the evening.\n`,
  ]),
)

const editions = (locale: string): number => {
  const folder = path.join(room.folder, 'public', locale)
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')).length : 0
}

function recorded(): number {
  const db = new DatabaseSync(path.join(room.folder, '.dragoman/editions.sqlite'), { readOnly: true })
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM editions').get()?.['n'])
  } finally {
    db.close()
  }
}

it('a locale that never answers keeps no edition of the others waiting, through one provider', async () => {
  room = newsroom(
    {
      targets: ['fr', 'es', 'ca'],
      providers: [google(cloud.url, { itemsPerRequest: 2, concurrency: PLACES })],
    },
    articles,
  )
  cloud.configure({ faults: [{ kind: 'hang', chance: 1, target: 'fr' }] })
  night = room.start('run')
  const done = ended(night)
  // The record is told of an edition a moment after it has been written.
  for (let tries = 0; editions('es') + editions('ca') < 2 * ARTICLES || recorded() < 2 * ARTICLES; tries++) {
    const state = () => `es ${editions('es')}, ca ${editions('ca')} of ${ARTICLES}`
    if (tries > 3_000) throw new Error(`held up: ${state()}`)
    if (night.exitCode !== null) throw new Error(`ended: ${state()}\n${(await done).stderr}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  expect(night.exitCode).toBeNull()
  expect(editions('fr')).toBe(0)
  expect(cloud.stats.simultaneousPeak).toBeLessThanOrEqual(PLACES)

  night.kill('SIGKILL')
  await done
  cloud.configure({ faults: [] })
  const { code, summary } = await room.run()
  expect(code).toBe(0)
  expect(summary.editions).toMatchObject({ written: ARTICLES, failed: 0 })
  expect(editions('fr')).toBe(ARTICLES)
  expect(cloud.stats.boughtTwice).toBe(0)
})
