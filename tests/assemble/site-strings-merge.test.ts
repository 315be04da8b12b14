import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { siteStrings } from '../../src/assemble/site-strings.ts'

describe('a newsroom’s own strings', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dragoman-strings-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const write = (tag: string, content: string) => {
    mkdirSync(path.join(folder, tag), { recursive: true })
    writeFileSync(path.join(folder, tag, 'site.json'), content)
  }
  const own = (tag: string, powered: string) => write(tag, JSON.stringify({ label: { powered } }))

  it('go before those we ship, which fill what they leave out', () => {
    own('es', 'Traducción automática ({{provider}}).')
    const { t, locale } = siteStrings(folder).of('es')
    expect(locale).toBe('es')
    expect(t('label.powered', { provider: 'X' })).toBe('Traducción automática (X).')
    expect(t('label.machine')).toBe('Sin revisión editorial.')
    expect(t('article.updated', { date: 'hoy' })).toBe('Actualizado: hoy')
  })

  it('for a region are filled by those of its language', () => {
    own('es-MX', 'Nota traducida a máquina ({{provider}}).')
    const { t, locale } = siteStrings(folder).of('es-MX')
    expect(locale).toBe('es-MX')
    expect(t('label.powered', { provider: 'X' })).toBe('Nota traducida a máquina (X).')
    expect(t('label.machine')).toBe('Sin revisión editorial.')
  })

  it('for a language that we do not ship are filled in English, never by a key', () => {
    own('sw', 'Imetafsiriwa na mashine ({{provider}}).')
    const { t, locale } = siteStrings(folder).of('sw')
    expect(locale).toBe('sw')
    expect(t('label.machine')).toBe('Not checked by an editor.')
  })

  it('for the bare tag go before those we ship for its script', () => {
    own('zh', '机器翻译（{{provider}}）。')
    const { t } = siteStrings(folder).of('zh')
    expect(t('label.powered', { provider: 'X' })).toBe('机器翻译（X）。')
    expect(t('label.machine')).toBe('未经编辑审校。')
  })

  it('of one locale say nothing in another', () => {
    own('es-MX', 'Nota traducida a máquina ({{provider}}).')
    const strings = siteStrings(folder)
    strings.of('es-MX')
    expect(strings.of('es').t('label.powered', { provider: 'X' })).toBe(
      'Artículo traducido automáticamente (X).',
    )
  })

  it('enter what an edition is known by', () => {
    const before = siteStrings(folder).source('es')
    own('es', 'Traducción automática ({{provider}}).')
    expect(siteStrings(folder).source('es')).not.toBe(before)
    expect(siteStrings(folder).source('ca')).toBe(siteStrings('no such folder').source('ca'))
  })

  it('are among the labels that are known, beside all that we ship', () => {
    own('sw', 'Imetafsiriwa na mashine ({{provider}}).')
    const labels = siteStrings(folder).labels()
    expect(labels).toContain('Imetafsiriwa na mashine ({{provider}}).')
    expect(labels).toContain('Powered by automated translation ({{provider}}).')
  })

  it.each(['{', '[]', '{"label": "text"}', '{"label": {"powered": 5}}'])(
    'are refused by file when broken: %s',
    (content) => {
      write('es', content)
      const reading = () => siteStrings(folder).of('es')
      expect(reading).toThrow(DragomanError)
      expect(reading).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID', place: path.join(folder, 'es', 'site.json') }),
      )
    },
  )
})
