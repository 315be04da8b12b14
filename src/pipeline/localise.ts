import type { LocaleFile } from '../review/locale-file.ts'
import { humanRows, readPeople, takenBack } from '../review/people.ts'
import { signedTexts } from '../review/signing/signed-texts.ts'
import { type Draft, draft } from './draft.ts'
import { pairOf } from './pair.ts'
import type { Ports } from './ports.ts'
import type { ReadArticle } from './read.ts'
import { recall } from './recall/recall.ts'

/** One article in one locale: people's texts, then memory's, then a provider's; each checked and remembered. */
export async function localise(
  article: ReadArticle,
  file: LocaleFile,
  locale: string,
  ports: Ports,
): Promise<Draft> {
  const pair = await pairOf(article, locale, ports)
  const now = ports.publish.now()
  const people = readPeople(file, article.segments, now)
  await pair.memory.keepHuman(article.id, humanRows(article, file, people), takenBack(article, file, people))
  const signed = signedTexts(article, file, locale, now)
  const changes = pair.memory.humanChanges()
  const { known, gaps, disputed } = await recall(article, people, pair, signed)
  const translations = await ports.translate.translate(pair.choices[0], gaps)
  const isOvertaken = () => pair.memory.humanChanges() !== changes
  return draft(
    article,
    { file, people, known, gaps, disputed, translations, isOvertaken },
    pair,
    ports.publish,
  )
}
