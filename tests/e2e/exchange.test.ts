import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import { COUNCIL, FERRY, google, type Newsroom, newsroom, PROJECT } from './newsroom.ts'

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

describe.each([
  ['xliff', 'xlf'],
  ['po', 'po'],
  ['tmx', 'tmx'],
  ['i18next', 'json'],
])('export and import of %s', (format, ending) => {
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
  const exportTo = (format: string) =>
    room.dragoman('export', '--to', format, '--locale', 'es', '--out', 'out', 'sea/ferry')
  const importing = async (...args: string[]) => {
    const { code, stdout } = await room.dragoman('import', '--by', 'Ana Ruiz', '--json', ...args)
    return { code, result: JSON.parse(stdout) }
  }

  it('takes texts of i18next for an article that is named, and an edition in JSON for an edition', async () => {
    await exportTo('i18next')
    const texts = room.read('out/es/sea/ferry.json')
    room.write('from-agency.json', texts.replace(/": "[^"]+"/, '": "Otro titular"'))
    const unnamed = await importing('from-agency.json')
    expect([unnamed.code, unnamed.result.files[0].error.code]).toEqual([1, 'USAGE'])
    const named = await importing('from-agency.json', '--locale', 'es', '--article', 'sea/ferry')
    expect([named.code, named.result.taken]).toEqual([0, 1])
    room.write('public/es/city/story.json', texts)
    const edition = await importing('public/es/city/story.json')
    expect(edition.result.files[0].error.message).toContain('There is no article city/story.json any more')
  })

  it('takes another tool’s memory by its sources, where the article is named', async () => {
    const unit = (source: string, text: string) =>
      `<tu><tuv xml:lang="en"><seg>${source}</seg></tuv><tuv xml:lang="es"><seg>${text}</seg></tuv></tu>`
    const units =
      unit('Crews stayed ashore on Tuesday.', 'No zarparon el martes.') + unit('Unknown.', 'Nadie.')
    room.write('memory.tmx', `<tmx version="1.4"><header srclang="en"/><body>${units}</body></tmx>`)
    const { code, result } = await importing(
      'memory.tmx',
      '--locale',
      'es',
      '--article',
      'articles/sea/ferry.md',
    )
    expect(code).toBe(2)
    expect(result).toMatchObject({ taken: 1, refused: 1 })
    expect(room.read('locales/es/articles/sea/ferry.json')).toContain('No zarparon el martes.')
  })

  it('names a file that cannot be read, and takes the others', async () => {
    await exportTo('xliff')
    room.write('bad.xlf', '<!DOCTYPE x><xliff/>')
    room.write(
      'empty.xlf',
      '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"/>',
    )
    const { code, result } = await importing('bad.xlf', 'empty.xlf', 'nowhere.po', 'out/es/sea/ferry.xlf')
    expect(code).toBe(2)
    expect(result.files).toMatchObject([
      { file: 'bad.xlf', error: { code: 'EXCHANGE_INVALID' } },
      { file: 'empty.xlf', error: { code: 'USAGE' } },
      { file: 'nowhere.po', error: { code: 'ARTICLE_UNREADABLE' } },
      { file: 'out/es/sea/ferry.xlf', unchanged: expect.any(Number) },
    ])
  })
})

describe('100 MB', () => {
  // TMX is read as XLIFF is; a file of i18next is one article.
  it.each(['xliff', 'po'])(
    'go out and in through a heap that they do not fit into: %s',
    { timeout: 600_000 },
    async (format) => {
      const script = path.join(PROJECT, 'tests/exchange/stream-large.ts')
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--max-old-space-size=48',
        script,
        format,
      ])
      const { characters, segments } = JSON.parse(stdout)
      expect(characters).toBeGreaterThan(100_000_000)
      expect(segments).toBeGreaterThan(10_000)
    },
  )
})
