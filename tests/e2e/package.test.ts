import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PROJECT } from './newsroom.ts'

/** The published package: built, packed, unpacked where a newsroom would have it, and run. */
let folder: string
let installed: string

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'dragoman-package-'))
  const copy = path.join(folder, 'checkout')
  execFileSync('git', ['clone', '--quiet', PROJECT, copy], { stdio: 'pipe' })
  for (const changed of [
    'src',
    'bin',
    'locales',
    'schema',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'scripts',
  ]) {
    rmSync(path.join(copy, changed), { recursive: true, force: true })
    execFileSync('cp', ['-r', path.join(PROJECT, changed), copy])
  }
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(copy, 'node_modules'))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: copy, stdio: 'pipe' })
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  installed = path.join(folder, 'site/node_modules/dragoman')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', path.join(folder, tarball), '--strip-components=1', '-C', installed])
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(installed, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('holds the built program, the strings and the schema, and no source or test', () => {
  for (const file of [
    'bin/dragoman.js',
    'dist/index.js',
    'dist/index.d.ts',
    'locales/es/site.json',
    'schema/dragoman.config.schema.json',
    'LICENSE',
    'README.md',
  ]) {
    expect(existsSync(path.join(installed, file)), file).toBe(true)
  }
  for (const name of ['src', 'tests', 'articles'])
    expect(existsSync(path.join(installed, name)), name).toBe(false)
})

it('runs from its tarball', () => {
  const site = path.join(folder, 'site')
  mkdirSync(path.join(site, 'articles'), { recursive: true })
  writeFileSync(path.join(site, 'articles/a.md'), '# A headline\n\nOne sentence here.\n')
  writeFileSync(
    path.join(site, 'dragoman.config.json'),
    JSON.stringify({ targets: ['en-XA'], providers: [{ kind: 'pseudo' }] }),
  )
  const out = execFileSync(process.execPath, [path.join(installed, 'bin/dragoman.js'), 'run', '--json'], {
    cwd: site,
    stdio: 'pipe',
  })
  expect(JSON.parse(out.toString('utf8'))).toMatchObject({ editions: { written: 1 } })
  expect(existsSync(path.join(site, 'public/en-XA/a.md'))).toBe(true)
})

it('is a library too', () => {
  const site = path.join(folder, 'site')
  const script =
    "import { loadProject, openNight, run, findArticles } from 'dragoman'; console.log([loadProject, openNight, run, findArticles].map((f) => typeof f).join())"
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: site,
    stdio: 'pipe',
  })
  expect(out.toString('utf8').trim()).toBe('function,function,function,function')
})
