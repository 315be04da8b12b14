import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { folder } from '../../../src/publish/files.ts'
import { historyFiles } from '../../../src/review/files/history.ts'
import { historyPath } from '../../../src/review/history.ts'
import { historyContract, historyEntry } from '../../contracts/history.ts'
import { temporaryFolder, writeFiles } from '../../fakes/folder.ts'

const at = (root: string) => historyFiles(folder(root, 'kill'))
const FILE = historyPath('es', 'news')
const one = historyEntry()
const other = historyEntry({ key: 'title.0d1b7e5f2a9c' })

historyContract('files', () => {
  const root = temporaryFolder()
  return { history: at(root), another: () => at(root) }
})

describe('a history in a file', () => {
  it('only ever grows', async () => {
    const root = temporaryFolder()
    await at(root).add('news', 'es', [one])
    const before = readFileSync(path.join(root, FILE), 'utf8')
    await at(root).add('news', 'es', [other])
    expect(readFileSync(path.join(root, FILE), 'utf8')).toBe(`${before}${JSON.stringify(other)}\n`)
  })

  it('keeps all other lines as they are when entries change, those that are no entries too', async () => {
    const root = temporaryFolder()
    writeFiles(root, {
      [FILE]: `<<<<<<< HEAD\n${JSON.stringify(one)}\n\n{ "id": "x" }\n${JSON.stringify(other)}\n`,
    })
    await at(root).amend('news', 'es', (entry) => (entry.id === one.id ? { ...entry, by: 'editor' } : entry))
    const changed = JSON.stringify({ ...one, by: 'editor' })
    const lines = `<<<<<<< HEAD\n${changed}\n\n{ "id": "x" }\n${JSON.stringify(other)}\n`
    expect(readFileSync(path.join(root, FILE), 'utf8')).toBe(lines)
  })

  it('goes on in a new line after one that a kill left unfinished, and tells of that by its place', async () => {
    const root = temporaryFolder()
    await at(root).add('news', 'es', [one])
    appendFileSync(path.join(root, FILE), JSON.stringify(other).slice(0, 20))
    await at(root).add('news', 'es', [other])
    const { entries, broken } = await at(root).of('news', 'es')
    expect(entries).toEqual([one, other])
    expect(broken).toEqual([
      expect.objectContaining({ code: 'LOCALE_FILE_INVALID', place: `${path.join(root, FILE)}:2` }),
    ])
    expect(readFileSync(path.join(root, FILE), 'utf8')).toContain(JSON.stringify(other).slice(0, 20))
  })

  it.each([
    ['no JSON', 'nonsense', /no entry/],
    ['another shape', '{"id":"x"}', /no entry/],
    ['left by a merge', '<<<<<<< HEAD', /no entry/],
  ])('tells of a line that is %s, and keeps it and all others', async (_, line, message) => {
    const root = temporaryFolder()
    writeFiles(root, { [FILE]: `${line}\n${JSON.stringify(one)}\n\n` })
    const { entries, broken } = await at(root).of('news', 'es')
    expect(entries).toEqual([one])
    expect(broken.map((error) => error.message)).toEqual([expect.stringMatching(message)])
    await at(root).add('news', 'es', [other])
    expect(readFileSync(path.join(root, FILE), 'utf8')).toContain(line)
  })

  it('merges in git without a conflict, and has both sides', async () => {
    const root = temporaryFolder()
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
        cwd: root,
        stdio: 'pipe',
      })
    git('init', '-q', '-b', 'main')
    writeFileSync(path.join(root, '.gitattributes'), '*.history.jsonl merge=union\n')
    mkdirSync(path.join(root, 'es/articles'), { recursive: true })
    await at(root).add('news', 'es', [one])
    const commit = () => {
      git('add', '-A')
      git('commit', '-qm', 'x')
    }
    commit()
    git('checkout', '-qb', 'branch')
    await at(root).add('news', 'es', [other])
    commit()
    git('checkout', '-q', 'main')
    const third = historyEntry({ act: 'approve' })
    await at(root).add('news', 'es', [third])
    commit()
    git('merge', '-q', 'branch')
    const { entries, broken } = await at(root).of('news', 'es')
    expect(broken).toEqual([])
    expect(new Set(entries.map(({ id }) => id))).toEqual(new Set([one.id, other.id, third.id]))
  })
})
