import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CloudTranslation, startCloudTranslation } from '../stand-in/cloud-translation.ts'
import type { FaultKind } from '../stand-in/faults.ts'
import { FERRY, google, type Newsroom, newsroom } from './newsroom.ts'

let cloud: CloudTranslation
let room: Newsroom

beforeEach(async () => {
  cloud = await startCloudTranslation()
})
afterEach(async () => {
  room.close()
  await cloud.close()
})

const config = () => ({ targets: ['es'], providers: [google(cloud.url)] })
const open = (onFinding: string) => {
  room = newsroom({ ...config(), publish: { onFinding } }, { 'ferry.md': FERRY })
}
const spoil = (kind: FaultKind) => cloud.configure({ faults: [{ kind, chance: 1 }] })

const FILE = 'locales/es/articles/ferry.json'
const texts = () => JSON.parse(room.read(FILE)) as Record<string, string>
const PORT = 'The port said 4,200 passengers were stranded.'
const keyOf = (sentence: string) =>
  Object.entries(JSON.parse(room.read('locales/en/articles/ferry.json')) as Record<string, string>).find(
    ([, text]) => text === sentence,
  )![0]

describe('a provider that answers with the source', () => {
  it('is published only where the policy says so, and found by check', async () => {
    open('publish')
    spoil('echo')
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary.editions).toMatchObject({ written: 1, withheld: 0 })
    expect(summary.findings.map(({ severity }) => severity)).toContain('block')
    const checked = await room.dragoman('check', '--json')
    expect(checked.code).toBe(2)
    const found = JSON.parse(checked.stdout) as Record<string, unknown>[]
    expect(found).toContainEqual({
      file: FILE,
      line: expect.any(Number),
      article: 'ferry',
      locale: 'es',
      key: keyOf(PORT),
      check: expect.any(String),
      severity: 'block',
      message: expect.any(String),
      source: PORT,
      target: PORT,
    })
  })

  it('leaves paragraphs in their language with “source”, and a night that asks again mends them', async () => {
    open('source')
    spoil('echo')
    const { code, summary } = await room.run()
    expect(code).toBe(0)
    expect(summary.segments.failed).toBeGreaterThan(0)
    expect(room.read('public/es/ferry.md')).toContain(
      `<span lang="en" dir="ltr">Crews stayed ashore on Tuesday. ${PORT}</span>`,
    )
    cloud.configure({ faults: [] })
    const mended = await room.run('--retry')
    expect(mended.summary).toMatchObject({ editions: { written: 1 }, findings: [] })
    expect(room.read('public/es/ferry.md')).not.toContain('<span')
    expect((await room.run()).summary.editions.unchanged).toBe(1)
  })

  it('holds the edition back by default, with the segment named', async () => {
    open('withhold')
    spoil('echo')
    const { code, summary } = await room.run()
    expect(code).toBe(2)
    expect(summary.editions).toMatchObject({ written: 0, withheld: 1 })
    expect(summary.findings.map(({ check }) => check)).toContain('TRANSLATION_FAILED')
    expect(existsSync(path.join(room.folder, 'public'))).toBe(false)
  })
})

it.each(['hostile', 'swap'] as const)(
  'whatever the policy, a reply with “%s” brings no markup in',
  async (kind) => {
    open('publish')
    spoil(kind)
    await room.run()
    expect(room.read('public/es/ferry.md')).not.toMatch(/(?<!\\)<(?:script|img|\/body)/)
  },
)

describe('dragoman check', () => {
  const edit = (sentence: string, text: string, more: Record<string, string> = {}) =>
    room.write(FILE, `${JSON.stringify({ ...texts(), [keyOf(sentence)]: text, ...more }, null, 2)}\n`)

  beforeEach(async () => {
    open('withhold')
    await room.run()
  })

  it('passes what a run has just written, and opens no connection', async () => {
    const { connections } = cloud.stats
    const { code, stdout } = await room.dragoman('check', '--json')
    expect(code).toBe(0)
    expect(
      JSON.parse(stdout).filter((finding: { severity: string }) => finding.severity === 'block'),
    ).toEqual([])
    expect(cloud.stats.connections).toBe(connections)
  })

  it('finds a wrong number in a person’s text, with file, line, rule and both texts', async () => {
    edit(PORT, 'El puerto dijo que 2.400 pasajeros quedaron varados.')
    const line =
      room
        .read(FILE)
        .split('\n')
        .findIndex((each) => each.includes('2.400')) + 1
    const { code, stdout } = await room.dragoman('check', 'articles/ferry.md', '--locale', 'es')
    expect(code).toBe(2)
    expect(stdout).toContain(`${FILE}:${line}: ${keyOf(PORT)}: numbers (block)\n`)
    expect(stdout).toContain(`  source: ${PORT}\n`)
    expect(stdout).toContain('  target: El puerto dijo que 2.400 pasajeros quedaron varados.\n')
  })

  it('says nothing of what a person has dismissed, and tells an unknown check by its line', async () => {
    edit(PORT, 'El puerto dijo que 2.400 pasajeros quedaron varados.', {
      [`${keyOf(PORT)}#dismiss`]: 'numbers, nombers',
    })
    const { code, stdout } = await room.dragoman('check', '--json')
    expect(code).toBe(0)
    const found = (JSON.parse(stdout) as { key: string; check: string; line: number }[]).filter(
      ({ key }) => key === keyOf(PORT),
    )
    const line =
      room
        .read(FILE)
        .split('\n')
        .findIndex((each) => each.includes('nombers')) + 1
    expect(found).toMatchObject([{ check: 'dismissal', line }])
  })

  it('obeys the configured severities', async () => {
    edit(PORT, 'El puerto dijo que 2.400 pasajeros quedaron varados.')
    room.write('dragoman.config.json', JSON.stringify({ ...config(), checks: { numbers: 'warn' } }))
    const { code, stdout } = await room.dragoman('check')
    expect(code).toBe(0)
    expect(stdout).toContain('numbers (warn)')
  })

  it('prints an empty list where there is no locale file', async () => {
    room.write('dragoman.config.json', JSON.stringify({ ...config(), targets: ['ca'] }))
    const { code, stdout } = await room.dragoman('check', '--json')
    expect([code, stdout]).toEqual([0, '[]\n'])
  })

  it('names a locale file that cannot be read, and goes on', async () => {
    room.write(FILE, '{ "a": ')
    const { code, stdout, stderr } = await room.dragoman('check', '--json')
    expect(code).toBe(2)
    expect(stdout).toBe('[]\n')
    expect(stderr).toContain('LOCALE_FILE_INVALID')
  })
})

describe('words that a block of WordPress keeps from translation', () => {
  it('are named once by run and by check, and hold nothing back', async () => {
    const post =
      '<h1>Ferry</h1>\n<!-- wp:acme/quote {"said":"We saw the river rise twice."} /-->\n<p>All is well.</p>\n'
    room = newsroom({ targets: ['es', 'ca'], providers: [google(cloud.url)] }, { 'post.html': post })
    const { code, summary, stderr } = await room.run()
    expect(code).toBe(0)
    const found = { article: 'post', locale: '', key: '', check: 'block-comment', severity: 'warn' }
    expect(summary.findings).toEqual([{ ...found, message: expect.stringContaining('post.html:2: ') }])
    expect(stderr.match(/post\.html:2: .*block-comment/g)).toHaveLength(1)
    const checked = await room.dragoman('check', '--json')
    expect(checked.code).toBe(0)
    expect(JSON.parse(checked.stdout)).toEqual([
      { ...found, file: 'articles/post.html', line: 2, message: expect.any(String), source: '', target: '' },
    ])
  })
})
