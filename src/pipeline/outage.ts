import type { DragomanError } from '../article/errors.ts'
import { NO_GLOSSARY } from '../glossary/glossary.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import { readPeople } from '../review/people.ts'
import { signedTexts } from '../review/signing/signed-texts.ts'
import { type Draft, draft } from './draft.ts'
import type { PublishPorts } from './ports.ts'
import type { ReadArticle } from './read.ts'
import { recallFromFile } from './recall/recall.ts'

/**
 * The article in one locale where nobody can be asked, not even which provider would serve: what stands in its locale file, and
 * for each sentence that does not, why. With it readers of an earlier edition see what the original says now, rather than what
 * it no longer says.
 */
export function draftInOutage(
  article: ReadArticle,
  file: LocaleFile,
  locale: string,
  error: DragomanError,
  ports: PublishPorts,
): Draft {
  const people = readPeople(file, article.segments, ports.now())
  const signed = signedTexts(article, file, locale, ports.now())
  const known = new Map([...recallFromFile(article.segments, people), ...(signed ?? [])])
  const missing = article.segments.filter(({ key }) => !known.has(key) && !people.broken.has(key))
  const gaps = missing.map((segment) => ({ article: article.id, segment, memoryKey: '', terms: [] }))
  const translations = gaps.map(() => ({ ok: false, error }) as const)
  const pair = { source: article.locale, target: locale, glossary: NO_GLOSSARY, choices: [] }
  return draft(article, { file, people, known, gaps, translations }, pair, ports)
}
