import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenLinks } from '../docs/links.ts'
import { PROJECT } from './newsroom.ts'

/**
 * The package as it would be published: built and packed from the files of this checkout, and installed in an empty project. No
 * registry is asked. The tarball is unpacked as npm would, its command linked, and each dependency *that its manifest names*
 * is a link to the one that `npm ci` has installed for this checkout. So what the program needs and the manifest does not name is
 * missing here as well; what is not tried is whether a registry has the named versions.
 */
let folder: string
let checkout: string
let site: string
let installed: string

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-package-'))
  checkout = path.join(folder, 'checkout')
  copyProject(checkout)
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: checkout, stdio: 'pipe' })
  site = path.join(folder, 'site')
  installed = path.join(site, 'node_modules/dragoman')
  install(path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!))
  write('package.json', '{ "private": true, "type": "module" }')
  write('articles/a.md', '# A headline\n\nOne sentence here.\n')
  write('dragoman.config.json', '{ "targets": ["en-XA"], "providers": [{ "kind": "pseudo" }] }')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What git has or would add, with the packages that are installed. */
function copyProject(to: string): void {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const files = execFileSync('git', args, { cwd: PROJECT, encoding: 'utf8' }).split('\0')
  for (const file of files.filter((name) => name !== '' && name !== 'node_modules'))
    if (existsSync(path.join(PROJECT, file))) cpSync(path.join(PROJECT, file), path.join(to, file))
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(to, 'node_modules'))
}

function install(tarball: string): void {
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', installed])
  for (const name of Object.keys(manifest().dependencies)) link(name)
  chmodSync(path.join(installed, manifest().bin.dragoman), 0o755)
  mkdirSync(path.join(site, 'node_modules/.bin'))
  symlinkSync(`../dragoman/${manifest().bin.dragoman}`, path.join(site, 'node_modules/.bin/dragoman'))
}

/** A package of this checkout's, in the empty project. */
function link(name: string): void {
  const place = path.join(site, 'node_modules', name)
  mkdirSync(path.dirname(place), { recursive: true })
  symlinkSync(path.join(PROJECT, 'node_modules', name), place)
}

interface Manifest {
  readonly version: string
  readonly bin: { readonly dragoman: string }
  readonly dependencies: Readonly<Record<string, string>>
}
const manifest = () => JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as Manifest

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(site, file)), { recursive: true })
  writeFileSync(path.join(site, file), text)
}

/** A command in the empty project, with the Node of that folder before any other. */
function call(node: string, command: string, ...args: string[]) {
  const env = { ...process.env, PATH: `${node}${path.delimiter}${process.env['PATH']}` }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: site, env, encoding: 'utf8' })
  return { code: status, stdout, stderr }
}
const NODE_24 = path.dirname(process.execPath)
const dragoman = (...args: string[]) => call(NODE_24, 'node_modules/.bin/dragoman', ...args)

