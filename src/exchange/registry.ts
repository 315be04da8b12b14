import { closestName, didYouMean } from '../article/did-you-mean.ts'
import { DragomanError } from '../article/errors.ts'
import { EXCHANGE_IDS, type Exchange } from './exchange.ts'
import { i18next } from './i18next/i18next.ts'
import { po } from './po/po.ts'
import { tmx } from './tmx/tmx.ts'
import { xliff } from './xliff/xliff.ts'

const EXCHANGES: readonly Exchange[] = [xliff, po, tmx, i18next]

/** @throws DragomanError USAGE */
export function exchangeNamed(id: string): Exchange {
  const exchange = EXCHANGES.find((each) => each.id === id)
  if (exchange !== undefined) return exchange
  const meant = didYouMean(closestName(id, EXCHANGE_IDS))
  throw new DragomanError('USAGE', `There is no export to “${id}”${meant || '.'}`, {
    place: '--to',
    fix: `Use one of: ${EXCHANGE_IDS.join(', ')}.`,
  })
}

/** By the ending of a file's name. */
export const exchangeOf = (file: string): Exchange | undefined =>
  EXCHANGES.find(({ extensions }) => extensions.some((extension) => file.toLowerCase().endsWith(extension)))
