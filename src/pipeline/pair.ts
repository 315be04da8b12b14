import { DragomanError } from '../article/errors.ts'
import type { Glossary } from '../glossary/glossary.ts'
import type { Memory } from '../memory/memory.ts'
import type { Choices } from '../translate/gap.ts'
import type { Ports } from './ports.ts'
import type { ReadArticle } from './read.ts'

/** One source locale into one target locale: who translates it, and what is known of it. */
export interface LocalePair {
  readonly source: string
  readonly target: string
  readonly choices: Choices
  readonly memory: Memory
  readonly glossary: Glossary
}

/** @throws DragomanError SOURCE_IS_TARGET, PAIR_UNSERVED, CREDENTIAL_MISSING, CONFIG_INVALID (a broken glossary) */
export async function pairOf(
  article: ReadArticle,
  target: string,
  { translate, memory }: Pick<Ports, 'translate' | 'memory'>,
): Promise<LocalePair> {
  if (article.locale === target) throw sameLocale(article.locale, article.path)
  const choices = await translate.routes(article.locale, target)
  return {
    source: article.locale,
    target,
    choices,
    memory: memory.of(target),
    glossary: translate.glossary(target),
  }
}

const sameLocale = (locale: string, place: string) =>
  new DragomanError('SOURCE_IS_TARGET', `The article is already in ${locale}, which is a target.`, {
    place,
    fix: `Correct the article’s language, or take ${locale} out of the targets.`,
  })
