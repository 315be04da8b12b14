import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { type EditionRecord, openEditions } from '../../../src/memory/sqlite/editions.ts'
import { spoilPage } from '../../fakes/damage.ts'
import { temporaryFolder } from '../../fakes/folder.ts'

const record: EditionRecord = {
  source: 'source hash',
  fingerprint: 'fingerprint',
  localeFile: 'file hash',
  output: 'es/news.md',
  status: 'current',
  edited: 1,
  segments: 3,
  date: 1_700_000_000_000,
}

const newFile = () => path.join(temporaryFolder(), 'state', 'editions.sqlite')

/** With a hundred articles; the page of the first is spoilt. */
function damagedFile(): string {
  const file = newFile()
  const editions = openEditions(file)
  for (let nth = 0; nth < 100; nth++) editions.put(`article ${nth}`, 'es', record, [])
  editions.close()
  spoilPage(file, 'editions', 0)
  return file
}

describe('the record of editions', () => {
  it('gives back what was put, for that article in that locale, and after it was reopened', () => {
    const file = newFile()
    const editions = openEditions(file)
    editions.put('news', 'es', record, ['Hello.'])
    editions.close()
    const later = openEditions(file)
    expect(later.get('news', 'es')).toEqual(record)
    expect(later.get('news', 'ca')).toBeUndefined()
    expect(later.get('other', 'es')).toBeUndefined()
    later.close()
  })

  it('replaces what was put before', () => {
    const editions = openEditions(newFile())
    editions.put('news', 'es', record, [])
    expect(editions.get('news', 'es')?.status).toBe('current')
    editions.put('news', 'es', { ...record, status: 'failed' }, [])
    expect(editions.get('news', 'es')?.status).toBe('failed')
    expect(editions.count()).toBe(1)
    editions.close()
  })

  it('outdates the other editions that hold a sentence which a person wrote anew, in that locale only', () => {
    const editions = openEditions(newFile())
    const hello = 'paragraph.5f2a9c0d1b7e'
    const put = (article: string, locale: string, ...sentences: string[]) =>
      editions.put(article, locale, record, sentences)
    put('author', 'es', hello)
    put('holds it', 'es', 'headline.0aa000000001', hello, 'paragraph.0aa000000002')
    put('does not', 'es', 'paragraph.5f2a9c0d1b7f')
    put('holds it', 'ca', hello)
    const status = (article: string, locale: string) => editions.get(article, locale)?.status
    expect(status('holds it', 'es')).toBe('current')
    editions.outdate('author', 'es', ['quote.5f2a9c0d1b7e'])
    expect(status('holds it', 'es')).toBe('stale')
    expect(status('author', 'es')).toBe('current')
    expect(status('does not', 'es')).toBe('current')
    expect(status('holds it', 'ca')).toBe('current')
    editions.close()
  })

  it('made by another version is begun anew: it costs time, never text or money', () => {
    const file = newFile()
    openEditions(file).close()
    const db = new DatabaseSync(file)
    db.exec('DROP TABLE editions; CREATE TABLE editions (article TEXT); PRAGMA user_version = 1')
    db.close()
    const editions = openEditions(file)
    editions.put('news', 'es', record, [])
    expect(editions.count()).toBe(1)
    editions.close()
  })

  it('that cannot be read says where it stands and that it may be deleted', () => {
    const file = path.join(temporaryFolder(), 'editions.sqlite')
    writeFileSync(file, 'no database. '.repeat(500))
    expect(() => openEditions(file)).toThrow(
      expect.objectContaining({
        code: 'STATE_UNREADABLE',
        place: file,
        fix: expect.stringContaining('delete it'),
      }),
    )
  })

  it('that breaks while it is open says so, as an error of ours', () => {
    const file = newFile()
    const editions = openEditions(file)
    const db = new DatabaseSync(file)
    db.exec('DROP TABLE editions')
    db.close()
    const unreadable = expect.objectContaining({ code: 'STATE_UNREADABLE', place: file })
    expect(() => editions.get('news', 'es')).toThrow(unreadable)
    expect(() => editions.put('news', 'es', { ...record, status: 'stale' }, [])).toThrow(unreadable)
    expect(() => editions.count()).toThrow(unreadable)
    editions.put('news', 'es', record, [])
    expect(() => editions.close()).toThrow(unreadable)
  })

  describe('is written down some at a time', () => {
    const inFile = (file: string) => {
      const db = new DatabaseSync(file)
      const rows = db.prepare('SELECT article, status FROM editions ORDER BY article').all()
      db.close()
      return rows.map((row) => `${row['article']} ${row['status']}`)
    }

    it('within a moment', async () => {
      const file = newFile()
      const editions = openEditions(file)
      editions.put('news', 'es', record, [])
      expect(inFile(file)).toEqual([])
      expect(editions.get('news', 'es')).toEqual(record)
      await vi.waitFor(() => expect(inFile(file)).toEqual(['news current']), { timeout: 20_000 })
      editions.close()
    })

    it('before there are too many', () => {
      const file = newFile()
      const editions = openEditions(file)
      for (let nth = 0; nth < 999; nth++) editions.put(`article ${nth}`, 'es', record, [])
      expect(inFile(file).length).toBeGreaterThan(500)
      editions.close()
      expect(inFile(file)).toHaveLength(999)
    })

    it('at once when an edition is no longer current: a killed run must not leave it so', () => {
      const file = newFile()
      const editions = openEditions(file)
      editions.put('news', 'es', record, [])
      editions.put('news', 'es', { ...record, status: 'stale' }, [])
      expect(inFile(file)).toEqual(['news stale'])
      editions.close()
    })

    it('at once when an edition is about to be written anew', () => {
      const file = newFile()
      const editions = openEditions(file)
      for (const article of ['harbour', 'news']) editions.put(article, 'es', record, [])
      editions.invalidate('news', 'es')
      expect(inFile(file)).toEqual(['harbour current', 'news stale'])
      editions.put('news', 'es', record, [])
      expect(inFile(file)).toEqual(['harbour current', 'news stale'])
      expect(editions.get('news', 'es')?.status).toBe('current')
      editions.close()
      expect(inFile(file)).toEqual(['harbour current', 'news current'])
    })

    it('before others are outdated', () => {
      const file = newFile()
      const editions = openEditions(file)
      editions.put('news', 'es', record, ['paragraph.5f2a9c0d1b7e'])
      editions.outdate('author', 'es', ['paragraph.5f2a9c0d1b7e'])
      expect(editions.get('news', 'es')?.status).toBe('stale')
      editions.close()
      expect(inFile(file)).toEqual(['news stale'])
    })

    it('into a new file, where the one before is found damaged by it', () => {
      const file = damagedFile()
      const asides: string[] = []
      const editions = openEditions(file, (aside) => asides.push(aside))
      editions.put('article 0', 'es', record, [])
      editions.close()
      expect(asides).toHaveLength(1)
      expect(inFile(file)).toEqual(['article 0 current'])
    })
  })

  it('that a question finds damaged is set aside and begun anew, where somebody is told of it', () => {
    const file = damagedFile()
    const asides: string[] = []
    const editions = openEditions(file, (aside) => asides.push(aside))
    expect(asides).toEqual([])
    expect(editions.get('article 0', 'es')).toBeUndefined()
    expect(asides).toEqual([expect.stringContaining('editions.sqlite.damaged-')])
    editions.put('article 0', 'es', record, [])
    editions.outdate('news', 'es', ['paragraph.5f2a9c0d1b7e'])
    expect(editions.count()).toBe(1)
    expect(asides).toHaveLength(1)
    editions.close()
  })

  it('that a question finds damaged is an error for who only looks, and left alone', () => {
    const file = newFile()
    const before = openEditions(file)
    before.put('news', 'es', record, [])
    before.close()
    spoilPage(file, 'editions', 0)
    const editions = openEditions(file)
    const unreadable = expect.objectContaining({ code: 'STATE_UNREADABLE', place: file })
    expect(() => editions.get('news', 'es')).toThrow(unreadable)
    expect(() => editions.get('news', 'es')).toThrow(unreadable)
    expect(readdirSync(path.dirname(file)).some((name) => name.includes('damaged-'))).toBe(false)
    editions.close()
  })
})
