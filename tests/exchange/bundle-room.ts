import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Segment } from '../../src/article/segment.ts'
import { bundled } from '../../src/exchange/bundle.ts'
import type {
  Bundle,
  BundledSegment,
  Exchange,
  Returned,
  ReturnedWords,
} from '../../src/exchange/exchange.ts'
import { parseGlossary } from '../../src/glossary/glossary.ts'
import type { LocaleFile } from '../../src/review/locale-file.ts'
import { readLocaleFile } from '../../src/review/read-locale-file.ts'
import { segmentsIn } from '../../src/review/source-file.ts'

export const FIXTURES = path.join(import.meta.dirname, '../fixtures/exchange')

/** An article as its locale files have it. */
interface Stored {
  readonly segments: readonly Segment[]
  readonly file: LocaleFile
}

/** From a folder with `source.json`, `target.json`, `target.meta.json`. */
function stored(folder: string): Stored {
  const at = (name: string) => path.join(folder, name)
  return {
    segments: segmentsIn(readLocaleFile(at('source.json'), at('none.json')).texts),
    file: readLocaleFile(at('target.json'), at('target.meta.json')),
  }
}

/** Of a stored article, with the folder’s glossary. */
export function bundleOf(folder: string, id = 'sea/ferry'): Bundle {
  const { segments, file } = stored(folder)
  const glossary = parseGlossary(readFileSync(path.join(folder, 'glossary.csv'), 'utf8'), 'glossary.csv')
  const source = { id, locale: 'en', segments }
  return {
    sourceLocale: 'en',
    locale: 'es',
    articles: each(bundled(source, file, { locale: 'es', severities: {}, glossary })),
  }
}

/** Of one article with these segments. */
export const bundleWith = (segments: readonly BundledSegment[], id = 'sea/ferry'): Bundle => ({
  sourceLocale: 'en',
  locale: 'es',
  articles: each({ id, segments }),
})

export async function* each<T>(...values: readonly T[]): AsyncGenerator<T> {
  yield* values
}

export const written = async ({ write }: Exchange, bundle: Bundle): Promise<string> =>
  (await Array.fromAsync(write(bundle))).join('')

/** In pieces of a few characters, so that a reader cannot count on whole tags. */
function inPieces(text: string, size = 7): AsyncGenerator<string> {
  const pieces = text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []
  return each(...pieces)
}

export const returned = ({ read }: Exchange, text: string, size?: number): Promise<Returned[]> =>
  Array.fromAsync(read(inPieces(text, size), 'file'))

/** What came back, where nothing was refused. */
export async function returnedWords(exchange: Exchange, text: string): Promise<ReturnedWords[]> {
  const entries = await returned(exchange, text, 1_000)
  return entries.map((entry) => {
    if (entry.kind === 'refused') throw new Error(`${entry.key}: ${entry.reason}`)
    return entry
  })
}
