import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xliff } from '../../../src/exchange/xliff/xliff.ts'
import { exchangeContract } from '../../contracts/exchange.ts'
import { bundleWith, returned, returnedWords, written } from '../bundle-room.ts'
import { hostileSegments } from '../round-trip.ts'
import { problemsOf } from './constraints.ts'

/** Any XLIFF 2: what stands in its one unit. */
const unit = (inside: string, { version = '2.1', uri = '2.0', attributes = '' } = {}) =>
  `<xliff xmlns="urn:oasis:names:tc:xliff:document:${uri}" version="${version}" srcLang="en" trgLang="es"><file id="f" original="sea/ferry"><unit id="paragraph.1" ${attributes}>${inside}</unit></file></xliff>`

const words = async (text: string) => (await returnedWords(xliff, text))[0]

exchangeContract(xliff, { isTelling: true, holds: () => true })

describe('XLIFF out', () => {
  it('holds to the constraints of the standard that no schema says, whatever the texts', async () => {
    await fc.assert(
      fc.asyncProperty(hostileSegments, async (segments) => {
        expect(await problemsOf(await written(xliff, bundleWith(segments)))).toEqual([])
      }),
    )
  })
})

describe('XLIFF in', () => {
  it.each([
    ['2.0', '2.0'],
    ['2.1', '2.0'],
    ['2.2', '2.2'],
  ])('reads version %s', async (version, uri) => {
    const inside = '<segment state="final"><source>One</source><target>Uno</target></segment>'
    expect(await words(unit(inside, { version, uri }))).toEqual({
      kind: 'words',
      article: 'sea/ferry',
      locale: 'es',
      key: 'paragraph.1',
      source: 'One',
      text: 'Uno',
      isApproved: true,
      exported: undefined,
    })
  })

  it.each([
    ['is not XLIFF', '<html/>', 'This is no XLIFF.'],
    ['is XLIFF 1', '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', 'This is XLIFF 1'],
    ['has a document type', '<!DOCTYPE xliff [<!ENTITY a "b">]><xliff/>', 'It has a DOCTYPE'],
    ['ends too early', unit('<segment>').slice(0, -40), 'The XML is broken'],
    ['is in an encoding that is not read', '<?xml version="1.0" encoding="latin1"?><xliff/>', 'latin1'],
    ['names an entity of its own', unit('<segment><source>&own;</source></segment>'), 'The XML is broken'],
    ['is nested without end', unit('<x xmlns="y">'.repeat(300)), 'nested too deep'],
  ])('refuses a file that %s', async (_, text, message) => {
    const failure = await returned(xliff, text).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'EXCHANGE_INVALID', message: expect.stringContaining(message) })
  })

  it('puts segments that a tool has cut together again, in the order of the target', async () => {
    const text = unit(
      '<segment state="final"><source>One.</source><target order="3">Uno.</target></segment><ignorable><source> </source></ignorable><segment state="final"><source>Two.</source><target order="1">Dos.</target></segment>',
    )
    expect(await words(text)).toMatchObject({ source: 'One. Two.', text: 'Dos. Uno.', isApproved: true })
  })

  it.each([
    [
      'a segment alone is not translated',
      '<segment><source>A</source><target>B</target></segment><segment><source>C</source></segment>',
      'not all of its segments are translated',
    ],
    [
      'a code stands for nothing',
      '<segment><source>A</source><target>B<ph id="9"/></target></segment>',
      'its inline code 9 stands for nothing that is in the source',
    ],
  ])('refuses a unit where %s', async (_, inside, reason) => {
    expect(await returned(xliff, unit(inside))).toMatchObject([
      { kind: 'refused', key: 'paragraph.1', reason },
    ])
  })

  const DATA =
    '<originalData><data id="d1">&lt;a1&gt;</data><data id="d2">&lt;/a1&gt;</data><data id="d3">&lt;br2/&gt;</data></originalData>'
  it.each([
    ['a pair', '<pc id="1" dataRefStart="d1" dataRefEnd="d2">x</pc>', '<a1>x</a1>'],
    ['a pair whose end says nothing', '<pc id="1" dataRefStart="d1">x</pc>', '<a1>x</a1>'],
    ['a pair in two halves', '<sc id="1" dataRef="d1"/>x<ec startRef="1" dataRef="d2"/>', '<a1>x</a1>'],
    [
      'a pair in two halves whose end says nothing',
      '<sc id="1" dataRef="d1"/>x<ec startRef="1"/>',
      '<a1>x</a1>',
    ],
    ['a code that stands alone', 'x<ph id="2" dataRef="d3"/>', 'x<br2/>'],
    ['text that looks like a code', '&lt;a1&gt;', '\\<a1>'],
    ['an annotation', 'a <mrk id="m1" type="term">b</mrk> <sm id="m2"/>c<em startRef="m2"/>', 'a b c'],
    ['a character that XML does not have', 'a<cp hex="0007"/>b', 'a\u0007b'],
    ['CDATA', '<![CDATA[a < b]]>', 'a < b'],
    [
      'an extension',
      'a<x xmlns="other"><target xmlns="urn:oasis:names:tc:xliff:document:2.0">no</target></x>b',
      'ab',
    ],
  ])('reads %s', async (_, inside, text) => {
    const file = unit(`${DATA}<segment><source>s</source><target>${inside}</target></segment>`)
    expect(await words(file)).toMatchObject({ text })
  })

  it('passes over units that are not to be translated, and what modules propose', async () => {
    const segment = '<segment><source>A</source><target>B</target></segment>'
    expect(await returned(xliff, unit(segment, { attributes: 'translate="no"' }))).toEqual([])
    const match =
      '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#s"><source>A</source><target>wrong</target></mtc:match></mtc:matches>'
    expect(await words(unit(match + segment))).toMatchObject({ text: 'B' })
  })

  it.each([
    ['state="final"', true],
    ['state="final" subState="dragoman:machine"', true],
    ['state="final" subState="dragoman:approved"', false],
    ['state="reviewed"', false],
    ['', false],
  ])('takes %s for a yes: %s', async (state, isApproved) => {
    const segment = `<segment ${state}><source>A</source><target>B</target></segment>`
    expect(await words(unit(segment))).toMatchObject({ isApproved })
  })
})
