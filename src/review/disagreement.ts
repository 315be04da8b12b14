import type { Finding } from '../check/check.ts'
import type { HumanText } from '../memory/memory.ts'
import { plain, SOMEBODY } from './locale-file.ts'

/** Not a check, but what the finding about a sentence goes by for which people wrote different words in two articles. */
export const DISAGREEMENT = 'people-disagree'

/** So many different texts are named, and so many characters of each. */
const TEXTS_AT_MOST = 3
const CHARACTERS_AT_MOST = 80

/** @param texts of one sentence, not all the same */
export function disagreement(texts: readonly HumanText[]): Finding {
  const different = [...Map.groupBy(texts, ({ text }) => plain(text)).values()].map(([first]) => first!)
  const named = different.slice(0, TEXTS_AT_MOST).map(nameOf)
  const more = different.length - named.length
  const others = more === 0 ? '' : `, and ${more} more`
  const [none, all] = different.length === 2 ? ['neither', 'both'] : ['none of them', 'all']
  const message = `${named.join(', ')}${others}: ${none} is used elsewhere; choose one in ${all} files.`
  return { check: DISAGREEMENT, severity: 'warn', message }
}

function nameOf({ editor, article, text, engine }: HumanText): string {
  const who = editor === SOMEBODY ? 'someone' : editor
  return `${who} (${article}) ${engine ? 'approved' : 'wrote'} “${beginning(plain(text))}”`
}

function beginning(text: string): string {
  const characters = [...text]
  return characters.length <= CHARACTERS_AT_MOST
    ? text
    : `${characters.slice(0, CHARACTERS_AT_MOST - 1).join('')}…`
}
