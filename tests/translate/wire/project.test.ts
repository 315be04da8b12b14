import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Content, MARKER, readable } from '../../../src/article/content.ts'
import { codes as codesCheck } from '../../../src/check/rules/codes.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import { type CodePair, project } from '../../../src/translate/wire/project.ts'
import { coded, markersOf, someContent } from '../../coded.ts'

/** Pairs with words in them, in order of opening; the words themselves do not matter here. */
const pairsOf = (source: Content): CodePair[] =>
  source.codes.flatMap(({ kind, id }) => (kind === 'open' ? [{ id, words: 'x' }] : []))

/** @param words translations of what the pairs hold, in order of opening */
const projected = (source: string, text: string, ...words: string[]) => {
  const content = coded(source)
  const { content: target, rung } = project(text, words, content, pairsOf(content).slice(0, words.length))
  return [toNotation(target), rung]
}

describe('a pair goes round its own words', () => {
  it.each([
    ['in the middle', 'Read <a1>the list</a1>.', 'Lea la lista.', ['la lista'], 'Lea <a1>la lista</a1>.'],
    [
      'whatever their case',
      'Read <a1>the list</a1>.',
      'La lista, lea.',
      ['la lista'],
      '<a1>La lista</a1>, lea.',
    ],
    ['with or without a full stop', 'Read <a1>it</a1>.', 'Lea todo.', ['Todo.'], 'Lea <a1>todo</a1>.'],
    [
      'in another order',
      '<b1>One</b1> and <i2>two</i2>',
      'Dos y uno',
      ['uno', 'dos'],
      '<i2>Dos</i2> y <b1>uno</b1>',
    ],
    ['side by side', '<b1>One</b1><i2>two</i2>', '一二。', ['一', '二'], '<b1>一</b1><i2>二</i2>。'],
    [
      'inside the words of another',
      'Read <a1>the <b2>new</b2> list</a1>.',
      'Lea la nueva lista.',
      ['la nueva lista', 'nueva'],
      'Lea <a1>la <b2>nueva</b2> lista</a1>.',
    ],
    [
      'with the words of another, the outer outside',
      'Read <a1><b2>the list</b2></a1> now.',
      'Lea la lista ahora.',
      ['la lista', 'la lista'],
      'Lea <a1><b2>la lista</b2></a1> ahora.',
    ],
    [
      'from where another starts',
      'Read <a1><b2>new</b2> lists</a1>.',
      'Lea nuevas listas.',
      ['nuevas listas', 'nuevas'],
      'Lea <a1><b2>nuevas</b2> listas</a1>.',
    ],
    ['after an Arabic prefix', 'Read <a1>Cairo</a1>.', 'في القاهرة', ['قاهرة'], 'في ال<a1>قاهرة</a1>'],
    ['in Chinese', 'Read <a1>the list</a1>.', '请阅读列表。', ['列表。'], '请阅读<a1>列表</a1>。'],
  ])('%s', (_, source, text, words, expected) => {
    expect(projected(source, text, ...words)).toEqual([expected, 'projected'])
  })
})

