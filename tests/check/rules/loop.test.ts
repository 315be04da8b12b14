import { expect, it } from 'vitest'
import { plain } from '../../../src/article/content.ts'
import { loop } from '../../../src/check/rules/loop.ts'
import { itJudges, judge } from '../rows.ts'

const phrase = 'el puerto de la ciudad vieja '

itJudges(loop, {
  passes: [
    ['a sentence', 'The harbour of the old city', 'El puerto de la ciudad vieja'],
    ['a word three times', 'It rained and rained and rained.', 'Llovió, llovió y llovió, llovió.'],
    ['a repetition that the source has', 'No, no, no, no, no!', '¡No, no, no, no, no!'],
    ['a short phrase twice', 'Day by day', 'Día a día, día a día'],
    ['laughter in Chinese', 'He laughed: ha ha ha', '他笑道：哈哈哈', 'zh-Hans'],
    ['numbers in a row', '10 10 10 10 10', '10 10 10 10 10'],
  ],
  fails: [
    ['a word four times running', 'It rained.', 'Llovió llovió llovió llovió.'],
    ['two words three times', 'Day by day', 'Día a día a día a día a'],
    ['four words twice', 'The harbour is closed.', 'El puerto está cerrado el puerto está cerrado.'],
    ['a long phrase again and again', 'The harbour', phrase.repeat(12)],
    ['a loop at the end of a very long text', 'The harbour', `${sentences(4000)} ${phrase.repeat(40)}`],
    ['ideographs', 'The harbour is closed.', '港口港口港口港口港口关闭。', 'zh-Hans'],
    ['a stutter inside a word', 'The harbour', `El puerto ${'la'.repeat(30)}`],
  ],
})

it('a phrase twice running is a loop wherever in the sentence it begins', () => {
  const words = 'el ayuntamiento votará mañana si repara este muelle'.split(' ')
  for (let before = 0; before <= words.length; before++) {
    const target = [...words.slice(0, before), ...'barco viejo cerca de aquí '.repeat(2).trim().split(' ')]
    expect(judge(loop, '', 'The council votes.', target.join(' ')), target.join(' ')).toMatch(
      /again and again/,
    )
  }
})

/** Words of which none comes twice. */
function sentences(words: number): string {
  return Array.from({ length: words }, (_, n) =>
    [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join(''),
  ).join(' ')
}

it('finds a stutter of one to four letters wherever in a word it begins', () => {
  for (const letters of ['h', 'ha', 'hao', 'haoe'])
    for (let before = 0; before < 22; before++) {
      const word = 'bcdfgijklmnpqrstuvwxyz'.slice(0, before) + letters.repeat(13)
      const pair = { source: plain('A word.'), target: plain(word), sourceLocale: 'en', targetLocale: 'es' }
      expect(loop.find(pair), word).toContain('repeated')
    }
})
