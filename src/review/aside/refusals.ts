import { type Refusal, type SegmentMeta, textHash } from '../locale-file.ts'

/**
 * Words that people said no to in an article do not come back into it by themselves, also when others have taken their place since:
 * a memory, a provider or another article may offer them again.
 */

/** By segment key: of the words that stand there, and of those before them. */
export type Refusals = ReadonlyMap<string, readonly Refusal[]>

export const refusalOf = (refusals: Refusals, key: string, text: string): Refusal | undefined =>
  refusals.get(key)?.find(({ target }) => target === textHash(text))

/** What meta says was refused for a segment, what stands there included. */
export function refusalsIn({ target, state, review, refused = [] }: SegmentMeta): readonly Refusal[] {
  return state === 'rejected' && review !== undefined ? [...refused, { target, ...review }] : refused
}

/**
 * What meta is to keep beside a text that takes the place of what stood there.
 * @param before undefined: nothing that anybody said anything about
 */
export function keptRefusals(before: SegmentMeta | undefined, text: string): readonly Refusal[] {
  const hash = textHash(text)
  return before === undefined ? [] : refusalsIn(before).filter(({ target }) => target !== hash)
}