describe('a pair is left out, and said to be,', () => {
  it.each([
    ['when its words are not there', 'Read <a1>the list</a1>.', 'Lea todo.', ['la lista']],
    ['when they are there twice', 'Read <a1>the list</a1>.', 'La lista de la lista.', ['la lista']],
    ['when they are part of a word', 'Read <a1>it</a1>.', 'Lea todos.', ['todo']],
    ['when a letter’s own mark would be cut off', 'Read <a1>it</a1>.', 'Lea cafe\u0301.', ['cafe']],
    ['when nothing came back for them', 'Read <a1>it</a1>.', 'Lea todo.', ['']],
    [
      'when they overlap those of another',
      '<b1>One two</b1> <i2>three</i2>',
      'Uno dos tres',
      ['uno dos', 'dos tres'],
    ],
    ['when two links would be one', '<a1>Here</a1> and <a2>here</a2>', 'Aquí', ['aquí', 'aquí']],
    [
      'when what was apart would be inside',
      '<b1>The list</b1> <i2>all</i2>',
      'Toda la lista',
      ['toda la lista', 'la'],
    ],
    [
      'when the first would be inside the second',
      '<b1>The</b1> <i2>list</i2>',
      'Toda la lista',
      ['la', 'toda la lista'],
    ],
  ])('%s', (_, source, text, words) => {
    expect(projected(source, text, ...words)).toEqual([text, 'degraded'])
  })

  it('while what can be placed is', () => {
    expect(projected('<b1>One</b1> and <i2>two</i2>', 'Uno y más', 'uno', 'dos')).toEqual([
      '<b1>Uno</b1> y más',
      'degraded',
    ])
  })
})

describe('a code without words goes to the word boundary in proportion', () => {
  it.each([
    ['a break', 'One line<br1/>and two', 'Una línea y dos', [], 'Una línea<br1/> y dos'],
    [
      'a point in the text',
      'Tired by <a1></a1>the news',
      'Cansada por la noticia',
      [],
      'Cansada por<a1></a1> la noticia',
    ],
    [
      'a linked picture',
      'Look <a1><img2/></a1> at it now',
      'Ahora mira bien',
      [],
      'Ahora<a1><img2/></a1> mira bien',
    ],
    [
      'not inside a link that it was not in',
      '<a1>One long list of things</a1><br2/>and more',
      'Una larga lista de cosas de todo tipo y más',
      ['una larga lista de cosas de todo tipo'],
      '<a1>Una larga lista de cosas de todo tipo</a1><br2/> y más',
    ],
    ['where there are no spaces', 'One line<br1/>and two', '一行和两行', [], '一行和两行<br1/>'],
  ])('%s', (_, source, text, words, expected) => {
    expect(projected(source, text, ...words)).toEqual([expected, 'projected'])
  })
})

describe('whatever the words', () => {
  const some = fc
    .array(fc.constantFrom('la ', 'lista ', 'de ', '語', 'İ', ' '))
    .map((parts) => parts.join(''))

  it('no word of the translation changes', () => {
    fc.assert(
      fc.property(someContent(), some, fc.array(some), (source, text, words) => {
        const { content } = project(text, words, source, pairsOf(source))
        expect(readable(content)).toBe(text)
        expect(markersOf(content)).toBe(content.codes.length)
      }),
    )
  })

  it('the codes are right, or pairs are missing and it is said', () => {
    const someWords = fc.array(fc.constantFrom('la', 'lista', 'la lista', 'de'), {
      minLength: 8,
      maxLength: 8,
    })
    fc.assert(
      fc.property(someContent(fc.constantFrom('the ', 'list ')), some, someWords, (source, text, words) => {
        const wordy = pairsOf(source).filter(({ id }) => hasWords(source, id))
        const { content, rung } = project(text, words, source, wordy)
        const problem = codesCheck.find({ source, target: content, sourceLocale: 'en', targetLocale: 'es' })
        if (rung === 'projected') expect(problem).toBeUndefined()
        else expect(problem ?? 'is missing').toContain('is missing')
      }),
      { numRuns: 1000 },
    )
  })
})

function hasWords(source: Content, id: number): boolean {
  const notation = toNotation(source)
  const inside = new RegExp(`<[a-z]+${id}>(.*)</[a-z]+${id}>`, 's').exec(notation)?.[1] ?? ''
  return inside.replace(/<[^>]*>/g, '').trim() !== ''
}

it('of a hundred thousand breaks each finds a place', () => {
  const source = coded(Array.from({ length: 100_000 }, (_, at) => `a<br${at + 1}/> `).join(''))
  const { content } = project('la '.repeat(100_000), [], source, [])
  expect(content.text.split(MARKER)).toHaveLength(100_001)
})
