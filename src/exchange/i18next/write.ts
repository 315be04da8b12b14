import { DragomanError } from '../../article/errors.ts'
import { printTexts } from '../../review/locale-file.ts'
import type { Bundle } from '../exchange.ts'

/** @throws DragomanError USAGE for a second article: the file would not say whose a text is */
export async function* writeI18next({ articles }: Bundle): AsyncGenerator<string> {
  let written = 0
  for await (const { segments } of articles) {
    if (written++ > 0)
      throw new DragomanError('USAGE', 'A file of i18next holds one article.', {
        place: 'ARTICLE',
        fix: 'Name one article, or add --out FOLDER.',
      })
    // What is not translated is empty, as in what i18next’s own tools extract.
    yield printTexts(new Map(segments.map(({ key, target }) => [key, target?.text ?? ''])))
  }
}
