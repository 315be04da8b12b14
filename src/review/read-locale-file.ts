import { existsSync, readFileSync } from 'node:fs'
import { visit } from 'jsonc-parser'
import { z } from 'zod'
import { DragomanError, messageOf } from '../article/errors.ts'
import { sha256 } from '../article/hash.ts'
import { lineAndColumn, parseJsonWithComments } from '../config/json.ts'
import { resolveInside } from '../publish/files.ts'
import { withoutCopies } from './aside/copies.ts'
import { type LocaleFile, LocaleMeta, metaPath, textsPath } from './locale-file.ts'

/** Of an article, in the folder of locale files. @throws as {@link readLocaleFile}, and OUTPUT_OUTSIDE */
export const readLocaleFileOf = (root: string, locale: string, id: string): LocaleFile =>
  withoutCopies(
    readLocaleFile(resolveInside(root, textsPath(locale, id)), resolveInside(root, metaPath(locale, id))),
    locale,
  )

/** @throws DragomanError LOCALE_FILE_INVALID with the line: broken JSON, conflict markers, a key twice. */
export function readLocaleFile(file: string, metaFile: string): LocaleFile {
  const metaBytes = readIfThere(metaFile)
  const meta = metaBytes === undefined ? NO_META : parseMeta(metaBytes.toString(), metaFile)
  const metaHash = hashOf(metaBytes)
  const bytes = readIfThere(file)
  if (bytes === undefined) return { path: file, texts: new Map(), lines: new Map(), meta, hash: '', metaHash }
  const text = decode(bytes, file)
  const texts = parseTexts(text, file)
  return { path: file, texts, lines: keyLines(text, file), meta, hash: hashOf(bytes), metaHash }
}

/** Hash of a locale file or its meta as it stands; empty when there is none. @throws DragomanError LOCALE_FILE_INVALID */
export const localeFileHash = (file: string): string => hashOf(readIfThere(file))

const hashOf = (bytes: Buffer | undefined): string => (bytes === undefined ? '' : sha256(bytes))

function readIfThere(file: string): Buffer | undefined {
  try {
    return existsSync(file) ? readFileSync(file) : undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw invalid(file, `It cannot be read (${messageOf(cause)})`, 'Make it a readable file.', cause)
  }
}

const NO_META: LocaleMeta = { article: '', sourceLocale: '', sourceHash: '', segments: {} }

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
