import { length, lengthWarn } from '../../../src/check/rules/length.ts'
import { itJudges } from '../rows.ts'

const letters = (count: number) => 'a'.repeat(count)

itJudges(length, {
  passes: [
    ['a usual length', letters(100), letters(118)],
    ['short Chinese', letters(100), '字'.repeat(30), 'zh-Hans'],
    ['a long translation of one word', 'Sport', letters(30)],
    ['code points, not code units', letters(100), '𝒜'.repeat(110)],
    ['a pseudo-locale', letters(40), letters(200), 'en-XA'],
    ['the same language', letters(40), letters(200), 'en-GB'],
    ['a language nobody measured', letters(100), letters(170), 'fi'],
  ],
  fails: [
    ['half the text', letters(100), letters(25)],
    ['a paragraph for a word', 'Sport', letters(80)],
    ['Chinese as long as English', letters(100), '字'.repeat(100), 'zh-Hans'],
    ['far too much in a language nobody measured', letters(100), letters(400), 'fi'],
  ],
})

itJudges(lengthWarn, {
  passes: [
    ['a usual length', letters(100), letters(118)],
    ['what already blocks', letters(100), letters(10)],
  ],
  fails: [
    ['an unusual length', letters(100), letters(185)],
    ['an unusual shortness', letters(100), letters(50)],
  ],
})
