import type { ReviewState } from '../../article/target.ts'

/**
 * What of an entry is ours: its context, so that the same sentence has an entry in each article, and a comment with the state and
 * the hash of the words that went out.
 */
export const contextOf = (article: string, key: string): string => `${article}#${key}`

/** Both undefined in what another tool has made. */
export function placeIn(context: string | undefined): {
  article: string | undefined
  key: string | undefined
} {
  const at = context?.lastIndexOf('#') ?? -1
  if (context === undefined || at === -1) return { article: undefined, key: undefined }
  return { article: context.slice(0, at), key: context.slice(at + 1) }
}

export const exportedMark = (state: ReviewState, hash: string): string => `${MARK}${state} ${hash}`

export function markIn(comments: string): { readonly state: string; readonly hash: string } | undefined {
  const line = comments.split('\n').find((each) => each.startsWith(MARK))
  const [state, hash] = line?.slice(MARK.length).trim().split(' ') ?? []
  return state === undefined || hash === undefined ? undefined : { state, hash }
}

const MARK = 'dragoman: '

/** Fuzzy is what nobody has looked at, or what somebody has said no to: no tool may count it as done. */
export const isFuzzy = (state: string): boolean => state === 'machine' || state === 'rejected'
