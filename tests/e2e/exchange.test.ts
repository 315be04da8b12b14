import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
  room = newsroom(
    { targets: ['es'], providers: [google(cloud.url)] },
    { 'sea/ferry.md': FERRY, 'city/council.html': COUNCIL },
  )
  await room.run()
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const files = (id: string) =>
  ['json', 'meta.json'].map((ending) => room.read(`locales/es/articles/${id}.${ending}`))
const both = () => [...files('sea/ferry'), ...files('city/council')]

describe.each([['xliff', 'xlf']])('export and import of %s', (format, ending) => {
  const exported = `out/es/sea/ferry.${ending}`

  it('changes nothing when nothing was changed', async () => {
    const before = both()
    const out = await room.dragoman('export', '--to', format, '--locale', 'es', '--out', 'out', '--json')
    expect(out.code).toBe(0)
    const { articles, files: named } = JSON.parse(out.stdout)
    expect(articles).toBe(2)
    expect(named.map(({ file }: { file: string }) => file)).toEqual([
      `out/es/city/council.${ending}`,
      exported,
    ])
    const back = await room.dragoman(
      'import',
      exported,
      `out/es/city/council.${ending}`,
      '--by',
      'Ana Ruiz',
      '--json',
    )
    expect(back.code).toBe(0)
    expect(JSON.parse(back.stdout)).toMatchObject({ taken: 0, refused: 0 })
    expect(both()).toEqual(before)
  })

  it('brings a person’s words into the next edition, and buys nothing', async () => {
    await room.dragoman('export', '--to', format, '--locale', 'es', '--out', 'out', 'sea/ferry')
    const now = JSON.parse(room.read('locales/es/articles/sea/ferry.json')) as Record<string, string>
    const standing = Object.entries(now).find(([key]) => key.startsWith('standfirst'))?.[1] ?? ''
    room.write(exported, room.read(exported).replace(standing, 'Las conversaciones siguen paradas.'))
    const { code, stdout, stderr } = await room.dragoman('import', exported, '--by', 'Ana Ruiz', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      taken: 1,
      refused: 0,
      files: [{ article: 'sea/ferry', locale: 'es' }],
    })
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 text taken for es')])
    const requests = cloud.stats.requests
    await room.run()
    expect(cloud.stats.requests).toBe(requests)
    expect(room.read('public/es/sea/ferry.md')).toContain('Las conversaciones siguen paradas.')
  })
})

describe('export', () => {
  it('goes to stdout, all articles in one file', async () => {
    const { code, stdout, stderr } = await room.dragoman('export', '--to', 'xliff', '--locale', 'es')
    expect(code).toBe(0)
    expect(stdout.match(/<file /g)).toHaveLength(2)
    expect(stderr).toContain('2 articles exported')
  })

  it.each([
    ['a format that there is not', ['--to', 'xlif', '--locale', 'es'], 'did you mean “xliff”?'],
    ['a locale that is no target', ['--to', 'xliff', '--locale', 'fr'], 'fr is not among the targets'],
    [
      'an article that there is not',
      ['--to', 'xliff', '--locale', 'es', 'nowhere'],
      'There is no article “nowhere”',
    ],
    ['JSON beside the export itself', ['--to', 'xliff', '--locale', 'es', '--json'], 'Without --out'],
  ])('refuses %s', async (_, args, message) => {
    const { code, stdout, stderr } = await room.dragoman('export', ...args)
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(message)])
  })

  it('says that no run has come to an article yet, and that one has changed since', async () => {
    room.write('articles/new.md', '# New\n\nNobody has read it.\n')
    room.write('articles/sea/ferry.md', `${FERRY}\nOne more.\n`)
    const { code, stderr } = await room.dragoman('export', '--to', 'xliff', '--locale', 'es')
    expect(code).toBe(2)
    expect(stderr).toContain('new: No run has come to it yet')
    expect(stderr).toContain('sea/ferry: It has changed since its last edition')
  })
})

describe('import', () => {
  it('names a file that cannot be read, and takes the others', async () => {
    await room.dragoman('export', '--to', 'xliff', '--locale', 'es', '--out', 'out')
    room.write('bad.xlf', '<!DOCTYPE x><xliff/>')
    room.write(
      'empty.xlf',
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"/>',
    )
    const { code, stdout, stderr } = await room.dragoman(
      'import',
      'bad.xlf',
      'empty.xlf',
      'out/es/sea/ferry.xlf',
      '--by',
      'Ana',
      '--json',
    )
    expect(code).toBe(2)
    expect(JSON.parse(stdout).files).toMatchObject([
      { file: 'bad.xlf', error: { code: 'EXCHANGE_INVALID' } },
      { file: 'empty.xlf', error: { code: 'USAGE' } },
      { file: 'out/es/sea/ferry.xlf', unchanged: expect.any(Number) },
    ])
    expect(stderr).toContain('bad.xlf:1: It has a DOCTYPE')
  })
})
