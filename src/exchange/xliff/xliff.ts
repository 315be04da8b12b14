import type { Exchange } from '../exchange.ts'
import { readXliff } from './read.ts'
import { writeXliff } from './write.ts'

/**
 * What computer-aided translation tools read and write.
 * @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html
 */
export const xliff: Exchange = {
  id: 'xliff',
  extensions: ['.xlf', '.xliff'],
  write: writeXliff,
  read: readXliff,
}
