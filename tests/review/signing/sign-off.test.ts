import { describe, expect, it } from 'vitest'
import type { Target } from '../../../src/article/target.ts'
import { assemble } from '../../../src/assemble/assemble.ts'
import { type ReadArticle, readArticle } from '../../../src/pipeline/read.ts'
import { firstChange, signedWords } from '../../../src/review/signing/sign-off.ts'
import { fromNotation } from '../../../src/segment/notation.ts'
import { READ_SETTINGS } from '../../fakes/newsroom.ts'

type Translate = (notation: string) => string

const translated: Translate = (notation) => `Hoy: ${notation}`

const frontMatter = ['headline', 'standfirst', 'title']
const SETTINGS = { ...READ_SETTINGS, options: { ...READ_SETTINGS.options, frontMatter } }

const read = (file: string, text: string): ReadArticle =>
  readArticle(file.replace(/\.\w+$/, ''), file, Buffer.from(text), SETTINGS)

function fillsOf(article: ReadArticle, translate: Translate = translated) {
  const targets = new Map(
    article.segments.map(({ key, notation, source }): [string, Target] => {
      const parsed = fromNotation(translate(notation), source.codes)
      if (!parsed.ok) throw new Error(parsed.problem)
      const origin = { kind: 'machine', provider: 'fake', model: 'm1' } as const
      return [key, { content: parsed.content, origin, state: 'machine', date: '2026-11-22T20:00:00.000Z' }]
    }),
  )
  return assemble(article.units, article.segments, targets, { source: 'en', target: 'es' })
}

/** What of an article changed first since it was signed; undefined: its sign-off holds. */
function changeIn(file: string, before: string, after: string, translate?: Translate): string | undefined {
  const signed = read(file, before)
  const now = read(file, after)
  return firstChange(signedWords(signed, fillsOf(signed)), now, fillsOf(now, translate))?.what
}

const changedFrom = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`“${from}” is not in ${text}`)
  return text.replace(from, () => to)
}

const MARKDOWN = `---
headline: The river rose
standfirst: Two bridges are closed
title: Flood
author: Ada Lund
date: 2026-11-22
updated: 'Updated: November 22, 2026, 9:57 PM'
image: /img/river.jpg
layout: wide
---

# The river rose

*Updated: November 22, 2026, 9:57 PM*

The mayor said “stay *at home*” on Friday. See [the list](/list "All roads") of roads.

![The river](/img/bridge.jpg "Under water")

{{< video id="flood-1" >}}

## Roads

- North road
- South road

> “It came at night,” one said.

<div class="box"><p>Call <a href="tel:112" class="call">us</a>.</p><img src="/a.png" alt="A map"></div>
`

const HTML = `<!doctype html>
<html lang="en">
<head>
<title>The river rose</title>
<meta name="description" content="Two bridges are closed.">
<meta property="og:title" content="A river in town">
<meta name="date" content="2026-11-22">
<link rel="stylesheet" href="/a.css">
</head>
<body class="news">
<h1 id="top">The river rose</h1>
<p class="standfirst">Two bridges are closed.</p>
<p class="date"><time datetime="2026-11-22T21:57">22 November</time></p>
<p>Updated: November 22, 2026, 9:57 PM</p>
<p class="lead">The mayor said “stay <em>at home</em>” on Friday. See <a href="/list" class="more">the list</a>.</p>
<figure><img src="/river.jpg" alt="The river" width="600"><figcaption>The river at noon</figcaption></figure>
<p class="credit">Photo: Eva Sol</p>
<table><tr><td>North road</td><td>12</td></tr></table>
<h2>Roads</h2>
<iframe src="https://maps.example.org/flood"></iframe>
</body>
</html>
`

const NINJS = `{
  "uri": "urn:flood",
  "standard": { "name": "ninjs", "version": "3.1" },
  "language": "en",
  "versionCreated": "2026-11-22T20:00:00Z",
  "urgency": 3,
  "headlines": [{ "value": "The river rose", "contentType": "text/plain" }],
  "descriptions": [{ "value": "Two bridges are closed.", "contentType": "text/plain" }],
  "bodies": [{
    "value": "<p class=\\"a\\">The mayor said “stay” on Friday. See <a href=\\"/list\\">the list</a>.</p><h2>Roads</h2>",
    "contentType": "text/html"
  }],
  "associations": [{
    "name": "main", "uri": "urn:picture-1", "type": "picture",
    "headlines": [{ "value": "The river at noon" }],
    "renditions": [{ "name": "small", "href": "https://img.example.org/a.jpg?t=1" }]
  }]
}
`

const FORMATS: Readonly<Record<string, string>> = {
  'flood.md': MARKDOWN,
  'flood.html': HTML,
  'flood.json': NINJS,
}

