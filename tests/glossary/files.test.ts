import { describe, expect, it } from 'vitest'
import { loadGlossary } from '../../src/glossary/files.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

describe('the glossary of a locale', () => {
  it('stands in its folder', () => {
    const folder = temporaryFolder()
    writeFiles(folder, {
      'es/glossary.csv': 'source,target\nNATO,OTAN\n',
      'ca/glossary.csv': 'source,target\n',
    })
    expect(loadGlossary(folder, 'es').terms.map(({ source }) => source)).toEqual(['NATO'])
    expect(loadGlossary(folder, 'ca').terms).toEqual([])
  })

  it('is empty when there is no file', () => {
    expect(loadGlossary(temporaryFolder(), 'es').terms).toEqual([])
  })

  it.each([
    ['that is not UTF-8', { 'es/glossary.csv': Buffer.from('source,target\ncaf\xe9,x', 'latin1') }, 'UTF-8'],
    ['that is a folder', { 'es/glossary.csv/x': '' }, 'cannot be read'],
    ['that is broken', { 'es/glossary.csv': 'a,b' }, 'no column “a”'],
  ])('is refused by its name for a file %s', (_, files, message) => {
    const folder = temporaryFolder()
    writeFiles(folder, files)
    expect(() => loadGlossary(folder, 'es')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(message),
        place: expect.stringContaining('glossary.csv'),
      }),
    )
  })
})
