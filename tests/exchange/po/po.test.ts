import { describe, expect, it } from 'vitest'
import { carriedHash } from '../../../src/exchange/carried-text.ts'
import { po } from '../../../src/exchange/po/po.ts'
import { exchangeContract } from '../../contracts/exchange.ts'
import { returned } from '../bundle-room.ts'

exchangeContract(po, { isTelling: true, holds: () => true })

const HEADER = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
const mark = (state: string, text: string) => `#. dragoman: ${state} ${carriedHash(text)}\n`
const ENTRY = 'msgctxt "sea/ferry#paragraph.1"\nmsgid "One"\nmsgstr "Uno"\n'
const first = async (text: string) => (await returned(po, text))[0]

describe('PO in', () => {
  it('reads entries without a line between them, comments of every kind, and passes over obsolete ones', async () => {
    const text = `${HEADER}# by hand\n#: a.md:1\n${ENTRY}msgctxt "a#b"\nmsgid "Two"\nmsgstr ""\n"Dos "\n"más"\n#~ msgid "Old"\n#~ msgstr "Viejo"\n#~ "más"\n\n${ENTRY}`
    const entries = await returned(po, text)
    expect(entries).toMatchObject([
      { article: 'sea/ferry', locale: 'es', key: 'paragraph.1', source: 'One', text: 'Uno' },
      { article: 'a', key: 'b', source: 'Two', text: 'Dos más' },
      { source: 'One' },
    ])
  })

  it.each([
    ['machine text that is fuzzy no more', mark('machine', 'Uno'), '', { isApproved: true }],
    ['machine text that is fuzzy still', mark('machine', 'Uno'), '#, fuzzy\n', { isApproved: false }],
    [
      'new words, which tools do not call fuzzy',
      mark('machine', 'Otro'),
      '',
      { isApproved: false, text: 'Uno' },
    ],
    [
      'new words in a plain text editor',
      mark('machine', 'Otro'),
      '#, fuzzy\n',
      { isApproved: false, text: 'Uno' },
    ],
    ['a person’s words', mark('edited', 'Uno'), '', { isApproved: false }],
    [
      'a person’s words that are fuzzy now',
      mark('edited', 'Uno'),
      '#, fuzzy\n',
      { reason: 'it is marked as fuzzy there' },
    ],
    ['words of a tool that are fuzzy', '', '#, c-format, fuzzy\n', { reason: 'it is marked as fuzzy there' }],
  ])('reads %s', async (_, comment, flag, expected) => {
    expect(await first(`${HEADER}\n${comment}${flag}${ENTRY}`)).toMatchObject(expected)
  })

  it.each([
    [
      'has plural forms',
      'msgid_plural "More"\nmsgstr[0] "Uno"\n',
      'no sentence of an article has plural forms',
    ],
    [
      'has as many plural forms as nobody knows of',
      'msgid_plural "More"\nmsgstr[0] "Uno"\nmsgstr[1] "Más"\n',
      'the entry in line 10 is broken',
    ],
    ['is never closed', 'msgstr "Uno\n', 'the entry in line 10 is broken'],
  ])('refuses an entry that %s, and reads on', async (_, rest, reason) => {
    const text = `${HEADER}\n${ENTRY}\nmsgid "Two"\n${rest}\n${ENTRY}`
    expect(await returned(po, text)).toMatchObject([
      { kind: 'words' },
      { kind: 'refused', reason: expect.stringContaining(reason) },
      { kind: 'words', source: 'One' },
    ])
  })

  it('knows no article or key of an entry that has no context of ours', async () => {
    expect(await first(`${HEADER}\nmsgid "One"\nmsgstr "Uno"\n`)).toMatchObject({
      article: undefined,
      key: undefined,
      source: 'One',
    })
  })

  it.each([
    ['pt_BR', 'pt-BR'],
    ['sr@latin', 'sr-Latn'],
    ['sr_RS@latin', 'sr-Latn-RS'],
  ])('reads the language %s as %s', async (language, locale) => {
    expect(await first(`${HEADER.replace('es\\n', `${language}\\n`)}\n${ENTRY}`)).toMatchObject({ locale })
  })

  it.each([
    ['in another encoding', HEADER.replace('UTF-8', 'ISO-8859-1'), 'ISO-8859-1'],
    ['broken at its beginning', 'msgid "One\nmsgstr "Uno"\n', 'the entry in line 1 is broken'],
  ])('refuses a file that is %s', async (_, text, message) => {
    const failure = await returned(po, text).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'EXCHANGE_INVALID', message: expect.stringContaining(message) })
  })
})
