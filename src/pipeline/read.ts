import type { Article } from '../article/article.ts'
import type { Disclosure } from '../article/disclosure.ts'
import { DragomanError } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import type { Lifecycle } from '../article/lifecycle.ts'
import { parseLocale } from '../article/locale.ts'
import type { Segment } from '../article/segment.ts'
import type { Finding } from '../check/check.ts'
import { lifecycleOf } from '../formats/claims/lifecycle.ts'
import type { LifecycleSettings } from '../formats/claims/said.ts'
import type { Fills, Format, Reading, ReadOptions } from '../formats/format.ts'
import { formatOf } from '../formats/registry.ts'
import { segmentUnit } from '../segment/segment.ts'
import type { Segmenter } from '../segment/segmenter.ts'
import { MAX_ARTICLE_BYTES, readBytes, tooLarge } from '../sources/bytes.ts'

/** A source article, cut into segments, and the way back into its bytes. */
export interface ReadArticle extends Article {
  readonly lifecycle: Lifecycle
  /** None only in an article that is no longer, or not yet, usable. */
  readonly segments: readonly Segment[]
  /** Of the source itself, whatever language it goes into. */
  readonly findings: readonly SourceFinding[]
  /** What readers get beside the words of its units, as {@link Reading} has it. */
  readonly frame: Reading['frame']
  write(fills: Fills, disclosure: Disclosure | undefined): string
}

interface SourceFinding extends Finding {
  /** In the article's file, from 1. */
  readonly line: number
}

export interface ReadSettings {
  readonly options: Omit<ReadOptions, 'path' | 'recognise'>
  readonly recognise: (sourceLocale: string) => ReadOptions['recognise']
  readonly segmenter: Segmenter
  readonly lifecycle: LifecycleSettings
}

/** The article of a file that was found under the articles folder. @throws as {@link readArticle} */
export const readArticleFile = (
  { id, path, file }: { readonly id: string; readonly path: string; readonly file: string },
  settings: ReadSettings,
): ReadArticle => readArticle(id, path, readBytes(file, path), settings)

/** Bytes → article → segments. @throws DragomanError that names the file, the place and the mend. */
export function readArticle(
  id: string,
  path: string,
  bytes: Buffer,
  settings: ReadSettings,
  format?: Format,
): ReadArticle {
  const { bom, text } = decode(bytes, path)
  const { options, segmenter } = settings
  const reader = format ?? formatOf(path, text)
  const recognise = settings.recognise(options.locale)
  const reading = reader.read(text, { ...options, path, recognise })
  const placeOf = (at: number) => placeIn(text, at, path)
  const { lifecycle, findings } = lifecycleOf(reading.claims, settings.lifecycle, placeOf)
  const locale = reading.locale === undefined ? options.locale : parseLocale(reading.locale, path)
  const segments = reading.units.flatMap((unit) => segmentUnit(unit, segmenter, locale))
  // What an agency kills often comes without its words: that must not keep it from being withdrawn.
  if (segments.length === 0 && lifecycle.status === 'usable') {
    throw new DragomanError('ARTICLE_EMPTY', 'There is nothing to translate in this article.', {
      place: path,
      fix: 'Add text, or remove the file.',
    })
  }
  return {
    id,
    path,
    format: reader.id,
    locale,
    units: reading.units,
    hash: sha256(bytes),
    lifecycle,
    segments,
    findings: [...findings, ...reading.findings].map(({ at, ...finding }) => ({
      ...finding,
      line: lineAt(text, at),
    })),
    frame: reading.frame,
    write: (fills, disclosure) => bom + reading.write(fills, disclosure),
  }
}

function placeIn(text: string, offset: number, path: string): string {
  const before = text.slice(0, offset)
  return `${path}:${lineAt(text, offset)}:${offset - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'))}`
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n?|\n/).length

function decode(bytes: Buffer, path: string): { bom: string; text: string } {
  if (bytes.length > MAX_ARTICLE_BYTES) throw tooLarge(bytes.length, path)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.startsWith('\uFEFF') ? { bom: '\uFEFF', text: text.slice(1) } : { bom: '', text }
  } catch (cause) {
    throw new DragomanError('ENCODING_INVALID', 'The article is not valid UTF-8.', {
      place: `${path}: byte ${firstBadByte(bytes)}`,
      fix: 'Save it as UTF-8.',
      cause,
    })
  }
}

/** Where the encoding breaks: the longest prefix that decodes, by halving. */
function firstBadByte(bytes: Buffer): number {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true })
      good = middle
    } catch {
      bad = middle
    }
  }
  return good
}
