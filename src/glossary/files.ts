import { readFileSync } from 'node:fs'
import path from 'node:path'
import { DragomanError, messageOf } from '../article/errors.ts'
import { type Glossary, NO_GLOSSARY, parseGlossary } from './glossary.ts'

const FILE = 'glossary.csv'

/** `<locales>/<locale>/glossary.csv`; empty when there is none. @throws DragomanError CONFIG_INVALID */
export function loadGlossary(localesFolder: string, locale: string): Glossary {
  const file = path.join(localesFolder, locale, FILE)
  const bytes = readIfThere(file)
  return bytes === undefined ? NO_GLOSSARY : parseGlossary(decode(bytes, file), file)
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new DragomanError('CONFIG_INVALID', `The glossary cannot be read (${messageOf(cause)}).`, {
      place: file,
      fix: 'Make it a readable file.',
      cause,
    })
  }
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new DragomanError('CONFIG_INVALID', 'The glossary is not valid UTF-8.', {
      place: file,
      fix: 'Save it as “CSV UTF-8”.',
      cause,
    })
  }
}
