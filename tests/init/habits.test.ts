import { describe, expect, it } from 'vitest'
import { articlesIn } from '../../src/init/folders.ts'
import { likelyKeys, likelyLanguage } from '../../src/init/habits.ts'
import { samplesOf } from '../../src/init/samples.ts'
import { temporaryFolder, writeFiles } from '../fakes/folder.ts'

const ENGLISH = 'The council will bring back the night buses in March, and a third line in June.\n'
const FRENCH = 'Le conseil rétablira les bus de nuit au mois de mars, puis une troisième ligne en juin.\n'
const SPANISH = 'El ayuntamiento recuperará los autobuses nocturnos en marzo y una tercera línea en junio.\n'

function samples(...articles: readonly string[]) {
  const folder = temporaryFolder()
  writeFiles(folder, Object.fromEntries(articles.map((text, nth) => [`a${nth}.md`, text])))
  return samplesOf(articlesIn(folder).toArray())
}

describe('the language of articles', () => {
  it.each<[string, readonly string[], object | undefined]>([
    ['that they are in', [FRENCH, FRENCH], { locale: 'fr', articles: 2, of: 2 }],
    ['that most are in', [FRENCH, SPANISH, SPANISH], { locale: 'es', articles: 2, of: 3 }],
    [
      'that they claim, before what they seem to be in',
      [`---\nlang: en-gb\n---\n${ENGLISH}`],
      { locale: 'en-GB', articles: 1, of: 1 },
    ],
    [
      'that they are in where they claim nonsense',
      [`---\nlang: english\n---\n${ENGLISH}`],
      { locale: 'en', articles: 1, of: 1 },
    ],
    ['of none', [], undefined],
    ['of a word that could be anything', ['Ok.\n'], undefined],
  ])('is the one %s', (_what, articles, language) => {
    expect(likelyLanguage(samples(...articles))).toEqual(language)
  })

  it('is learned without those that cannot be read', () => {
    expect(likelyLanguage(samples(FRENCH, '---\ntitle: [\n---\nx\n'))).toEqual({
      locale: 'fr',
      articles: 1,
      of: 1,
    })
  })
})

describe('front matter that readers see', () => {
  const keys = (...blocks: readonly string[]) =>
    likelyKeys(samples(...blocks.map((block) => `---\n${block}\n---\n${ENGLISH}`))).map(({ key }) => key)

  it.each<[string, string, readonly string[]]>([
    ['by its name', 'teaser: Two lines at first.', ['teaser']],
    [
      'by the end of its name',
      'seo_title: Night buses return\nogDescription: Two lines at first.',
      ['seo_title', 'ogDescription'],
    ],
    ['inside other keys', 'cover:\n  caption: A crane at dusk', ['cover.caption']],
    [
      'inside lists, which need no step of their own',
      'gallery:\n  - title_alt: A crane at dusk',
      ['gallery.title_alt'],
    ],
    [
      'but not what is translated anyway',
      'title: Night buses return\nimages:\n  - alt: A crane at dusk\nimage:\n  - caption: At dusk',
      [],
    ],
    [
      'but no names, addresses or marks',
      'author: Ines Holt\nteaser: https://example.org/a b\nlead: crane.jpg\nkicker: Local',
      [],
    ],
  ])('is found %s', (_what, block, found) => {
    expect(keys(block)).toEqual(found)
  })

  it('is found in TOML too', () => {
    expect(likelyKeys(samples(`+++\nteaser = "Two lines at first."\n+++\n${ENGLISH}`))).toEqual([
      { key: 'teaser', example: 'Two lines at first.', articles: 1 },
    ])
  })

  it('comes in the order of how many articles have it', () => {
    const lead = 'lead: By June a third.'
    expect(keys('teaser: Two lines at first.', lead, lead)).toEqual(['lead', 'teaser'])
  })
})
