import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countMarkers, MARKER, readable, slice, wordlessPairs } from '../../src/article/content.ts'
import { coded, someContent } from '../coded.ts'

describe('a slice of content', () => {
  it('holds the codes that stand in it, and no others', () => {
    const content = coded('One <a1>two</a1> three<br2/>.')
    const at = content.text.indexOf('three')
    expect(slice(content, 0, 4)).toEqual({ text: 'One ', codes: [] })
    expect(slice(content, 4, at).codes.map((code) => code.raw)).toEqual(['<a data-n="1">', '</a>'])
    expect(slice(content, at, content.text.length).codes.map((code) => code.name)).toEqual(['br'])
  })

  it('joins with its neighbours to the whole', () => {
    fc.assert(
      fc.property(someContent(), fc.nat(), (content, cut) => {
        const at = cut % (content.text.length + 1)
        const parts = [slice(content, 0, at), slice(content, at, content.text.length)]
        expect(parts.map((part) => part.text).join('')).toBe(content.text)
        expect(parts.flatMap((part) => part.codes)).toEqual(content.codes)
      }),
    )
  })
})

describe('counting markers', () => {
  it('takes the start in and leaves the end out', () => {
    const text = `${MARKER}a${MARKER}`
    expect([countMarkers(text, 0, 3), countMarkers(text, 0, 2), countMarkers(text, 1, 2)]).toEqual([2, 1, 0])
  })

  it('pays for the part only, not for all that follows it', () => {
    const text = `${'“a” '.repeat(1_500_000)}${MARKER}`
    let count = 0
    for (let at = 0; at < text.length; at += 10) count += countMarkers(text, at, at + 10)
    expect(count).toBe(1)
  })
})

describe('wordless pairs', () => {
  it.each([
    ['<a1></a1>', [1]],
    ['<a1> </a1>', [1]],
    ['<a1>x</a1>', []],
    ['<a1><img2/></a1> seen', [1]],
    ['<a1><b2></b2>x</a1>', [2]],
    ['<a1><b2></b2></a1>x', [1, 2]],
    ['one <a1></a1> two <b2>three</b2>', [1]],
  ])('in %s are %j', (notation, ids) => {
    expect([...wordlessPairs(coded(notation))].toSorted()).toEqual(ids)
  })
})

it('what a reader sees has no markers', () => {
  expect(readable(coded('See <a1>the list</a1>.<br2/>'))).toBe('See the list.')
})
