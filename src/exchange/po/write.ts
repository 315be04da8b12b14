import { type GetTextTranslation, po } from 'gettext-parser'
import type { Term } from '../../glossary/glossary.ts'
import { carriedHash, legible } from '../carried-text.ts'
import type { Bundle, BundledSegment, Note } from '../exchange.ts'
import { contextOf, exportedMark, isFuzzy } from './marks.ts'

/** An entry for each sentence, in reading order, texts in notation. */
export async function* writePo({ sourceLocale, locale, articles }: Bundle): AsyncGenerator<string> {
  let isFirst = true
  for await (const { id, segments } of articles) {
    if (isFirst && segments.length > 0) {
      yield header(sourceLocale, locale)
      isFirst = false
    }
    for (const segment of segments) yield `\n${printed(entryOf(id, segment))}`
  }
}

/** No dates: the same sentences are the same file. */
const header = (sourceLocale: string, locale: string): string =>
  po
    .compile({
      charset: 'utf-8',
      headers: {
        'MIME-Version': '1.0',
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Transfer-Encoding': '8bit',
        Language: locale.replaceAll('-', '_'),
        'X-Source-Language': sourceLocale,
        'X-Generator': 'Dragoman',
      },
      translations: {},
    })
    .toString()

/** The library writes whole files alone: of a file with one entry, what comes after its header. */
function printed(entry: GetTextTranslation): string {
  const translations = { [entry.msgctxt ?? '']: { [entry.msgid]: entry } }
  const file = po.compile({ charset: 'utf-8', headers: {}, translations }, { foldLength: 0 }).toString()
  return file.slice(file.indexOf('\n\n') + 2)
}

function entryOf(
  article: string,
  { key, notation, target, notes, terms }: BundledSegment,
): GetTextTranslation {
  const earlier = notes.find(({ kind }) => kind === 'earlier source')
  const others = notes.filter((note) => note !== earlier)
  const comments = [
    ...(target === undefined ? [] : [exportedMark(target.state, carriedHash(target.text))]),
    ...others.map(noteText),
    ...terms.map((term) => `glossary: ${termText(term)}`),
  ]
  return {
    msgctxt: legible(contextOf(article, key)),
    msgid: legible(notation),
    msgstr: [legible(target?.text ?? '')],
    comments: {
      ...(comments.length > 0 && { extracted: legible(comments.map(oneLine).join('\n')) }),
      ...(target !== undefined && isFuzzy(target.state) && { flag: 'fuzzy' }),
      ...(earlier !== undefined && { previous: `msgid ${JSON.stringify(legible(earlier.text))}` }),
    },
  }
}

const noteText = ({ kind, isBlocking, text }: Note): string => {
  if (kind !== 'finding') return `${kind}: ${text}`
  return `${isBlocking ? 'blocks' : 'warning'}: ${text}`
}

const termText = ({ source, target, note }: Term): string => {
  const wanted = target.kind === 'keep' ? 'as it is' : target.text
  return `${source}: ${wanted}${note === '' ? '' : ` (${note})`}`
}

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ')
