import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/article/content.ts'
import type { Pair } from '../../../src/check/check.ts'
import { check } from '../../../src/check/checks.ts'
import { type Prose, proseOf } from '../../../src/check/text/prose.ts'
import { view } from '../../../src/check/text/views.ts'

const pairOf = (source: string, target: string, targetLocale = 'es', sourceLocale = 'en'): Pair => ({
  source: plain(source),
  target: plain(target),
  sourceLocale,
  targetLocale,
})

/** A view that tells which texts it was made of. */
function watchedView(): { readonly letters: (prose: Prose) => number; readonly read: string[] } {
  const read: string[] = []
  const letters = view(({ text }) => {
    read.push(text)
    return text.length
  })
  return { letters, read }
}

describe('a view', () => {
  it('is made once of a text, whatever asks for it', () => {
    const { letters, read } = watchedView()
    const { source, target } = proseOf(pairOf('Once only.', 'Una vez.'))
    expect([letters(source), letters(target), letters(source), letters(target)]).toEqual([10, 8, 10, 8])
    expect(read).toEqual(['Once only.', 'Una vez.'])
  })

  it('is made once of a source that comes again for another target locale', () => {
    const { letters, read } = watchedView()
    for (const locale of ['es', 'ca', 'fr'])
      letters(proseOf(pairOf('The same again.', locale, locale)).source)
    expect(read).toEqual(['The same again.'])
  })

  it('is made anew of a target: the same words are read in another language', () => {
    const { letters, read } = watchedView()
    for (const locale of ['es', 'ca']) letters(proseOf(pairOf('Two targets.', 'Radio.', locale)).target)
    expect(read).toEqual(['Radio.', 'Radio.'])
  })

  it('of a source in one locale is none of the same text in another', () => {
    const asked = 'Πού είναι η βάρκα;'
    const found = (from: string) =>
      check(pairOf(asked, 'La barca está aquí.', 'es', from), {}).map(({ check }) => check)
    for (const from of ['el', 'en', 'el', 'en'])
      expect(found(from).includes('question'), from).toBe(from === 'el')
  })

  it('is forgotten with a thousand later sources', () => {
    const { letters, read } = watchedView()
    letters(proseOf(pairOf('The first.', 'a')).source)
    for (let nth = 0; nth < 1_000; nth++) proseOf(pairOf(`Later, ${nth}.`, 'b'))
    letters(proseOf(pairOf('The first.', 'c')).source)
    expect(read).toEqual(['The first.', 'The first.'])
  })

  it('is forgotten sooner where the sources are long, or tables of numbers', () => {
    for (const long of ['a'.repeat(50_000), '7 '.repeat(5_000), '٧ '.repeat(5_000)]) {
      const { letters, read } = watchedView()
      const first = `Before ${long.slice(0, 1)}.`
      letters(proseOf(pairOf(first, 'a')).source)
      for (let nth = 0; nth < 9; nth++) proseOf(pairOf(`${long}${nth}`, 'b'))
      letters(proseOf(pairOf(first, 'c')).source)
      expect(read).toEqual([first, first])
    }
  })
})

it('what is found does not depend on what was checked before', () => {
  const sources = [
    'The 12 ferries (and no more) will not leave Port Ellery at 7.55pm, “the Old Pier” says.',
    'Is the the old pier of Port Ellery 1,200 feet long?',
    'Read {name} at https://example.org/a: two of three said “no”.',
  ]
  const targets = [
    'Los 13 barcos saldrán a las 19.55…',
    '¿Es es el muelle viejo de 366 metros de largo',
    'Lea {nombre}: dos de tres dijeron «no».',
  ]
  const pairs = sources.flatMap((source) =>
    targets.flatMap((target) => ['es', 'ca', 'fr', 'ar'].map((locale) => pairOf(source, target, locale))),
  )
  const found = (some: readonly Pair[]) => some.map((pair) => check(pair, {}))
  const once = found(pairs)
  expect(found(pairs.toReversed()).toReversed()).toEqual(once)
  expect(once.filter((findings) => findings.length > 0).length).toBeGreaterThan(pairs.length / 2)
})
