import { describe, expect, it } from 'vitest'
import { codes } from '../../../src/check/rules/codes.ts'
import { code, coded } from '../../coded.ts'

const find = (source: string, target: string) =>
  codes.find({ source: coded(source), target: coded(target), sourceLocale: 'en', targetLocale: 'es' })

describe('the codes check', () => {
  it.each([
    ['text without codes', 'A list', 'Una lista'],
    ['codes as they were', 'Read <a1>it</a1>.<br2/>', 'Lea <a1>todo</a1>.<br2/>'],
    ['codes in another order', '<b1>A</b1> <a2>b</a2><br3/>', '<br3/><a2>b</a2> <b1>a</b1>'],
    ['a pair inside another', '<b1>A</b1> <a2>b</a2>', '<b1>a <a2>b</a2></b1>'],
    ['bold left out', 'Read <b1>it</b1>.', 'Lea todo.'],
    ['bold repeated', 'Read <b1>it all</b1>.', '<b1>Lea</b1> todo <b1>eso</b1>.'],
    ['a point in the text', 'Read <a1></a1>it.', 'Lea <a1></a1>todo.'],
    ['a linked picture', 'See <a1><img2/></a1> it.', 'Vea <a1><img2/></a1> eso.'],
    ['words in a pair that had none', 'Read <a1></a1>it.', 'Lea <a1>todo</a1>.'],
  ])('passes %s', (_, source, target) => {
    expect(find(source, target)).toBeUndefined()
  })

  it.each([
    ['a lost link', 'Read <a1>it</a1>.', 'Lea todo.', '<a1> is missing.'],
    ['a lost picture', 'See <img1/> it.', 'Vea eso.', '<img1/> is missing.'],
    ['a link never closed', 'Read <a1>it</a1>.', 'Lea <a1>todo.', '</a1> is missing.'],
    ['a link never opened', 'Read <a1>it</a1>.', 'Lea todo</a1>.', '<a1> is missing.'],
    ['a repeated link', '<a1>It</a1>', '<a1>a</a1> <a1>b</a1> <a1>c</a1>', '<a1> stands 3 times.'],
    ['a repeated picture', 'See <img1/>', 'Vea <img1/><img1/>', '<img1/> stands 2 times.'],
    ['a foreign code', 'Read it.', 'Lea <b1>todo</b1>.', '<b1> is not in the source.'],
    ['a pair made standalone', 'Read <b1>it</b1>.', 'Lea <b1/>todo.', '<b1/> is not in the source.'],
    ['crossing pairs', '<b1>a</b1> <a2>b</a2>', '<b1>a <a2>b</b1> c</a2>', '</b1> closes what is not open.'],
    ['a pair the wrong way round', '<b1>a</b1>', '</b1>a<b1>', '</b1> closes what is not open.'],
    ['bold never closed', '<b1>a</b1>', '<b1>a', '<b1> is never closed.'],
    ['bold closed only', '<b1>a</b1>', 'a</b1>', '</b1> closes what is not open.'],
    ['an emptied link', 'Read <a1>it</a1>.', 'Lea todo<a1></a1>.', '<a1> holds no words.'],
    ['a link round a space', 'Read <a1>it</a1>.', 'Lea<a1> </a1>todo.', '<a1> holds no words.'],
  ])('fails %s', (_, source, target, message) => {
    expect(find(source, target)).toBe(message)
  })

  it('knows codes by kind and id, not by their bytes', () => {
    const source = { text: 'a\uFFFC', codes: [code('alone', 'img', 1, ' src="/a"')] }
    const target = { text: 'a\uFFFC', codes: [code('alone', 'img', 1, ' src="/b"')] }
    expect(codes.find({ source, target, sourceLocale: 'en', targetLocale: 'es' })).toBeUndefined()
  })

  it('takes a hundred thousand codes', () => {
    const many = Array.from({ length: 100_000 }, (_, at) => `<b${at + 1}>x</b${at + 1}>`).join('')
    expect(find(many, many)).toBeUndefined()
    expect(find(many, 'x')).toBeUndefined()
    expect(find('x', many)).toBe('<b1> is not in the source.')
  })
})
