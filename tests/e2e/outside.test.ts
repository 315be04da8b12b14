import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation, translateLike } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es'], providers: [google(cloud.url)] },
    { 'ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
  await room.run()
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const PAGE = 'public/es/city/council.html'
const inSpanish = (words: string) => translateLike(words, 'es', 'text')

function changeByHand(file: string, ...changes: readonly (readonly [from: string, to: string])[]) {
  const changed = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`“${from}” is not in ${text}`)
    return text.replace(from, to)
  }, room.read(file))
  room.write(file, changed)
  return changed
}

const changesOfOutputs = ({ summary }: Awaited<ReturnType<Newsroom['run']>>) =>
  summary.findings.filter(({ check }) => check === 'OUTPUT_CHANGED')

const keptFiles = () => {
  const kept = path.join(room.folder, '.dragoman/kept')
  if (!existsSync(kept)) return []
  return (readdirSync(kept, { recursive: true }) as string[])
    .filter((file) => /\.\w+$/.test(file) && !file.includes('meta'))
    .map((file) => path.join('.dragoman/kept', file))
}

const TWO_SENTENCES = [
  [inSpanish('The vote was close.'), 'La votación fue muy reñida.'],
  [inSpanish('Crews stayed ashore on Tuesday.'), 'Las tripulaciones no zarparon el martes.'],
] as const

async function importing(...args: string[]) {
  const done = await room.dragoman('import', '--json', '--by', 'Ana Ruiz', ...args)
  return { ...done, result: JSON.parse(done.stdout) }
}

describe('an edition that others changed', () => {
  it('is kept, told of once, imported by name, and published with these words; nothing is bought', async () => {
    const requests = cloud.stats.requests
    const changed = changeByHand(PAGE, ...TWO_SENTENCES)
    await room.run('--dry-run')
    expect(keptFiles()).toEqual([])
    const first = await room.run()
    expect(first.code).toBe(0)
    expect(changesOfOutputs(first)).toMatchObject([
      { article: 'city/council', locale: 'es', severity: 'warn' },
    ])
    const [kept = ''] = keptFiles()
    expect(first.stderr).toContain(`import ${path.join(room.folder, kept)} --by`)
    expect(room.read(kept)).toBe(changed)
    expect(room.read(PAGE)).toBe(changed)
    expect(changesOfOutputs(await room.run())).toEqual([])
    const { code, result, stderr } = await importing(kept)
    expect(result).toMatchObject({ taken: 2, refused: 0 })
    expect(code).toBe(0)
    expect(stderr).toContain('The next run publishes')
    const last = await room.run()
    expect(changesOfOutputs(last)).toEqual([])
    expect(last.summary.editions).toMatchObject({ written: 2, withheld: 0, failed: 0 })
    for (const [, to] of TWO_SENTENCES) expect(room.read(PAGE)).toContain(to)
    expect(room.read(PAGE)).toContain('data-translation-state="post-edited"')
    expect(room.read('public/es/ferry.md')).toContain(TWO_SENTENCES[1][1])
    const meta = JSON.parse(room.read('locales/es/articles/city/council.meta.json'))
    const people = Object.values(meta.segments).filter(
      (segment) => (segment as { origin: string }).origin === 'human',
    )
    expect(people).toMatchObject([
      { provider: 'Ana Ruiz', state: 'edited' },
      { provider: 'Ana Ruiz', state: 'edited' },
    ])
    expect(cloud.stats.requests).toBe(requests)
    expect(await room.run()).toMatchObject({ summary: { editions: { written: 0, unchanged: 2 } } })
    expect(keptFiles()).toEqual([kept])
  })

  it('may be imported before any run has met it: it is kept then, and no run tells of it', async () => {
    const changed = changeByHand(PAGE, ...TWO_SENTENCES)
    const { result } = await importing(PAGE)
    expect(result).toMatchObject({ taken: 2, refused: 0 })
    expect(keptFiles().map(room.read)).toEqual([changed])
    expect(changesOfOutputs(await room.run())).toEqual([])
    expect(room.read(PAGE)).toContain(TWO_SENTENCES[0][1])
  })

  it('is never replaced unseen: it is kept when the article is corrected, and its other words can still be had', async () => {
    const changed = changeByHand(PAGE, ...TWO_SENTENCES)
    room.write(
      'articles/city/council.html',
      COUNCIL.replace('The vote was close.', 'The vote was not close.'),
    )
    const corrected = await room.run()
    expect(changesOfOutputs(corrected)).toHaveLength(1)
    expect(room.read(PAGE)).toContain(inSpanish('The vote was not close.'))
    const [kept = ''] = keptFiles()
    expect(room.read(kept)).toBe(changed)
    const { code, result } = await importing(kept)
    expect(code).toBe(2)
    expect(result).toMatchObject({ taken: 1, refused: 1 })
    expect(result.files[0].refused[0].reason).toMatch(/another one when/)
    await room.run()
    expect(room.read(PAGE)).toContain(TWO_SENTENCES[1][1])
    expect(room.read(PAGE)).not.toContain(TWO_SENTENCES[0][1])
  })

  it('is kept when it is taken down', async () => {
    const changed = changeByHand(PAGE, ...TWO_SENTENCES)
    const { stderr } = await room.dragoman('withdraw', 'city/council', '--by', 'Ana Ruiz')
    expect(stderr).toContain('no longer published')
    expect(existsSync(path.join(room.folder, PAGE))).toBe(false)
    expect(keptFiles().map(room.read)).toEqual([changed])
  })

  it('is ours again when it is deleted, as the message says', async () => {
    const ours = room.read(PAGE)
    changeByHand(PAGE, ...TWO_SENTENCES)
    await room.run()
    rmSync(path.join(room.folder, PAGE))
    expect(changesOfOutputs(await room.run())).toEqual([])
    expect(room.read(PAGE)).toBe(ours)
  })
})

it('keeps somebody else’s file that stands where a first edition goes', async () => {
  room.write('public/es/new.md', 'Somebody’s own page.\n')
  room.write('articles/new.md', 'Brand new words.\n')
  expect(changesOfOutputs(await room.run())).toHaveLength(1)
  expect(keptFiles().map(room.read)).toEqual(['Somebody’s own page.\n'])
  expect(room.read('public/es/new.md')).toContain(inSpanish('Brand new words.'))
})

it('tells of nothing where the record of editions is lost and all outputs are ours', async () => {
  rmSync(path.join(room.folder, '.dragoman'), { recursive: true })
  expect(changesOfOutputs(await room.run())).toEqual([])
  expect(keptFiles()).toEqual([])
})

it('takes the words of a file from elsewhere, when it is said what it is an edition of', async () => {
  const [from, to] = TWO_SENTENCES[0]
  room.write('from-the-lawyer.html', room.read(PAGE).replace(from, to))
  const given = ['--locale', 'es', '--article', 'articles/city/council.html']
  const { code, result } = await importing('from-the-lawyer.html', ...given)
  expect(result).toMatchObject({ taken: 1, refused: 0, files: [{ article: 'city/council', locale: 'es' }] })
  expect(code).toBe(0)
  await room.run()
  expect(room.read(PAGE)).toContain(to)
})

it('says what a file has to be to be imported', async () => {
  room.write('elsewhere.html', '<p>Hola</p>')
  const { code, result, stderr } = await importing('elsewhere.html')
  expect(code).toBe(1)
  expect(stderr).toContain('--locale es --article')
  expect(result.files).toMatchObject([{ file: 'elsewhere.html', error: { code: 'USAGE' } }])
  expect((await room.dragoman('import', PAGE)).stderr).toContain('--by')
})
