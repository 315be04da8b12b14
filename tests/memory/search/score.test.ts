import { describe, expect, it } from 'vitest'
import { scorer } from '../../../src/memory/search/score.ts'
import { tokensOf, wordsOf } from '../../../src/memory/search/words.ts'

const score = (one: string, other: string, locale = 'en') =>
  Number(scorer(wordsOf(one, locale))(wordsOf(other, locale)).toFixed(2))

describe('how alike two sentences are', () => {
  it.each([
    // [sentence, other, score]
    ['The council met on Tuesday.', 'The council met on Tuesday.', 1],
    ['The council met on Tuesday.', 'The council met on Friday.', 0.8],
    ['The council met on Tuesday.', 'The council met.', 0.6],
    ['The council met.', 'The council met on Tuesday.', 0.6],
    ['The council met on Tuesday.', 'On Tuesday the council met.', 0],
    ['The council met on Tuesday.', 'the council met on Tuesday.', 0.8],
    ['It cost 12 million.', 'It cost 13 million.', 0.75],
    ['See the list.', 'See <a1>the list</a1>.', 0.6],
    ['See <a1>the list</a1>.', 'See <a2>the list</a2>.', 1],
    ['See <a1>the list</a1>.', 'See <em1>the list</em1>.', 0.6],
    ['No word in common.', 'Crews stayed ashore today.', 0],
    ['Cafe\u0301 closed.', 'Caf\u00E9 closed.', 1],
    ['', '', 0],
    ['Word.', '', 0],
    ['…', '!', 0],
  ])('%j and %j: %d', (one, other, expected) => {
    expect(score(one, other)).toBe(expected)
    expect(score(other, one)).toBe(expected)
  })

  it('is told by words where a script has no spaces', () => {
    expect(score('市議会は火曜日に承認した。', '市議会は金曜日に承認した。', 'ja')).toBeGreaterThan(0.75)
    expect(score('市議会は火曜日に承認した。', '船が港を出た。', 'ja')).toBeLessThan(0.5)
  })

  it('does not take words that the sentence lacks for one and the same', () => {
    expect(score('one two three', 'four four four')).toBe(0)
  })
})

describe('what a text is found by', () => {
  it.each([
    ['See <a1>the list</a1>.', ['see', 'the', 'list']],
    ['\\<a1> is no code', ['a1', 'is', 'no', 'code']],
    ['Čeština über CAFÉ', ['cestina', 'uber', 'cafe']],
    ['don’t 3.5', ['don', 't', '3', '5']],
    ['港の計画A1', ['港', 'の', '計', '画', 'a1']],
    ['コーヒー', ['コ', 'ー', 'ヒ', 'ー']],
    ['½ ﬁt', ['1', '2', 'fit']],
    ['“…”', []],
  ])('%j: %j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens)
  })
})
