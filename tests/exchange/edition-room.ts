import { readFileSync } from 'node:fs'
import path from 'node:path'
import { disclose } from '../../src/assemble/disclosure.ts'
import { siteStrings } from '../../src/assemble/site-strings.ts'
import { importEdition } from '../../src/exchange/import-edition.ts'
import type { FoundWords } from '../../src/exchange/peoples-words.ts'
import type { ReadArticle } from '../../src/pipeline/read.ts'
import type { LocaleMeta } from '../../src/review/locale-file.ts'
import { type Newsroom, newsroom, READ_SETTINGS } from '../fakes/newsroom.ts'
import { fakeProvider } from '../fakes/provider.ts'
import { translateLike } from '../stand-in/cloud-translation.ts'

/** A newsroom whose editions people change by hand. */
export interface EditionRoom {
  readonly room: Newsroom
  /** The article, published in Spanish. */
  publish(path: string, text: string): Promise<ReadArticle>
  /** The edition as it stands. */
  output(article: ReadArticle): string
  /** Takes Ana’s words out of a changed edition. */
  take(article: ReadArticle, changed: string, published?: LocaleMeta): Promise<FoundWords>
}

export const inSpanish = (words: string): string => translateLike(words, 'es', 'text')

export function editionRoom(): EditionRoom {
  const provider = fakeProvider({
    answer: ({ texts, mime, target }) => ({
      texts: texts.map((text) => translateLike(text, target, mime === 'text' ? 'text' : 'html')),
    }),
  })
  const room = newsroom({}, provider, () => ({ severities: { language: 'off', identical: 'off' } }))
  return {
    room,
    async publish(place, text) {
      const article = room.source(place, text)
      const outcome = await room.edition(article)
      if (outcome.kind !== 'written') throw new Error(JSON.stringify(outcome))
      return article
    },
    output: (article) => readFileSync(path.join(room.root, 'public/es', article.path), 'utf8'),
    take: (article, changed, published) =>
      importEdition(
        { article, locale: 'es', bytes: Buffer.from(changed), place: 'changed', published },
        'Ana Ruiz',
        {
          settings: READ_SETTINGS,
          ...room.saving,
          now: () => new Date('2026-11-23T08:00:00Z'),
          disclose: (of, targets) =>
            disclose(
              of,
              { targets },
              {
                locale: 'es',
                strings: siteStrings('nowhere'),
                providerName: () => 'Fake Translator',
                isRuleBased: () => false,
                usualProvider: 'Fake Translator',
                baseUrl: undefined,
              },
            ),
        },
      ),
  }
}
