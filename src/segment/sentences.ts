import { isLineBreak, isSpace, skipSpace } from './rules/characters.ts'
import { type Enclosure, enclosures } from './rules/enclosures.ts'
import { type Lexicon, lexiconOf } from './rules/lexicon.ts'
import { nextListItem } from './rules/lists.ts'
import { type Mark, readMark } from './rules/mark.ts'
import { endsSentence } from './rules/sentence-end.ts'
import { SEGMENTER_VERSIONS, type Segmenter } from './segmenter.ts'

/**
 * Sentences by rule: find each terminator, look a bounded way back and ahead, decide. The rules live in `rules/`,
 * what is special to a language in `abbreviations/`. One pass, so time grows with the text and with nothing else.
 *
 * Where a rule must err, it errs towards the longer segment: half a sentence translates badly, two sentences
 * together only recur less often.
 */
export const sentenceSegmenter: Segmenter = {
  version: SEGMENTER_VERSIONS.sentence,
  split: (text, locale) => sentenceEnds(text, lexiconOf(locale)),
}

function sentenceEnds(text: string, lexicon: Lexicon): number[] {
  const offsets: number[] = []
  const { terminators } = lexicon
  const itemAfter = (at: number) => nextListItem(text, at, lexicon.ordinals === 'before capitals')

  let start = skipSpace(text, 0)
  let item = itemAfter(start)
  let enclosure = 0
  const endAt = (offset: number) => {
    offsets.push(offset)
    start = offset
    const following = itemAfter(start)
    if (following > start || item <= start) item = following
  }

  let enclosed: readonly Enclosure[] | undefined
  for (let at = terminators.next(text, start); at !== -1; ) {
    const mark = readMark(text, at)
    while (item > start && item <= mark.at) endAt(item)
    if (mark.next === text.length) break
    enclosed ??= enclosures(text)
    while (enclosure < enclosed.length && enclosed[enclosure]!.end <= mark.at) enclosure++
    const around = enclosed[enclosure]
    const outside = around === undefined || around.start > mark.at || around.end <= mark.end
    const closing = around && outside && around.start <= mark.at ? around : undefined
    const ends = isLineBreak(text, mark.at)
      ? !isWrapped(text, mark)
      : mark.breaksLine || (outside && endsSentence(mark, { text, lexicon, start, enclosure: closing }))
    if (ends) endAt(mark.next)
    at = terminators.next(text, mark.next)
  }
  while (item > start) endAt(item)
  if (text.length > 0) offsets.push(text.length)
  return offsets
}

/** A line end is the author’s own, unless it keeps a blank before it and goes on in lower case: a wrapped line. */
function isWrapped(text: string, { at, next }: Mark): boolean {
  return next === at + 1 && text[at - 1] === ' ' && !isSpace(text, at - 2) && /\p{Ll}/u.test(text[next]!)
}
