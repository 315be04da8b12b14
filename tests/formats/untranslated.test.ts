import { describe, expect, it } from 'vitest'
import { assemble } from '../../src/assemble/assemble.ts'
import { readArticle } from '../../src/pipeline/read.ts'
import { READ_SETTINGS } from '../fakes/newsroom.ts'

/** The article with all its units left in its own language. */
function untranslated(path: string, text: string): string {
  const source = readArticle('news', path, Buffer.from(text), READ_SETTINGS)
  const keys = new Set(source.segments.map(({ key }) => key))
  const { units, locale } = source
  const fills = assemble(units, source.segments, new Map(), { source: locale, target: 'es' }, keys)
  return source.write(fills, undefined)
}

const mark = (words: string, tag = 'lang="en" dir="ltr"') => `<span ${tag}>${words}</span>`

describe('a unit that stays in the source’s language', () => {
  it.each([
    ['a paragraph', 'news.md', 'Two *words*.\n', `${mark('Two *words*.')}\n`],
    ['a heading', 'news.md', '## Two words\n', `## ${mark('Two words')}\n`],
    ['a list item', 'news.md', '- Two words\n', `- ${mark('Two words')}\n`],
    ['lines of a quotation', 'news.md', '> Two\n> words.\n', `> ${mark('Two\n> words.')}\n`],
    ['a paragraph of MDX', 'news.mdx', 'Two words.\n', `${mark('Two words.')}\n`],
    ['an HTML block', 'news.md', '<p>Two words.</p>\n', `<p>${mark('Two words.')}</p>\n`],
    ['a paragraph of HTML', 'news.html', '<p>Two <b>words</b>.</p>', `<p>${mark('Two <b>words</b>.')}</p>`],
    [
      'a page in a language written from right to left',
      'news.html',
      '<html lang="ar"><body><p>مرحبا بكم.</p></body></html>',
      `<html lang="ar"><body><p>${mark('مرحبا بكم.', 'lang="ar" dir="rtl"')}</p></body></html>`,
    ],
    [
      'a body inside ninjs',
      'news.json',
      '{"uri":"u:1","type":"text","body_html":"<p>Two words.</p>"}',
      '{"uri":"u:1","type":"text","body_html":"<p><span lang=\\"en\\" dir=\\"ltr\\">Two words.</span></p>"}',
    ],
  ])('is marked: %s', (_, path, text, expected) => {
    expect(untranslated(path, text)).toBe(expected)
  })

  it.each([
    ['front matter', 'news.md', '---\ntitle: Two words\n---\n'],
    ['a page’s title', 'news.html', '<html><head><title>Two words</title></head><body></body></html>'],
    ['an attribute', 'news.html', '<p><img alt="Two words"></p>'],
    ['plain text', 'news.txt', 'Two words\n\nThree more words.\n'],
    ['a headline of ninjs', 'news.json', '{"uri":"u:1","type":"text","headline":"Two words"}'],
    ['markup that is not whole', 'news.html', '<p>Two <b>words.</p><p>* * *</p>'],
    ['text that would make the mark visible', 'news.md', 'Two words\\\n'],
  ])('stays as it is, byte for byte, where no mark can be: %s', (_, path, text) => {
    expect(untranslated(path, text)).toBe(text)
  })
})