describe('the package', () => {
  it('holds the built program, strings, schema and pages, and no source or test', () => {
    const pages = readdirSync(path.join(PROJECT, 'docs')).map((name) => `docs/${name}`)
    expect(pages.length).toBeGreaterThan(4)
    const files = ['bin/dragoman.js', 'dist/index.js', 'dist/index.d.ts', 'locales/es/site.json', 'LICENSE']
    const texts = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pages]
    for (const file of [...files, ...texts, 'schema/dragoman.config.schema.json'])
      expect(existsSync(path.join(installed, file)), file).toBe(true)
    for (const name of ['src', 'tests', 'articles', 'scripts', 'bench'])
      expect(existsSync(path.join(installed, name)), name).toBe(false)
  })

  it('has what its pages link to', () => {
    expect(brokenLinks(installed)).toEqual([])
  })

  it('gives npm nothing to correct in its manifest', () => {
    const file = path.join(checkout, 'package.json')
    const before = readFileSync(file, 'utf8')
    execFileSync('npm', ['pkg', 'fix'], { cwd: checkout, stdio: 'pipe' })
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('is not published before the publisher has filled in their addresses', () => {
    const publish = () =>
      spawnSync('npm', ['run', '--silent', 'prepublishOnly'], { cwd: checkout, encoding: 'utf8' })
    const refused = publish()
    expect(refused.status).toBe(1)
    for (const key of ['author', 'homepage', 'url']) expect(refused.stderr).toMatch(`"${key}":`)
    for (const file of ['package.json', 'CONTRIBUTING.md', 'SECURITY.md']) {
      expect(refused.stderr).toContain(`\n${file}:`)
      const place = path.join(checkout, file)
      writeFileSync(place, readFileSync(place, 'utf8').replaceAll('to-fill.invalid', 'lorvik.example'))
    }
    expect(publish()).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('installed in an empty project', () => {
  it('tells its version and its commands', () => {
    expect(dragoman('--version')).toEqual({ code: 0, stdout: `${manifest().version}\n`, stderr: '' })
    expect(dragoman('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Commands:'),
      stderr: '',
    })
  })

  it('finds everything in order', () => {
    const { code, stdout } = dragoman('doctor')
    expect(stdout).not.toContain('✗')
    expect(code).toBe(0)
  })

  it('translates an article', () => {
    const { code, stdout } = dragoman('run', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ editions: { written: 1 } })
    expect(readFileSync(path.join(site, 'public/en-XA/a.md'), 'utf8')).toContain('Öñé šéñţéñçé ĥéŕé.')
  })

  it('is a library, with types for a strict compiler', () => {
    const use = [
      "import { Config, DragomanError, findArticles, loadProject, openNight, run, type Summary } from 'dragoman'",
      "const project = loadProject('dragoman.config.json')",
      'const watcher = { edition() {}, refused() {}, passedOver() {} }',
      "const night = await openNight(project, { buying: 'estimate', environment: process.env, watcher })",
      'await run(() => findArticles(project), project.config.targets, night.ports, night.asking)',
      'const summary: Summary = night.summary()',
      'await night.close()',
      'console.log(summary.articles satisfies number, typeof Config, typeof DragomanError)',
    ]
    write('use.ts', `${use.join('\n')}\n`)
    link('@types/node')
    const tsc = path.join(PROJECT, 'node_modules/.bin/tsc')
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node']
    expect(call(NODE_24, tsc, ...options, 'use.ts')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(call(NODE_24, 'node', 'use.ts')).toEqual({ code: 0, stdout: '1 object function\n', stderr: '' })

    write('misuse.ts', `${use.join('\n').replace('satisfies number', 'satisfies string')}\n`)
    expect(call(NODE_24, tsc, ...options, 'misuse.ts').stdout).toContain("'number' does not satisfy")
  })

  it('gives its schema to whoever asks for it by name', () => {
    const script = "import schema from 'dragoman/schema' with { type: 'json' }; console.log(schema.title)"
    const { stdout } = call(NODE_24, 'node', '--input-type=module', '--eval', script)
    expect(stdout).toBe('dragoman.config.json\n')
  })
})

/** The folder of a Node on PATH that is too old; a machine may have none. */
const OLD_NODE = process.env['PATH']?.split(path.delimiter).find((directory) => {
  const { stdout } = spawnSync(path.join(directory, 'node'), ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? Infinity) < 24
})

describe.skipIf(OLD_NODE === undefined)('on a Node that is too old', () => {
  const old = (command: string, ...args: string[]) => call(OLD_NODE!, command, ...args)

  it('says in one sentence what it needs and how to get it', () => {
    const { code, stdout, stderr } = old('node_modules/.bin/dragoman', 'run')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(
      /^dragoman needs Node 24 or newer, and this is v\d+\.\d+\.\d+: .+ “npm install node@24” .+\.\n$/,
    )
  })

  it('runs once the project has the Node that the sentence tells to install', () => {
    symlinkSync(process.execPath, path.join(site, 'node_modules/.bin/node'))
    expect(old('npx', '--no-install', 'dragoman', '--version').stdout).toBe(`${manifest().version}\n`)
  })
})
