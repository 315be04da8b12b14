import { expect, it } from 'vitest'
import { soundsOf } from '../../../src/check/text/sounds.ts'

it.each([
  ['Solheim', 'Сольхейм', 'سولهايم'],
  ['Marta', 'Марта', 'مارتا', 'מרתה', 'Márta'],
  ['Nordfisk', 'Нордфиск', 'نوردفيسك'],
  ['Tanholm', 'Танхольма', 'تانهولم'],
  ['government', 'gobierno', 'gouvernement', 'governo'],
  ['Mexico', 'México', 'Мексика', 'مكسيكو'],
  ['centre', 'centro', 'Zentrum'],
])('%s sounds alike in every script and language', (word, ...others) => {
  for (const other of others) expect(soundsOf(other), other).toContain(soundsOf(word)[0])
})

it.each([
  ['pier', 'muelle'],
  ['ferry', 'transbordador'],
  ['harbour', 'puerto'],
])('%s does not sound like %s', (word, other) => {
  expect(soundsOf(other)).not.toContain(soundsOf(word)[0])
})

it.each(['oui', 'a', 'you', 'و', '一'])('%s has too few consonants to be known by', (word) => {
  expect(soundsOf(word)).toEqual([])
})

it('finds a name behind the article that Arabic writes on to it', () => {
  expect(soundsOf('الكونغرس')).toContain('knkr')
  expect(soundsOf('Congress')).toEqual(['knkr'])
})
