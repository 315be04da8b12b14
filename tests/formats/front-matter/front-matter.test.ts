import { describe, expect, it } from 'vitest'
import { Config } from '../../../src/config/config.ts'
import { readArticle } from '../../../src/pipeline/read.ts'
import { READ_SETTINGS } from '../../fakes/newsroom.ts'

const DEFAULTS = Config.parse({ targets: ['es'], providers: [{ kind: 'pseudo' }] }).source.frontMatter
/** The default keys of version 0.1.0 before the words for standfirsts were added. */
const EARLIER = [
  'headline',
  'title',
  'standfirst',
  'description',
  'caption',
  'image.alt',
  'image.caption',
  'images.*.alt',
  'images.*.caption',
  'liveUpdates.text',
]

const segmentsOf = (text: string, frontMatter: readonly string[]) =>
  readArticle('news', 'news.md', Buffer.from(text), {
    ...READ_SETTINGS,
    options: { ...READ_SETTINGS.options, frontMatter },
  }).segments.map(({ key, source }) => ({ key, text: source.text }))

describe('the front matter keys that are translated by default', () => {
  it.each([
    ['summary', 'standfirst'],
    ['dek', 'standfirst'],
    ['deck', 'description'],
    ['subtitle', 'description'],
    ['excerpt', 'description'],
  ])('take in %s, in YAML and in TOML', (key, role) => {
    const yaml = segmentsOf(`---\n${key}: The ferry is late.\n---\n`, DEFAULTS)
    const toml = segmentsOf(`+++\n${key} = "The ferry is late."\n+++\n`, DEFAULTS)
    expect(yaml.map(({ text }) => text)).toEqual(['The ferry is late.'])
    expect(yaml[0]?.key).toMatch(new RegExp(`^${role}\\.`))
    expect(toml).toEqual(yaml)
  })

  it('leave an article without the newer keys as it was read before: nothing of it is bought again', () => {
    const article =
      '---\ntitle: The ferry is late\nslug: ferry\nimage:\n  alt: A quay\n  credit: A. Reed\n---\nNobody waited.\n'
    expect(segmentsOf(article, DEFAULTS)).toEqual(segmentsOf(article, EARLIER))
  })

  it('change no other key of an article that has one', () => {
    const article = '---\ntitle: The ferry is late\nsummary: Fog held it.\n---\nNobody waited.\n'
    const before = segmentsOf(article, EARLIER)
    expect(segmentsOf(article, DEFAULTS)).toEqual([
      before[0],
      { key: expect.stringMatching(/^standfirst\./), text: 'Fog held it.' },
      ...before.slice(1),
    ])
  })
})
