import { type GetTextTranslation, type GetTextTranslations, po } from 'gettext-parser'
import { messageOf } from '../../article/errors.ts'
import { carriedHash } from '../carried-text.ts'
import type { Returned } from '../exchange.ts'
import { invalid } from '../invalid.ts'
import { type EntryText, entriesIn } from './entries.ts'
import { isFuzzy, markIn, placeIn } from './marks.ts'

/** Entry by entry: the library would hold the whole file. */
export async function* readPo(text: AsyncIterable<string>, place: string): AsyncGenerator<Returned> {
  let locale: string | undefined
  let article: string | undefined
  let isFirst = true
  for await (const entry of entriesIn(text, place)) {
    const found = parsed(entry)
    if (isFirst && 'problem' in found) throw invalid(`${place}:${entry.line}`, found.problem)
    if ('problem' in found) {
      yield {
        kind: 'refused',
        article,
        locale,
        key: undefined,
        words: entry.text.trim(),
        reason: found.problem,
      }
      continue
    }
    if (isFirst && found.headers === undefined && found.entries.length === 0)
      throw invalid(place, 'This is no PO file')
    isFirst = false
    if (found.headers !== undefined) locale = localeIn(found.headers, place)
    for (const each of found.entries) {
      const returned = returnedOf(each, locale)
      article = returned.article
      yield returned
    }
  }
}

interface ParsedEntry {
  /** Of the entry that has neither context nor source. */
  readonly headers: GetTextTranslations['headers'] | undefined
  readonly entries: readonly GetTextTranslation[]
}

function parsed({ text, line }: EntryText): ParsedEntry | { readonly problem: string } {
  try {
    const { headers, translations } = po.parse(text, { validation: true })
    const entries = Object.values(translations).flatMap((context) => Object.values(context))
    return { headers, entries: entries.filter(({ msgctxt, msgid }) => msgctxt !== undefined || msgid !== '') }
  } catch (cause) {
    return { problem: `the entry in line ${line} is broken (${problemOf(cause)})` }
  }
}

/** Without the line, which the library counts from the entry’s beginning, and without its advice. */
const problemOf = (cause: unknown): string =>
  messageOf(cause)
    .replace(/^Error parsing PO data: | at line \d+/g, '')
    .replace(/\.(?: .*)?$/s, '')

/** `pt_BR`, `sr@latin`. */
function localeIn(headers: GetTextTranslations['headers'], place: string): string | undefined {
  const charset = /charset=([\w-]+)/i.exec(headers['Content-Type'] ?? '')?.[1] ?? 'utf-8'
  if (!/^(?:utf-?(?:8|16)|us-ascii|ascii|charset)$/i.test(charset))
    throw invalid(place, `It says that it is in ${charset}; only UTF-8 and UTF-16 are read`)
  const language = headers['Language']?.trim() ?? ''
  const [tag = '', script] = language.replaceAll('_', '-').split('@')
  const [primary = '', ...rest] = tag.split('-')
  const subtag = SCRIPTS[script ?? '']
  return language === '' ? undefined : [primary, ...(subtag === undefined ? [] : [subtag]), ...rest].join('-')
}

const SCRIPTS: Readonly<Record<string, string>> = { latin: 'Latn', cyrillic: 'Cyrl', devanagari: 'Deva' }

function returnedOf(
  { msgctxt, msgid, msgid_plural, msgstr, comments }: GetTextTranslation,
  locale: string | undefined,
): Returned {
  const place = { ...placeIn(msgctxt), locale }
  const [text = ''] = msgstr
  const mark = markIn(comments?.extracted ?? '')
  const isFuzzyNow = (comments?.flag ?? '').split(/[\s,]+/).includes('fuzzy')
  const wentOutFuzzy = mark !== undefined && isFuzzy(mark.state)
  const refuse = (reason: string) => ({ kind: 'refused' as const, ...place, words: text, reason })
  if (msgid_plural !== undefined) return refuse('no sentence of an article has plural forms')
  if (text.trim() !== '' && isFuzzyNow && !wentOutFuzzy) return refuse('it is marked as fuzzy there')
  return {
    kind: 'words',
    ...place,
    source: msgid,
    text,
    // Tools take the mark away from whatever is written anew; from words that stayed, only a person does.
    isApproved: wentOutFuzzy && !isFuzzyNow && carriedHash(text) === mark.hash,
    exported: mark?.hash,
  }
}
