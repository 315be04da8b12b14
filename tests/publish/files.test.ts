import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folder, resolveInside } from '../../src/publish/files.ts'
import { WRITER } from '../../src/state/writer.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const outside = expect.objectContaining({ code: 'OUTPUT_OUTSIDE' })
const unwritable = (place: string) => expect.objectContaining({ code: 'OUTPUT_UNWRITABLE', place })

/** Everything under a folder, as paths. */
const all = (root: string) => readdirSync(root, { recursive: true }).map(String).toSorted()

describe('a file that gets another name', () => {
  it('is there under that alone, with the folders it needs', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    await to.write('news.json', '{}')
    expect(to.move('news.json', 'world/other.json')).toBe(true)
    expect(all(root)).toEqual(['world', 'world/other.json'])
    expect(to.move('news.json', 'world/another.json')).toBe(false)
    expect(all(root)).toEqual(['world', 'world/other.json'])
  })

  it('takes no other file’s place', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    await to.write('news.json', 'news')
    await to.write('other.json', 'other')
    expect(to.move('news.json', 'other.json')).toBe(false)
    expect(readFileSync(path.join(root, 'other.json'), 'utf8')).toBe('other')
    expect(all(root)).toEqual(['news.json', 'other.json'])
  })

  it('stays in its folder, and is told of by its place when it cannot be moved', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    await to.write('news.json', 'news')
    expect(() => to.move('news.json', '../news.json')).toThrow(outside)
    symlinkSync(temporaryFolder(), path.join(root, 'link'))
    expect(() => to.move('news.json', 'link/news.json')).toThrow(outside)
    writeFileSync(path.join(root, 'file'), '')
    expect(() => to.move('news.json', 'file/news.json')).toThrow(
      unwritable(path.join(root, 'file/news.json')),
    )
    expect(readFileSync(path.join(root, 'news.json'), 'utf8')).toBe('news')
  })
})

describe('a file written into a folder', () => {
  it.each(['power-cut', 'kill'] as const)(
    'is there whole, with the folders it needs (%s)',
    async (durability) => {
      const root = path.join(temporaryFolder(), 'public')
      await folder(root, durability).write('es/world/flood.md', 'Inundación\n')
      expect(readFileSync(path.join(root, 'es/world/flood.md'), 'utf8')).toBe('Inundación\n')
      expect(all(root)).toEqual(['es', 'es/world', 'es/world/flood.md'])
    },
  )

  it.each(['n'.repeat(252), 'น'.repeat(84), '🌊'.repeat(63)])(
    'may have a name as long as names can be: %s….md',
    async (name) => {
      const root = temporaryFolder()
      const to = folder(root, 'kill')
      await Promise.all([to.write(`${name}.md`, 'one'), to.write(`${name.slice(2)}.md`, 'other')])
      await to.write(`${name}.md`, 'two')
      expect(all(root)).toEqual([`${name}.md`, `${name.slice(2)}.md`].toSorted())
      expect(readFileSync(path.join(root, `${name}.md`), 'utf8')).toBe('two')
    },
  )

  it('takes the place of the earlier one: a reader that holds the old one keeps it whole', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    await to.write('news.md', 'old')
    const before = statSync(path.join(root, 'news.md')).ino
    await to.write('news.md', 'new')
    expect(readFileSync(path.join(root, 'news.md'), 'utf8')).toBe('new')
    expect(statSync(path.join(root, 'news.md')).ino).not.toBe(before)
  })

  it('replaces a link in its place instead of writing through it', async () => {
    const root = temporaryFolder()
    const elsewhere = path.join(temporaryFolder(), 'secret.md')
    writeFileSync(elsewhere, 'untouched')
    symlinkSync(elsewhere, path.join(root, 'news.md'))
    await folder(root, 'kill').write('news.md', 'new')
    expect(readFileSync(elsewhere, 'utf8')).toBe('untouched')
    expect(readFileSync(path.join(root, 'news.md'), 'utf8')).toBe('new')
  })

  it('follows no link that stands where its temporary file goes', async () => {
    const root = temporaryFolder()
    const elsewhere = path.join(temporaryFolder(), 'secret.md')
    writeFileSync(elsewhere, 'untouched')
    symlinkSync(elsewhere, path.join(root, `.news.md.${WRITER}.tmp`))
    await expect(folder(root, 'kill').write('news.md', 'new')).rejects.toEqual(
      unwritable(path.join(root, 'news.md')),
    )
    expect(readFileSync(elsewhere, 'utf8')).toBe('untouched')
  })
})

describe('a file that is prepared', () => {
  it('is nowhere to be seen before it is put in its place, at one stroke', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    await to.write('es/news.md', 'old')
    const [meta, again, news] = [
      await to.prepare('es/news.meta', 'between'),
      await to.prepare('es/news.meta', 'new meta'),
      await to.prepare('es/news.md', 'new'),
    ]
    expect(all(root).filter((name) => !name.includes('.tmp'))).toEqual(['es', 'es/news.md'])
    expect(readFileSync(path.join(root, 'es/news.md'), 'utf8')).toBe('old')
    for (const file of [meta, again, news]) file.put()
    expect(all(root)).toEqual(['es', 'es/news.md', 'es/news.meta'])
    expect(readFileSync(path.join(root, 'es/news.md'), 'utf8')).toBe('new')
    expect(readFileSync(path.join(root, 'es/news.meta'), 'utf8')).toBe('new meta')
  })

  it('leaves nothing when it is discarded, and stays when it was put in its place before', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    const [put, not] = [await to.prepare('a.md', 'a'), await to.prepare('b.md', 'b')]
    put.put()
    for (const file of [put, not]) file.discard()
    expect(all(root)).toEqual(['a.md'])
  })

  it('is refused where it would leave the folder, and told of where it cannot be put', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    await expect(to.prepare('../a.md', 'a')).rejects.toEqual(outside)
    const file = await to.prepare('a.md', 'a')
    writeFiles(root, { 'a.md/b.md': 'was there' })
    expect(() => file.put()).toThrow(unwritable(path.join(root, 'a.md')))
    expect(all(root)).toEqual(['a.md', 'a.md/b.md'])
  })
})

