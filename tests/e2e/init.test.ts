import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ProviderConfig } from '../../src/providers/config.ts'
import { ended, FERRY, type Newsroom, newsroom, PROJECT } from './newsroom.ts'

let room: Newsroom

beforeEach(() => {
  room = newsroom({}, { 'ferry.md': FERRY })
  rmSync(path.join(room.folder, 'dragoman.config.json'))
})
afterEach(() => room.close())

const config = () => JSON.parse(room.read('dragoman.config.json')) as object
const PSEUDO = ['--target', 'en-XA', '--provider', 'pseudo']

describe('dragoman init', () => {
  it('leads from a folder with articles to the first night', async () => {
    const missing = await room.dragoman('run')
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('dragoman init')

    mkdirSync(path.join(room.folder, '.git'))
    const { code, stdout, stderr } = await room.dragoman('init', ...PSEUDO)
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    for (const next of ['dragoman doctor', 'dragoman estimate', 'dragoman run', '.gitignore'])
      expect(stderr).toContain(next)
    expect(config()).toEqual({
      $schema: './node_modules/dragoman/schema/dragoman.config.schema.json',
      targets: ['en-XA'],
      providers: [{ kind: 'pseudo' }],
    })
    expect(room.read('.gitignore')).toBe('.dragoman/\n')

    expect((await room.dragoman('doctor')).code).toBe(0)
    expect((await room.dragoman('estimate')).code).toBe(0)
    expect((await room.run()).summary.editions).toMatchObject({ written: 1 })
  })

  it('tells machines what it wrote, and what people should know first', async () => {
    const target = ['--target', 'es', '--provider', 'libretranslate', '--endpoint', 'http://127.0.0.1:5000']
    room.write('docs/a.md', 'A.\n')
    const { code, stdout } = await room.dragoman('init', '--json', ...target)
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      file: 'dragoman.config.json',
      configuration: config(),
      articles: 1,
      gitignore: 'no repository',
      notes: [expect.stringContaining('docs (1)')],
      next: ['doctor', 'estimate', 'run'].map((name) => expect.stringMatching(`dragoman ${name}$`)),
    })
  })

  it('never writes over a configuration without --force', async () => {
    room.write('dragoman.config.json', '{ "mine": 1 }')
    const refused = await room.dragoman('init', ...PSEUDO)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('dragoman.config.json: There is a configuration already')
    expect(config()).toEqual({ mine: 1 })
    expect((await room.dragoman('init', '--force', ...PSEUDO)).code).toBe(0)
    expect(config()).toMatchObject({ targets: ['en-XA'] })
  })

  it.each([
    [['--target', 'es'], 'No provider is named'],
    [['--provider', 'pseudo'], 'No target is named'],
    [['--target', 'es', '--provider', 'gogle'], 'did you mean “google”?'],
    [['--articles', 'contnet', ...PSEUDO], 'There is no folder contnet'],
  ])('writes nothing where it is not told enough: %j', async (args, told) => {
    const { code, stderr } = await room.dragoman('init', ...args)
    expect(code).toBe(1)
    expect(stderr).toContain(told)
    expect(existsSync(path.join(room.folder, 'dragoman.config.json'))).toBe(false)
  })

  it('names every provider in its help', async () => {
    const { stdout } = await room.dragoman('init', '--help')
    const [, listed = ''] = /who translates: (.+?); never/s.exec(stdout) ?? []
    const kinds = ProviderConfig.options.map(({ shape }) => shape.kind.value)
    expect(listed.split(/,\s+|\s+or\s+/).toSorted()).toEqual(kinds.toSorted())
  })

  it('says so where there are no articles yet, or only beside the configuration', async () => {
    rmSync(path.join(room.folder, 'articles'), { recursive: true })
    const none = await room.dragoman('init', ...PSEUDO)
    expect(none.code).toBe(0)
    expect(none.stderr).toContain('There are no articles in articles/ yet')
    room.write('ferry.md', FERRY)
    const { stderr } = await room.dragoman('init', '--force', ...PSEUDO)
    expect(stderr).toContain('(ferry.md): move them into articles/')
  })
})

/** Of a question with choices: then it listens. */
const LAST_LINE = 'to navigate'

/** `script` of util-linux lends a program a terminal. */
describe('dragoman init on a terminal', () => {
  it('asks, and leaves everything as it is with Ctrl+C', async () => {
    const command = `${process.execPath} ${path.join(PROJECT, 'bin/dragoman.js')} init`
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: room.folder, stdio: 'pipe' })
    let screen = ''
    child.stdout.on('data', (chunk: Buffer) => {
      const before = screen.includes(LAST_LINE)
      screen += chunk.toString('utf8')
      if (!before && screen.includes(LAST_LINE)) child.stdin.write('\u0003')
    })
    const { code, stdout } = await ended(child)
    expect(stripVTControlCharacters(stdout)).toContain('articles (1 article)')
    expect(stdout).toContain('Nothing was written.')
    expect(code).toBe(3)
    expect(existsSync(path.join(room.folder, 'dragoman.config.json'))).toBe(false)
  })
})