describe('a sign-off is void when one of these has changed', () => {
  it.each([
    ['flood.md', 'a character of a paragraph', 'on Friday', 'on Fridays'],
    ['flood.md', 'a mark', 'of roads.', 'of roads!'],
    ['flood.md', 'a capital', 'North road', 'north road'],
    ['flood.md', 'the headline', 'headline: The river rose', 'headline: The rivers rose'],
    ['flood.md', 'SEO text', 'title: Flood', 'title: Floods'],
    ['flood.md', 'an address', '(/list ', '(/lists '],
    ['flood.md', 'the title of a link', 'All roads', 'All the roads'],
    ['flood.md', 'an alternative text', '![The river]', '![A river]'],
    ['flood.md', 'the address of a picture', '/img/bridge.jpg', '/img/dam.jpg'],
    ['flood.md', 'a picture in front matter', '/img/river.jpg', '/img/dam.jpg'],
    ['flood.md', 'emphasis', '*at home*', '**at home**'],
    ['flood.md', 'the rank of a heading', '## Roads', '### Roads'],
    ['flood.md', 'a list', '- South road', '1. South road'],
    ['flood.md', 'a quotation', '> “It came', '“It came'],
    ['flood.md', 'a shortcode', 'flood-1', 'flood-2'],
    ['flood.md', 'an address in HTML', 'tel:112', 'tel:110'],
    ['flood.md', 'a picture in HTML', '/a.png', '/b.png'],
    ['flood.md', 'a paragraph more', '## Roads', 'More is to come.\n\n## Roads'],
    ['flood.md', 'a paragraph less', '- North road\n', ''],
    ['flood.html', 'a character of a paragraph', 'on Friday', 'on Fridays'],
    ['flood.html', 'the page’s title', '<title>The river', '<title>A river'],
    ['flood.html', 'its description', 'content="Two bridges are closed."', 'content="Two bridges."'],
    ['flood.html', 'a title for social media', 'A river in town', 'A river in the town'],
    ['flood.html', 'the standfirst', '>Two bridges are closed.<', '>Three bridges are closed.<'],
    ['flood.html', 'a caption', 'The river at noon', 'The river at night'],
    ['flood.html', 'an alternative text', 'alt="The river"', 'alt="A river"'],
    ['flood.html', 'an address', 'href="/list"', 'href="/lists"'],
    ['flood.html', 'the address of a picture', '/river.jpg', '/dam.jpg'],
    ['flood.html', 'what is embedded', 'maps.example.org/flood', 'maps.example.org/fire'],
    ['flood.html', 'an element in a sentence', '<em>at home</em>', '<b>at home</b>'],
    ['flood.html', 'an element round words', '<h2>Roads</h2>', '<h3>Roads</h3>'],
    ['flood.html', 'a figure', '<td>12</td>', '<td>13</td>'],
    ['flood.html', 'a credit', 'Eva Sol', 'Eva Soll'],
    ['flood.json', 'a character of a body', 'on Friday', 'on Fridays'],
    ['flood.json', 'the headline', 'The river rose', 'The river rises'],
    ['flood.json', 'the description', 'Two bridges are', 'Two bridges were'],
    ['flood.json', 'a caption', 'at noon', 'at night'],
    ['flood.json', 'an address', '/list', '/lists'],
    ['flood.json', 'an element', '<h2>Roads</h2>', '<h3>Roads</h3>'],
    ['flood.json', 'the picture', 'urn:picture-1', 'urn:picture-2'],
  ])('%s: %s', (file, _what, from, to) => {
    const before = FORMATS[file]!
    expect(changeIn(file, before, changedFrom(before, from, to))).toBeDefined()
  })

  it.each(Object.entries(FORMATS))('%s: one character of one translated text', (file, text) => {
    for (const { notation } of read(file, text).segments) {
      if (notation === '22 November') continue
      const other: Translate = (each) => `${translated(each)}${each === notation ? '.' : ''}`
      expect(changeIn(file, text, text, other), notation).toMatch(/^the translation of/)
    }
  })

  it.each(Object.entries(FORMATS))('%s: a text that stays in the original’s language', (file, text) => {
    const article = read(file, text)
    const [{ unit }, ...others] = article.segments as [
      (typeof article.segments)[0],
      ...typeof article.segments,
    ]
    const fills = new Map(fillsOf(article))
    fills.delete(unit)
    expect(others.length).toBeGreaterThan(0)
    const change = firstChange(signedWords(article, fillsOf(article)), article, fills)
    expect(change?.what).toMatch(/^the translation of/)
  })
})

