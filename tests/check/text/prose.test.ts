import { expect, it } from 'vitest'
import { plain } from '../../../src/article/content.ts'
import { Prose, wordsIn } from '../../../src/check/text/prose.ts'
import { scriptPatterns } from '../../../src/check/text/scripts.ts'

const isPlain = (text: string): boolean => new Prose(plain(text), 'es').isPlainLatin

it('plain Latin holds no control, surrogate, private character or letter of another script', () => {
  const units = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).filter(isPlain)
  expect(units.filter((unit) => /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Co}\uFFFD]/u.test(unit))).toEqual([])
  expect(units.filter((unit) => scriptPatterns('es')!.foreign.test(unit))).toEqual([])
})

it('most of what European newsrooms write is plain Latin', () => {
  expect(isPlain('“L’àvia d’en Łukasz — ¿1.200 €?”, dit-elle…\u00A0»')).toBe(true)
})

it('finds words of every script, with their marks and apostrophes', () => {
  expect(wordsIn("L'été, don’t 10 किताबें—Straße 'quoted' ﬁn")).toEqual([
    "L'été",
    'don’t',
    'किताबें',
    'Straße',
    'quoted',
    'ﬁn',
  ])
})
