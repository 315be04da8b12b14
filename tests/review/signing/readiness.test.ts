import { expect, it } from 'vitest'
import { NO_GLOSSARY } from '../../../src/glossary/glossary.ts'
import type { SegmentMeta } from '../../../src/review/locale-file.ts'
import { readLocaleFileOf } from '../../../src/review/read-locale-file.ts'
import { readinessOf } from '../../../src/review/signing/readiness.ts'
import { writeFiles } from '../../fakes/folder.ts'
import { newsroom } from '../../fakes/newsroom.ts'

const OPTIONS = { locale: 'es', severities: { language: 'off' }, glossary: NO_GLOSSARY } as const
const review = { by: 'Ada Lund', date: '2026-11-22T20:00:00.000Z' }

async function readiness(changes: readonly Partial<SegmentMeta>[]) {
  const at = newsroom()
  const source = at.source('news.md', 'One stays.\n\nTwo goes on.\n\nThree waits.\n')
  await at.edition(source)
  const meta = at.meta('news')
  const segments = Object.fromEntries(
    Object.entries(meta.segments).map(([key, known], nth) => [key, { ...known, ...changes[nth] }]),
  )
  writeFiles(at.root, { 'locales/es/articles/news.meta.json': JSON.stringify({ ...meta, segments }) })
  const file = readLocaleFileOf(`${at.root}/locales`, 'es', 'news')
  const keys = Object.keys(meta.segments)
  return { keys, ...readinessOf(source, file, OPTIONS, new Date('2026-11-22T20:00:00Z')) }
}

it('names as unopened what nobody approved or edited here, and counts a machine’s untouched words', async () => {
  const { keys, unopened, untouched, obstacles } = await readiness([{ state: 'approved', review }])
  expect(obstacles).toEqual([])
  expect(unopened).toEqual(keys.slice(1))

  expect(untouched).toBeCloseTo(5 / 7)
})

it('takes for unopened what came from another article, though a person wrote it', async () => {
  const human = { origin: 'human', state: 'edited', provider: 'Ana' } as const
  const { keys, unopened, untouched } = await readiness([human, { ...human, via: 'memory' }])
  expect(unopened).toEqual(keys.slice(1))
  expect(untouched).toBeCloseTo(2 / 7)
})

it('is held up by words that a person rejected, and says who', async () => {
  const { keys, obstacles } = await readiness([{}, { state: 'rejected', review }])
  expect(obstacles).toEqual([{ key: keys[1], kind: 'rejected', message: 'Ada Lund rejected these words.' }])
})