describe('a sign-off holds where nothing has changed but', () => {
  it.each([
    ['flood.md', 'nothing', 'Friday', 'Friday'],
    ['flood.md', 'the shape of quotation marks', '“stay *at home*”', '"stay *at home*"'],
    ['flood.md', 'white space', 'See [the', 'See  [the'],
    ['flood.md', 'a line break', 'on Friday. See', 'on Friday.\nSee'],
    ['flood.md', 'an empty line', '## Roads', '\n## Roads'],
    ['flood.md', 'the date in front matter', 'date: 2026-11-22', 'date: 2026-11-23'],
    ['flood.md', 'the “Updated” line in front matter', "2026, 9:57 PM'", "2026, 11:03 PM'"],
    [
      'flood.md',
      'the “Updated” line in the text',
      '*Updated: November 22, 2026, 9:57 PM*',
      '*Updated: May 3, 2027*',
    ],
    ['flood.md', 'no “Updated” line', '*Updated: November 22, 2026, 9:57 PM*\n\n', ''],
    ['flood.md', 'the layout', 'layout: wide', 'layout: narrow'],
    ['flood.md', 'the mark of emphasis', '*at home*', '_at home_'],
    ['flood.md', 'the mark of a list', '- North road\n- South', '* North road\n* South'],
    ['flood.md', 'class names in HTML', 'class="call"', 'class="phone"'],
    ['flood.md', 'the style of a YAML string', 'headline: The river rose', 'headline: "The river rose"'],
    ['flood.html', 'class names', 'class="lead"', 'class="first" data-n="1"'],
    ['flood.html', 'a class name in a sentence', ' class="more"', ' class="link" id="l1"'],
    ['flood.html', 'an id', 'id="top"', 'id="headline"'],
    ['flood.html', 'a style', 'width="600"', 'width="800" style="border: 0" loading="lazy"'],
    ['flood.html', 'the style sheet', '/a.css', '/b.css?v=2'],
    ['flood.html', 'time stamps', '2026-11-22T21:57', '2026-11-22T23:03'],
    ['flood.html', 'the time that is shown', '22 November</time>', '22 November, 11:03 PM</time>'],
    ['flood.html', 'the “Updated” line', '2026, 9:57 PM', '2026, 11:03 PM'],
    [
      'flood.html',
      'a date in the head',
      'name="date" content="2026-11-22"',
      'name="date" content="2026-11-23"',
    ],
    ['flood.html', 'white space', '</p>\n<figure>', '</p>\n\n  <figure>'],
    [
      'flood.html',
      'the shape of quotation marks',
      '“stay <em>at home</em>”',
      '&quot;stay <em>at home</em>&quot;',
    ],
    ['flood.html', 'how an attribute is quoted', 'href="/list"', "href='/list'"],
    ['flood.html', 'a section round it', '<h1 id', '<section><h1 id'],
    ['flood.html', 'a comment', '<h2>', '<!-- roads --><h2>'],
    ['flood.json', 'time stamps', '20:00:00Z', '23:00:00Z'],
    ['flood.json', 'urgency', '"urgency": 3', '"urgency": 4'],
    ['flood.json', 'class names', 'class=\\"a\\"', 'class=\\"b\\"'],
    ['flood.json', 'the shape of quotation marks', '“stay”', '«stay»'],
    ['flood.json', 'the order of members', '"urgency": 3,\n', ''],
    ['flood.json', 'where a picture’s sizes lie', 'a.jpg?t=1', 'a.jpg?t=2'],
  ])('%s: %s', (file, _what, from, to) => {
    const before = FORMATS[file]!
    const asInSpanish: Translate = (notation) => translated(notation).replace(/"([^"]*)"/, '“$1”')
    expect(changeIn(file, before, changedFrom(before, from, to), asInSpanish)).toBeUndefined()
  })

  it.each<[string, Translate]>([
    ['the shape of quotation marks', (text) => text.replaceAll(/[“”]/g, '"')],
    ['marks with spaces in them', (text) => text.replaceAll('“', '« ').replaceAll('”', ' »')],
    ['white space', (text) => text.replaceAll(' ', '  ')],
    ['how accents are composed', (text) => text.normalize('NFD')],
  ])('%s in the translation', (_what, restyle) => {
    for (const [file, text] of Object.entries(FORMATS))
      expect(
        changeIn(file, text, text, (notation) => restyle(translated(notation))),
        file,
      ).toBeUndefined()
  })
})

it('says what changed first, in words for an editor', () => {
  const change = (from: string, to: string, translate?: Translate) =>
    changeIn('flood.md', MARKDOWN, changedFrom(MARKDOWN, from, to), translate)
  expect(change('North road', 'North Road')).toBe('the original of the list-item “North Road”')
  expect(change('a', 'a', (text) => (text === 'Roads' ? 'Calles' : translated(text)))).toBe(
    'the translation of the heading “Roads”',
  )
  expect(change('/img/bridge.jpg', '/img/dam.jpg')).toBe(
    'an element, an address or a text that is not translated',
  )
})
