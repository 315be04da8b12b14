import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBlanks, passage, toBlanks } from '../../../src/providers/apertium/text.ts'

/** What an engine that changes nothing makes of it. */
const echoed = (html: string) => fromBlanks(toBlanks(html))

describe('passage', () => {
  it('sends plain text as it is, with what HTML asks for', () => {
    expect(passage('“If 4 < 5,” she said, "all is well" & more.', 'text').html).toBe(
      '“If 4 &lt; 5,” she said, "all is well" &amp; more.',
    )
  })

  it.each([
    ['a tag', 'Read <img src="/secret.png"> this', '/secret'],
    ['an address', 'See https://example.org/secret now', 'secret'],
    ['a pair without words', 'End<a href="/secret">: </a>of', 'secret'],
    ['a tag without a partner', 'End <b title="secret">of', 'secret'],
  ])('hides %s', (_, html, secret) => {
    const hidden = passage(html, 'html')
    expect(hidden.html).not.toContain(secret)
    expect(hidden.restore(echoed(hidden.html))).toBe(html)
  })

  it('gives back every word and every tag when nothing was changed', () => {
    const piece = fc.constantFrom(
      'the red ',
      'car, ',
      '<b id=1>',
      '</b>',
      '<a id=2>',
      '</a>',
      '<x id=3></x>',
      '<br id=4>',
      '&amp;',
      '{{n}}',
      'a@b.org ',
      '\uFDD0',
      '{{',
    )
    const tags = (text: string) => (text.match(/<[^<>]*>/g) ?? []).toSorted()
    const words = (text: string) => text.replace(/<[^<>]*>/g, '')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const html = pieces.join('')
        const { html: sent, restore } = passage(html, 'html')
        const back = restore(echoed(sent))!
        expect(tags(back)).toEqual(tags(html))
        expect(words(back).trim()).toBe(words(html).trim())
      }),
    )
  })

  it('knows that something hidden was lost', () => {
    expect(passage('Ask {{name}} now', 'text').restore('Pregunta ahora')).toBeUndefined()
  })

  it('puts a repeated thing back once', () => {
    const { restore } = passage('Old <x id=7></x>house', 'html')
    expect(restore('<x id="h0"></x>Casa <x id="h0"></x>vieja')).toBe('<x id=7></x>Casa vieja')
  })

  it('makes text of whatever comes back', () => {
    expect(passage('House', 'text').restore('Casa &amp;lt; &#233;')).toBe('Casa &lt; é')
    expect(passage('House', 'html').restore('Casa &amp;lt; &#233;')).toBe('Casa &amp;lt; é')
  })

  it.each([
    '{{',
    '<b id=1>',
    '<b id=1>a ',
    '<',
    'a@',
    '%',
    '&',
    'http://',
    'www.',
    '#x',
    '@a.',
    '<b>x</b>',
    '\uFDD0',
  ])('gets through very many “%s”', (piece) => {
    const text = piece.repeat(20_000)
    for (const mime of ['text', 'html'] as const) {
      const { html, restore } = passage(text, mime)
      restore(echoed(html))
    }
  })
})

describe('fromBlanks', () => {
  it.each([
    ['drawn into a word', '[[t:x:0]]barco.[[/]][][<\\/p>]', '[[t:x:0]]barco[[/]].[][<\\/p>]'],
    ['behind a blank', 'era.[ <x id="h0"><\\/x>][][<\\/p>]', 'era[ <x id="h0"><\\/x>].[][<\\/p>]'],
  ])('frees a full stop %s', (_, stream, expected) => {
    expect(fromBlanks(stream)).toBe(fromBlanks(expected))
  })

  it('takes no bracket of the text for a blank', () => {
    expect(fromBlanks('\\[\\[t:x:0\\]\\]')).toBe('\\[\\[t:x:0\\]\\]')
  })
})
