import type { Exchange } from '../exchange.ts'
import { readTmx } from './read.ts'
import { writeTmx } from './write.ts'

/**
 * A translation memory: what is translated, for the memory of another tool.
 * @see https://www.ttt.org/oscarStandards/tmx/tmx14b.html
 */
export const tmx: Exchange = { id: 'tmx', extensions: ['.tmx'], write: writeTmx, read: readTmx }
