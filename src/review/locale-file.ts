import { existsSync, readFileSync } from 'node:fs'
import { visit } from 'jsonc-parser'
import { z } from 'zod'
import { DragomanError, messageOf } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import { lineAndColumn, parseJsonWithComments } from '../config/json.ts'

/**
 * A locale file: what people see and edit. `<id>.json` is flat, key → text in notation, in reading order;
 * `<id>.meta.json` beside it is ours: where each text came from. A text that differs from what meta says we
 * wrote is a person's.
 */
export interface LocaleFile {
  /** Where it stands, for messages. */
  readonly path: string
  readonly texts: ReadonlyMap<string, string>
  /** The line that each key of the text file stands on, from 1. */
  readonly lines: ReadonlyMap<string, number>
  readonly meta: LocaleMeta
  /** SHA-256 of the text file's bytes, hex; empty when there is none. */
  readonly hash: string
}

const SegmentMeta = z.object({
  /** Hash of the source notation it translates. */
  source: z.string(),
  /** Hash of the text as we wrote it. */
  target: z.string(),
  /** Hash of our text before it, until the new one is written: a kill in between makes it nobody’s. */
  before: z.string().optional(),
  origin: z.enum(['machine', 'human']),
  state: z.enum(['machine', 'edited', 'approved']),
  /** Provider kind and model, or the person (`editor`). */
  provider: z.string(),
  model: z.string().optional(),
  date: z.iso.datetime({ offset: true }),
  /** Start of the memory key it was bought under: still good when the provider and options are the same. */
  memory: z.string().optional(),
  /** A person's text that came here from another article by way of memory. */
  via: z.literal('memory').optional(),
  /** How inline codes came through, when not as sent. */
  rung: z.enum(['repaired', 'projected', 'degraded']).optional(),
  /** Ids of the checks that it fails: dismissed by a person, or published all the same. */
  failing: z.array(z.string()).optional(),
})
export type SegmentMeta = z.infer<typeof SegmentMeta>

/** A person's text whose source sentence is gone: kept, so that nothing anyone wrote is lost. */
const Retired = z.object({ text: z.string(), source: z.string(), date: z.string() })

export const LocaleMeta = z.object({
  article: z.string(),
  sourceLocale: z.string(),
  /** SHA-256 of the source bytes of the last complete edition. */
  sourceHash: z.string(),
  segments: z.record(z.string(), SegmentMeta),
  retired: z.record(z.string(), Retired).optional(),
})
export type LocaleMeta = z.infer<typeof LocaleMeta>

/** How much of a hash is kept in meta: enough to tell two texts apart. */
export const shortHash = (text: string): string => sha256(text).slice(0, 16)

/** Is this text as we left it? */
export const isOurs = (text: string, meta: SegmentMeta): boolean => shortHash(text) === meta.target

/** Is it ours from before, which a run that was killed had yet to replace? */
export const isOutdated = (text: string, meta: SegmentMeta): boolean => shortHash(text) === meta.before

/** A file that is not there yet. */
export const isEmpty = ({ texts, meta }: LocaleFile): boolean =>
  texts.size === 0 && meta.retired === undefined

/** What stands in the file; or what a person wrote when the same sentence stood in the article before. */
export const textOf = (file: LocaleFile, key: string): string | undefined =>
  file.texts.get(key) ?? file.meta.retired?.[key]?.text

const NO_META: LocaleMeta = { article: '', sourceLocale: '', sourceHash: '', segments: {} }

/** @throws DragomanError LOCALE_FILE_INVALID with the line: broken JSON, conflict markers, a key twice. */
export function readLocaleFile(file: string, metaFile: string): LocaleFile {
  const metaBytes = readIfThere(metaFile)
  const meta = metaBytes === undefined ? NO_META : parseMeta(metaBytes.toString(), metaFile)
  const bytes = readIfThere(file)
  if (bytes === undefined) return { path: file, texts: new Map(), lines: new Map(), meta, hash: '' }
  const text = decode(bytes, file)
  const texts = parseTexts(text, file)
  return { path: file, texts, lines: keyLines(text, file), meta, hash: sha256(bytes) }
}

/** Hash of a locale file as it stands; empty when there is none. @throws DragomanError LOCALE_FILE_INVALID */
export function localeFileHash(file: string): string {
  const bytes = readIfThere(file)
  return bytes === undefined ? '' : sha256(bytes)
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return existsSync(file) ? readFileSync(file) : undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw invalid(file, `It cannot be read (${messageOf(cause)})`, 'Make it a readable file.', cause)
  }
}

/** Line by line: an object would be given a shape of its own for each file, and put a key that is a number first. */
export function printTexts(texts: ReadonlyMap<string, string>): string {
  if (texts.size === 0) return '{}\n'
  const lines = Array.from(texts, ([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

export const printMeta = (meta: LocaleMeta): string => `${JSON.stringify(meta, null, 2)}\n`

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw invalid(file, 'This is not valid UTF-8', 'Save the file as UTF-8.', cause)
  }
}

function parseTexts(text: string, file: string): Map<string, string> {
  const conflict = conflictMarker(text, file)
  if (conflict !== undefined) {
    throw invalid(
      conflict,
      'A merge conflict was left in this file',
      'Choose one side, remove the markers, run again.',
    )
  }
  const parsed = parseJsonWithComments(text)
  if (!parsed.ok) {
    throw invalid(
      `${file}:${parsed.line}:${parsed.column}`,
      `The JSON is broken there (${parsed.problem})`,
      'Mend the JSON, run again.',
    )
  }
  const { value } = parsed
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(
      `${file}:1:1`,
      'A locale file is one flat object of key and text',
      'Restore it, or delete it to have it made anew.',
    )
  }
  const entries = Object.entries(value)
  const odd = entries.find(([, entry]) => typeof entry !== 'string')
  if (odd !== undefined) {
    throw invalid(
      placeOf(text, odd[0], file),
      `The text of “${odd[0]}” is not a string`,
      'Put the text in quotes, run again.',
    )
  }
  return new Map(entries)
}

/** JSON.parse keeps the last of two lines with one key, silently: after a merge that may lose a person's text. */
function keyLines(text: string, file: string): Map<string, number> {
  const lines = new Map<string, number>()
  visit(text, {
    onObjectProperty(key, _offset, _length, line, column) {
      if (lines.has(key)) {
        throw invalid(
          `${file}:${line + 1}:${column + 1}`,
          `The key “${key}” stands more than once`,
          'Keep one of the lines, run again.',
        )
      }
      lines.set(key, line + 1)
    },
  })
  return lines
}

function placeOf(text: string, key: string, file: string): string {
  const at = text.indexOf(JSON.stringify(key))
  if (at === -1) return file
  const { line, column } = lineAndColumn(text, at)
  return `${file}:${line}:${column}`
}

const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/m

function conflictMarker(text: string, file: string): string | undefined {
  const found = CONFLICT.exec(text)
  return found === null ? undefined : `${file}:${lineAndColumn(text, found.index).line}:1`
}

function parseMeta(text: string, file: string): LocaleMeta {
  try {
    return LocaleMeta.parse(JSON.parse(text))
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : messageOf(cause)
    throw invalid(
      conflictMarker(text, file) ?? file,
      `This file, which says who wrote what, is broken (${why})`,
      'Restore it from version control. If you delete it, every text in the locale file counts as a person’s.',
      cause,
    )
  }
}

const invalid = (place: string, message: string, fix: string, cause?: unknown) =>
  new DragomanError('LOCALE_FILE_INVALID', `${message}.`, {
    place,
    fix: `${fix} The file was left alone.`,
    cause,
  })
