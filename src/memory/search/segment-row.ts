import { author, type Origin } from '../../article/origin.ts'
import type { ReviewState } from '../../article/target.ts'
import type { Passage } from '../search.ts'

/** A segment as its table holds it. */
export interface Row extends Omit<Passage, 'origin'> {
  readonly kind: 'human' | 'machine'
  readonly author: string
  readonly model: string
}

export function columnsOf(origin: Origin): Pick<Row, 'kind' | 'author' | 'model'> {
  switch (origin.kind) {
    case 'memory':
      return columnsOf(origin.of)
    case 'human':
      return { kind: 'human', author: origin.editor, model: '' }
    case 'machine':
      return { kind: 'machine', author: origin.provider, model: origin.model }
    default:
      return origin satisfies never
  }
}

export const passageOf = (row: Row): Passage => ({
  article: row.article,
  key: row.key,
  sourceLocale: row.sourceLocale,
  source: row.source,
  target: row.target,
  origin:
    row.kind === 'human'
      ? { kind: 'human', editor: row.author }
      : { kind: 'machine', provider: row.author, model: row.model },
  state: row.state as ReviewState,
  date: row.date,
})

/** The same target of the same source, wherever it stands. */
export const identityOf = ({ source, target }: Passage): string => JSON.stringify([source, target])

/** A person wrote these words, or said yes to them. */
export const isPeoples = (origin: Origin, state: ReviewState): boolean =>
  author(origin).kind === 'human' || state === 'approved'
