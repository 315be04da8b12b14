import type { Exchange } from '../exchange.ts'
import { readPo } from './read.ts'
import { writePo } from './write.ts'

/**
 * What translators of software work with: Poedit, Weblate, Pontoon.
 * @see https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
 */
export const po: Exchange = { id: 'po', extensions: ['.po'], write: writePo, read: readPo }
