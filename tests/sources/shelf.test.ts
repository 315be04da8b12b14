import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/article/hash.ts'
import { openShelf } from '../../src/sources/shelf.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

function scene(files: Readonly<Record<string, string>>) {
  const root = temporaryFolder()
  writeFiles(root, files)
  const readings: string[] = []
  const shelf = openShelf(root, async (file: { path: string }, bytes) => {
    readings.push(file.path)
    return bytes.toString()
  })
  const save = (name: string, text: string) => writeFileSync(path.join(root, name), text)
  return { root, shelf, readings, save }
}

describe('the shelf', () => {
  it('reads an article once for all who ask while it is there', async () => {
    const { root, shelf, readings } = scene({ 'a.txt': 'The ferry is late.' })
    const [hash, ...texts] = await Promise.all([
      shelf.hash({ path: 'a.txt' }),
      shelf.read({ path: 'a.txt' }),
      shelf.read({ path: 'a.txt' }),
    ])
    expect(hash).toBe(sha256(readFileSync(path.join(root, 'a.txt'))))
    expect(texts).toEqual(['The ferry is late.', 'The ferry is late.'])
    expect(readings).toEqual(['a.txt'])
  })

  it('tells an article by the same bytes as it hashed, though the file is saved in between', async () => {
    const { shelf, save } = scene({ 'a.txt': 'Before.' })
    const hash = await shelf.hash({ path: 'a.txt' })
    save('a.txt', 'After.')
    expect(await shelf.read({ path: 'a.txt' })).toBe('Before.')
    expect(hash).toBe(sha256('Before.'))
  })

  it('reads anew what it was told to drop', async () => {
    const { shelf, save } = scene({ 'a.txt': 'Before.' })
    await shelf.read({ path: 'a.txt' })
    save('a.txt', 'After.')
    shelf.drop('a.txt')
    expect(await shelf.read({ path: 'a.txt' })).toBe('After.')
    expect(await shelf.hash({ path: 'a.txt' })).toBe(sha256('After.'))
  })

  it('keeps so many articles and no more, the last ones', async () => {
    const names = Array.from({ length: 300 }, (_, nth) => `${nth}.txt`)
    const { shelf, readings } = scene(Object.fromEntries(names.map((name) => [name, name])))
    for (const name of names) await shelf.read({ path: name })
    readings.length = 0
    for (const name of names.toReversed()) await shelf.read({ path: name })
    expect(readings.length).toBeGreaterThan(150)
    expect(readings).not.toContain('299.txt')
    expect(readings).not.toContain('200.txt')
  })

  it('keeps few large articles', async () => {
    const large = 'x'.repeat(12 * 1024 * 1024)
    const { shelf, readings } = scene({ '1.txt': large, '2.txt': large, '3.txt': large, '4.txt': large })
    for (const name of ['1.txt', '2.txt', '3.txt', '4.txt', '4.txt', '1.txt'])
      await shelf.read({ path: name })
    expect(readings).toEqual(['1.txt', '2.txt', '3.txt', '4.txt', '1.txt'])
  })

  it('gives all locales the same reason why an article cannot be read', async () => {
    const { shelf } = scene({ 'a.txt': '' })
    const error = expect.objectContaining({ code: 'ARTICLE_UNREADABLE', place: 'gone.txt' })
    await expect(shelf.hash({ path: 'gone.txt' })).rejects.toEqual(error)
    await expect(shelf.read({ path: 'gone.txt' })).rejects.toEqual(error)
  })
})
