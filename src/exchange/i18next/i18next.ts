import type { Exchange } from '../exchange.ts'
import { readI18next } from './read.ts'
import { writeI18next } from './write.ts'

/**
 * What tools for i18next edit: key and text, one article a file. Keys hold dots, so `keySeparator` must be `false` there. It is for
 * editing alone: i18next itself would substitute `{{…}}` and run `$t(…)` in an article’s words.
 * @see https://www.i18next.com/misc/json-format
 */
export const i18next: Exchange = {
  id: 'i18next',
  extensions: ['.json'],
  write: writeI18next,
  read: readI18next,
}