describe('a file that cannot be written', () => {
  it.each([
    ['a folder stands in its place', 'es/news.md/index.md', 'es/news.md'],
    ['a file stands in its folder’s place', 'es', 'es/news.md'],
    ['a file stands further up', 'es', 'es/world/europe/news.md'],
    ['its name is too long', 'es/other.md', `es/${'n'.repeat(300)}.md`],
  ])('is reported when %s; nothing is half-written and nothing left lying', async (_what, there, wanted) => {
    const root = temporaryFolder()
    writeFiles(root, { [there]: 'was there' })
    const before = all(root)
    await expect(folder(root, 'kill').write(wanted, 'new')).rejects.toEqual(
      unwritable(path.join(root, wanted)),
    )
    expect(all(root)).toEqual(before)
    expect(readFileSync(path.join(root, there), 'utf8')).toBe('was there')
  })

  it('is tried anew the next time: a failure is not remembered', async () => {
    const root = temporaryFolder()
    const to = folder(root, 'kill')
    mkdirSync(path.join(root, 'es/news.md/x'), { recursive: true })
    await expect(to.write('es/news.md', 'new')).rejects.toEqual(unwritable(path.join(root, 'es/news.md')))
    await to.write('es/other.md', 'new')
    expect(existsSync(path.join(root, 'es/other.md'))).toBe(true)
  })
})

describe('what would leave the folder', () => {
  it.each([
    '../news.md',
    'es/../../news.md',
    './news.md',
    'es//news.md',
    '/etc/news.md',
    '',
    'es/',
    '..',
    'a\\b',
    'a\0b',
  ])('is refused by its path: %j', async (relative) => {
    const root = temporaryFolder()
    await expect(folder(path.join(root, 'public'), 'kill').write(relative, 'x')).rejects.toEqual(outside)
    expect(all(root)).toEqual([])
  })

  it('never resolves outside, whatever the path', () => {
    const step = fc.oneof(
      fc.constantFrom('..', '.', '', '~', '…', 'a', '%2e%2e'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        let file: string
        try {
          file = resolveInside('/srv/public', steps.join('/'))
        } catch {
          return
        }
        expect(file.startsWith('/srv/public/')).toBe(true)
      }),
    )
  })

  it.each(['es', 'es/world'])(
    'is refused when the link %s leads there, and nothing is made there',
    async (link) => {
      const root = temporaryFolder()
      const elsewhere = temporaryFolder()
      mkdirSync(path.join(root, path.dirname(link)), { recursive: true })
      symlinkSync(elsewhere, path.join(root, link))
      await expect(folder(root, 'kill').write('es/world/europe/news.md', 'x')).rejects.toEqual(outside)
      expect(all(elsewhere)).toEqual([])
    },
  )

  it('does not include a link that stays inside', async () => {
    const root = temporaryFolder()
    mkdirSync(path.join(root, 'es-419'))
    symlinkSync('es-419', path.join(root, 'es'))
    await folder(root, 'kill').write('es/news.md', 'x')
    expect(readFileSync(path.join(root, 'es-419/news.md'), 'utf8')).toBe('x')
  })

  it('does not include a folder that is itself reached by a link', async () => {
    const real = temporaryFolder()
    const root = path.join(temporaryFolder(), 'public')
    symlinkSync(real, root)
    await folder(root, 'kill').write('es/news.md', 'x')
    expect(all(real)).toEqual(['es', 'es/news.md'])
  })

  it('does not include a folder whose name begins with the root’s', () => {
    expect(() => resolveInside('/srv/public', '../public-old/x')).toThrow(outside)
  })
})

describe('temporary files that a kill left behind', () => {
  it('are swept when their writer is known to be gone or they are old; a living writer’s, one’s elsewhere, and files of the newsroom’s, are not', async () => {
    const root = temporaryFolder()
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    const names = {
      gone: `.news.md.${WRITER.replace(/^\d+/, String(gone))}.tmp`,
      old: `.sport.md.${WRITER}.tmp`,
      young: `.other.md.${WRITER}.tmp`,
      elsewhere: `.news.md.${gone}-00000000.tmp`,
      earlier: `.news.md.${gone}.tmp`,
      oldElsewhere: `.sport.md.${gone}-00000000.tmp`,
      oldEarlier: `.sport.md.${gone}.tmp`,
      theirs: 'notes.4713.tmp',
    }
    const yesterday = Date.now() / 1000 - 86_400
    for (const name of Object.values(names)) writeFileSync(path.join(root, name), 'half')
    for (const name of [names.old, names.oldElsewhere, names.oldEarlier, names.theirs])
      utimesSync(path.join(root, name), yesterday, yesterday)
    await folder(root, 'kill').write('news.md', 'whole')
    const kept = [names.young, names.elsewhere, names.earlier, names.theirs]
    expect(all(root)).toEqual([...kept, 'news.md'].toSorted())
  })
})
