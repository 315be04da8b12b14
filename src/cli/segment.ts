import { readFileSync } from 'node:fs'
import path from 'node:path'
import { MARKER, readable } from '../article/content.ts'
import { DragomanError, messageOf } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import type { Segment } from '../article/segment.ts'
import { recognisers } from '../assemble/disclosure.ts'
import { siteStrings } from '../assemble/site-strings.ts'
import { Config } from '../config/config.ts'
import { formatNamed } from '../formats/registry.ts'
import { readArticle } from '../pipeline/read.ts'
import { segmentKey } from '../segment/key.ts'
import { sentenceSegmenter } from '../segment/sentences.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { printData } from './output.ts'

export interface SegmentOptions {
  readonly locale: string
  readonly format?: string
}

/** `dragoman segment`: the segments as JSON lines, of a file or of standard input. */
export function segment(file: string | undefined, options: SegmentOptions): ExitCode {
  const locale = parseLocale(options.locale, '--locale')
  const bytes = readInput(file)
  if (options.format === 'paragraphs') paragraphs(bytes.toString('utf8'), locale)
  else if (file === undefined && options.format === undefined) {
    throw new DragomanError('USAGE', 'Standard input has no file name to tell its format.', {
      fix: 'Add --format markdown, html, ninjs, text or paragraphs.',
    })
  } else {
    for (const each of articleSegments(file ?? 'stdin', bytes, locale, options.format))
      printData(printSegment(each))
  }
  return EXIT.done
}

export function readInput(file: string | undefined): Buffer {
  try {
    return readFileSync(file === undefined || file === '-' ? 0 : file)
  } catch (cause) {
    throw new DragomanError('ARTICLE_UNREADABLE', `The input cannot be read: ${messageOf(cause)}`, {
      place: file ?? 'standard input',
      fix: 'Name a readable file.',
      cause,
    })
  }
}

function articleSegments(
  file: string,
  bytes: Buffer,
  locale: string,
  format: string | undefined,
): readonly Segment[] {
  const defaults = Config.parse({ targets: ['und'], providers: [{ kind: 'pseudo' }] })
  const strings = siteStrings('locales')
  const settings = {
    options: { ...defaults.source, locale, credits: defaults.credits },
    recognise: (tag: string) => recognisers(tag, strings),
    segmenter: sentenceSegmenter,
    lifecycle: { names: defaults.source.lifecycle, timeZone: undefined, targets: defaults.targets },
  }
  const name = path.basename(file)
  return readArticle(name, name, bytes, settings, format === undefined ? undefined : formatNamed(format))
    .segments
}

/** Text with no format at all: every sentence is printed, also one that has nothing to translate. */
function paragraphs(text: string, locale: string): void {
  for (const paragraph of text.split(/\r?\n(?:[ \t]*\r?\n)+/)) {
    const line = paragraph.replace(/\s*\r?\n\s*/g, ' ')
    let start = 0
    for (const end of sentenceSegmenter.split(line, locale)) {
      const sentence = line.slice(start, end).trim()
      start = end
      if (sentence === '') continue
      printData(
        JSON.stringify({
          key: segmentKey('paragraph', sentence),
          role: 'paragraph',
          text: sentence,
          codes: [],
        }),
      )
    }
  }
}

/** `codes`: each inline code with the offset in `text` at which it stands. */
function printSegment({ key, role, source }: Segment): string {
  let from = 0
  const codes = source.codes.map(({ kind, id, name, raw }, nth) => {
    const at = source.text.indexOf(MARKER, from)
    from = at + 1
    return { id, kind, name, at: at - nth, raw }
  })
  return JSON.stringify({ key, role, text: readable(source), codes })
}
