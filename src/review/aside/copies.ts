import { identical } from '../../check/rules/identical.ts'
import { dismissalKey } from '../dismissals.ts'
import { isOurs, isSameText, type LocaleFile } from '../locale-file.ts'
import { contentOf } from '../source-file.ts'

/**
 * Where a translation is missing, or not approved there, translators' tools write the source, or an empty text. Over words of ours
 * that is nobody's decision: it counts as a line that is not there.
 *
 * - The source as it stands is no translation where it is prose. Names, labels and figures may well stay as they are, unless a
 *   tool has left prose in the same file; and so may all for which a person dismisses the check `identical`.
 * - An empty text asks for the machine's, unless nothing in the file is as we left it: then a tool has emptied it.
 * @param locale of the file
 */
export function withoutCopies(file: LocaleFile, locale: string): LocaleFile {
  const { sourceLocale, segments } = file.meta
  const copies: string[] = []
  const empty: string[] = []
  let isProse = false
  let isLeft = false
  for (const [key, text] of file.texts) {
    const meta = segments[key]
    if (meta === undefined) continue
    const { sourceText } = meta
    const isSource = sourceText !== undefined && isSameText(text, sourceText)
    if (text.trim() === '') empty.push(key)
    else if (isSource && !isOurs(text, meta) && !isMeant(key, file)) {
      copies.push(key)
      isProse ||= isProseOf(sourceText, sourceLocale, locale)
    } else isLeft ||= isOurs(text, meta)
  }
  const left = [...(isProse ? copies : []), ...(isLeft || empty.length < 2 ? [] : empty)]
  if (left.length === 0) return file
  const texts = new Map(file.texts)
  for (const key of left) texts.delete(key)
  return { ...file, texts, ...(isProse && { copies }) }
}

const isMeant = (key: string, { texts }: LocaleFile): boolean =>
  texts
    .get(dismissalKey(key))
    ?.split(/[\s,]+/)
    .includes(identical.id) ?? false

function isProseOf(notation: string, sourceLocale: string, targetLocale: string): boolean {
  const content = contentOf(notation)
  const pair = { source: content, target: content, sourceLocale, targetLocale, terms: [] }
  return identical.find(pair) !== undefined
}
