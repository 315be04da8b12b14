import { loop } from '../../src/check/loop.ts'
import { itJudges } from './rows.ts'

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

/** Words of which none comes twice. */
function sentences(words: number): string {
  return Array.from({ length: words }, (_, n) =>
    [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join(''),
  ).join(' ')
}
