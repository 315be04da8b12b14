import { directionOf } from '../../article/locale.ts'
import type { Term } from '../../glossary/glossary.ts'
import { carriedHash, contentOf } from '../carried-text.ts'
import type { Bundle, BundledArticle, BundledSegment, Note } from '../exchange.ts'
import { attributes, escapeText } from '../xml/text.ts'
import { InlineWriter } from './inline.ts'
import { CORE, GLOSSARY, META_CATEGORY, META_EXPORTED, METADATA } from './names.ts'
import { stateAttributes } from './states.ts'

/** XLIFF 2.1: a file for each article, a unit with one segment for each of ours. */
export async function* writeXliff({ sourceLocale, locale, articles }: Bundle): AsyncGenerator<string> {
  let files = 0
  for await (const article of articles) {
    if (article.segments.length === 0) continue
    if (files++ === 0) yield head(sourceLocale, locale)
    yield* fileOf(article, `f${files}`, locale)
  }
  if (files > 0) yield '</xliff>\n'
}

const head = (srcLang: string, trgLang: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<xliff${attributes({
    xmlns: CORE,
    'xmlns:gls': GLOSSARY,
    'xmlns:mda': METADATA,
    version: '2.1',
    srcLang,
    trgLang,
    'xml:space': 'preserve',
  })}>\n`

function* fileOf({ id: original, segments }: BundledArticle, id: string, locale: string): Generator<string> {
  yield `  <file${attributes({ id, original, trgDir: directionOf(locale) })}>\n`
  for (const segment of segments) yield unit(segment)
  yield '  </file>\n'
}

function unit({ key, source, target, terms, notes }: BundledSegment): string {
  const translation = target && contentOf(target.text)
  const inline = new InlineWriter(source, translation)
  const sourceText = inline.print(source)
  const targetText = translation && inline.print(translation)
  const state = target === undefined ? { state: 'initial' } : stateAttributes(target.state)
  return [
    `    <unit${attributes({ id: key })}>\n`,
    glossary(terms),
    target === undefined ? '' : metadata(target.text),
    notesOf(notes),
    inline.originalData(),
    `      <segment${attributes({ id: 's1', ...state })}>\n`,
    `        <source>${sourceText}</source>\n`,
    targetText === undefined ? '' : `        <target>${targetText}</target>\n`,
    '      </segment>\n    </unit>\n',
  ].join('')
}

/** What stays as it is in the source is its own translation. */
function glossary(terms: readonly Term[]): string {
  if (terms.length === 0) return ''
  const entries = terms.map(({ source, target, note }) => {
    const translation = target.kind === 'keep' ? source : target.text
    return [
      '        <gls:glossEntry>\n',
      `          <gls:term>${escapeText(source)}</gls:term>\n`,
      `          <gls:translation>${escapeText(translation)}</gls:translation>\n`,
      note === '' ? '' : `          <gls:definition>${escapeText(note)}</gls:definition>\n`,
      '        </gls:glossEntry>\n',
    ].join('')
  })
  return `      <gls:glossary>\n${entries.join('')}      </gls:glossary>\n`
}

const metadata = (text: string): string =>
  [
    '      <mda:metadata>\n',
    `        <mda:metaGroup${attributes({ category: META_CATEGORY })}>\n`,
    `          <mda:meta${attributes({ type: META_EXPORTED })}>${carriedHash(text)}</mda:meta>\n`,
    '        </mda:metaGroup>\n      </mda:metadata>\n',
  ].join('')

/** In XLIFF, 1 is the highest of ten priorities. */
function notesOf(notes: readonly Note[]): string {
  if (notes.length === 0) return ''
  const lines = notes.map(({ kind, isBlocking, text }) => {
    const appliesTo = kind === 'earlier source' ? 'source' : 'target'
    const priority = isBlocking ? '1' : '5'
    return `        <note${attributes({ appliesTo, category: kind, priority })}>${escapeText(text)}</note>\n`
  })
  return `      <notes>\n${lines.join('')}      </notes>\n`
}
