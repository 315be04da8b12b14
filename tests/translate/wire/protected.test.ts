import { describe, expect, it } from 'vitest'
import { parseGlossary } from '../../../src/glossary/glossary.ts'
import { matches } from '../../../src/glossary/matches.ts'
import { toNotation } from '../../../src/segment/notation.ts'
import type { Gap, Route } from '../../../src/translate/gap.ts'
import { type Attempt, firstAttempt, nextAttempt } from '../../../src/translate/wire/attempt.ts'
import { coded } from '../../coded.ts'
import { readReply } from '../../fakes/check.ts'
import { fakeProvider } from '../../fakes/provider.ts'

const route: Route = { provider: fakeProvider(), source: 'en', target: 'es' }
const glossary = parseGlossary(
  'source,target,case\nThe Courier,keep,exact\nriver bank,orilla del río,ignore\n',
  'glossary.csv',
)

function gapOf(notation: string): Gap {
  const source = coded(notation)
  const place = { key: 'paragraph.0', role: 'paragraph', unit: 'u0', start: 0, end: 1 } as const
  return {
    article: 'news',
    segment: { ...place, source, notation },
    memoryKey: notation,
    terms: matches(glossary, source.text, 'en'),
  }
}

const read = (attempt: Attempt, ...reply: string[]) => readReply(attempt, reply, route, {})
const textOf = (reading: ReturnType<typeof read>) =>
  reading.kind === 'served' ? toNotation(reading.content) : reading.kind

describe('a glossary term', () => {
  it('is sent as a code, and comes back in the newsroom’s words', () => {
    const attempt = firstAttempt(gapOf('The Courier saw the river bank.'), route)
    expect(attempt.texts).toEqual(['<x id=1></x> saw the <x id=2></x>.'])
    expect(textOf(read(attempt, '<x id=1></x> vio la <x id=2></x>.'))).toBe(
      'The Courier vio la orilla del río.',
    )
  })

  it('stands beside the segment’s own codes', () => {
    const attempt = firstAttempt(gapOf('The Courier saw <a1>the river bank</a1>.'), route)
    const reply = '<x id=2></x> vio <a id=1>la <x id=3></x></a>.'
    expect(textOf(read(attempt, reply))).toBe('The Courier vio <a1>la orilla del río</a1>.')
  })

  it('that is lost even on the last rung blocks', () => {
    const attempt = firstAttempt(gapOf('We met by the river bank.'), route)
    const again = read(attempt, 'Nos vimos junto al banco.')
    // Mending puts a lost code back, so the words are there after all.
    expect(textOf(again)).toContain('orilla del río')
    const plain = nextAttempt(attempt, route)
    expect(plain?.texts).toEqual(['We met by the orilla del río.'])
    expect(read(plain!, 'Nos vimos junto al banco.')).toMatchObject({ kind: 'refused' })
    expect(textOf(read(plain!, 'Nos vimos junto a la orilla del río.'))).toBe(
      'Nos vimos junto a la orilla del río.',
    )
  })
})

describe('a literal', () => {
  it('goes as text at first, and as a code once the provider has spoiled it', () => {
    const attempt = firstAttempt(gapOf('Write to desk@example.org or say {{name}}.'), route)
    expect(attempt).toMatchObject({ mime: 'text', texts: ['Write to desk@example.org or say {{name}}.'] })
    const reading = read(attempt, 'Escriba a desk@example.org o diga {{nombre}}.')
    const again = reading.kind === 'again' ? reading.attempt : undefined
    expect(again?.texts).toEqual(['Write to <x id=1></x> or say <x id=2></x>.'])
    const reply = 'Escriba a <x id=1></x> o diga <x id=2></x>.'
    expect(textOf(read(again!, reply))).toBe('Escriba a desk@example.org o diga {{name}}.')
  })
})
