/**
 * Articles that nobody wrote in good faith, or that a broken export made: deep, long, crowded, unbalanced. Each
 * is made to a size, so that the same trouble serves a bench at ten megabytes and a test at one.
 */
export interface HostileInput {
  readonly name: string
  /** Name of the format that reads it, and the file ending that it goes by. */
  readonly format: 'html' | 'markdown' | 'ninjs' | 'text'
  readonly ending: string
  /** @param bytes about how large; what is counted (depth, attributes, marks) stays the same. */
  make(bytes: number): string
}

const DEPTH = 10_000
const CROWD = 100_000

const SENTENCE = 'The harbour office counted 4,200 crates on Tuesday, and sent half of them back. '

const filler = (bytes: number, unit = SENTENCE): string =>
  unit.repeat(Math.max(1, Math.ceil(bytes / unit.length)))

const paragraphs = (bytes: number, open: string, close: string): string => {
  const one = `${open}${SENTENCE.repeat(4).trimEnd()}${close}\n`
  return one.repeat(Math.max(1, Math.ceil(bytes / one.length)))
}

const nested = (open: string, close: string, inside: string, depth = DEPTH): string =>
  `${open.repeat(depth)}${inside}${close.repeat(depth)}`

const attributes = (count = CROWD): string =>
  Array.from({ length: count }, (_, nth) => ` data-a${nth}="${nth}"`).join('')

/** Marks that open and never close, and their like: the text of a parser's bad dream. */
const CROWDS: readonly (readonly [name: string, text: string])[] = [
  ['100,000 quotes', 'He said "no. '.repeat(CROWD)],
  ['100,000 curly quotes opened', 'He said “no. '.repeat(CROWD)],
  ['100,000 brackets opened', '(yes [no. '.repeat(CROWD / 2)],
  ['100,000 brackets, nested', nested('(', ')', 'A word. ', CROWD / 2)],
  ['100,000 quotes in a row', `${'"'.repeat(CROWD)} A word.`],
  ['100,000 full stops, quotes and brackets', 'a.") '.repeat(CROWD)],
  ['initials without end', 'A. B. '.repeat(CROWD)],
  ['one word without end', 'a'.repeat(CROWD * 10)],
  ['white space without end', `A word.${' '.repeat(CROWD * 10)}B.`],
  ['backslashes', `A ${'\\'.repeat(CROWD)} word.`],
  ['open angles', `A ${'<'.repeat(CROWD)} word.`],
  ['100,000 templates', 'See {{ page.title }} now. '.repeat(CROWD)],
  ['100,000 templates opened', 'See {{ "a now. '.repeat(CROWD)],
  ['100,000 shortcodes with words', 'See [pic id=1 alt="a sea"] now. '.repeat(CROWD)],
  ['100,000 shortcodes opened', 'See [a b="c now. '.repeat(CROWD)],
  ['100,000 lines of words and shortcodes', 'A word.\n{{< ad >}}\n'.repeat(CROWD)],
  ['100,000 dollars', 'It is $a now. '.repeat(CROWD)],
  ['tags in notation', 'See \\<a1>that\\</a1>. '.repeat(CROWD / 2)],
]

const html = (name: string, make: HostileInput['make']): HostileInput => ({
  name,
  format: 'html',
  ending: '.html',
  make,
})
const markdown = (name: string, make: HostileInput['make']): HostileInput => ({
  name,
  format: 'markdown',
  ending: '.md',
  make,
})
const text = (name: string, make: HostileInput['make']): HostileInput => ({
  name,
  format: 'text',
  ending: '.txt',
  make,
})
const ninjs = (name: string, make: HostileInput['make']): HostileInput => ({
  name,
  format: 'ninjs',
  ending: '.json',
  make: (bytes) => make(bytes),
})

const page = (body: string) =>
  `<!doctype html>\n<html lang="en"><head><title>A page</title></head><body>${body}</body></html>\n`
const story = (bodyHtml: string, more: object = {}) =>
  JSON.stringify({
    uri: 'https://example.org/items/1',
    type: 'text',
    versioncreated: '2026-11-01T10:00:00Z',
    language: 'en',
    headline: 'A story',
    body_html: bodyHtml,
    ...more,
  })
const deepJson = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export const hostileInputs: readonly HostileInput[] = [
  html('plain paragraphs', (bytes) => page(paragraphs(bytes, '<p>', '</p>'))),
  html('one paragraph', (bytes) => page(`<p>${filler(bytes)}</p>`)),
  html('one paragraph, a link each sentence', (bytes) =>
    page(`<p>${filler(bytes, `<a href="/x">${SENTENCE.trim()}</a> `)}</p>`),
  ),
  html('one sentence, a link each word', (bytes) =>
    page(`<p>${filler(bytes, '<a href="/x">word</a> ')}</p>`),
  ),
  html('one paragraph of line breaks', (bytes) => page(`<p>${filler(bytes, 'A word.<br>')}</p>`)),
  html('10,000 blocks nested', (bytes) => page(nested('<div>', '</div>', paragraphs(bytes, '<p>', '</p>')))),
  html('10,000 blocks nested, words in each', (bytes) =>
    page(nested(`<div>${filler(bytes / DEPTH, 'Two words. ')}`, '</div>', 'Words.')),
  ),
  html('10,000 inline elements nested', (bytes) =>
    page(`<p>${nested('<span>', '</span>', filler(bytes))}</p>`),
  ),
  html('10,000 inline elements nested, words in each', (bytes) =>
    page(`<p>${nested(`<span>${filler(bytes / DEPTH, 'Two words. ')}`, '</span>', 'Words.')}</p>`),
  ),
  html('10,000 formatting elements never closed', (bytes) =>
    page(`<p>${nested('<b>', '', 'Words.')}</p>${paragraphs(bytes, '<p>', '</p>')}`),
  ),
  html('1,000 unlike formatting elements never closed', (bytes) =>
    page(
      `<p>${Array.from({ length: 1_000 }, (_, nth) => `<b id=b${nth}>`).join('')}Words.</p>${paragraphs(bytes, '<p>', '</p>')}`,
    ),
  ),
  html('100,000 attributes', (bytes) =>
    page(`<p${attributes()}>${SENTENCE}</p>${paragraphs(bytes, '<p>', '</p>')}`),
  ),
  html('100,000 attributes on a link', (bytes) =>
    page(`<p>See <a${attributes()}>${SENTENCE}</a></p>${paragraphs(bytes, '<p>', '</p>')}`),
  ),
  html('100,000 text attributes', (bytes) =>
    page(`<p>${'<img src=a alt="A word"> '.repeat(CROWD)}</p>${paragraphs(bytes, '<p>', '</p>')}`),
  ),
  html('unclosed comments', (bytes) => page(filler(bytes, '<!-- a '))),
  html('unclosed tags', (bytes) => page(filler(bytes, '<a <b '))),
  html('paragraphs never closed', (bytes) => page(filler(bytes, '<p>Words.'))),
  html('table cells', (bytes) => page(`<table>${filler(bytes, '<tr><td>Words.')}</table>`)),
  html('words misplaced in a table', (bytes) => page(`<table>${filler(bytes, 'Words.<tr>')}</table>`)),
  html('character references', (bytes) => page(`<p>${filler(bytes, 'A&amp;&eacute;&#x41; &nope; ')}</p>`)),
  ...CROWDS.map(([name, words]) => html(name, () => page(`<p>${escaped(words)}</p>`))),

  markdown('plain paragraphs', (bytes) => paragraphs(bytes, '', '\n')),
  markdown('one paragraph', filler),
  markdown('one paragraph of short lines', (bytes) => filler(bytes, 'Two words.\n')),
  markdown('one paragraph, a link each sentence', (bytes) => filler(bytes, `[${SENTENCE.trim()}](/x) `)),
  markdown('10,000 quotations nested', (bytes) => `${'>'.repeat(DEPTH)} Words.\n\n${filler(bytes)}`),
  markdown('list items nested', (bytes) =>
    Array.from(
      { length: Math.floor(Math.sqrt(bytes)) / 2 },
      (_, nth) => `${'  '.repeat(nth)}- Words.\n`,
    ).join(''),
  ),
  markdown('10,000 list marks in a line', (bytes) => `${'- '.repeat(DEPTH)}Words.\n\n${filler(bytes)}`),
  markdown('10,000 link brackets nested', (bytes) => `${nested('[', ']', 'words')}\n\n${filler(bytes)}`),
  markdown('100,000 link brackets opened', () => '[word '.repeat(CROWD)),
  markdown('100,000 links begun', () => '[a](<b '.repeat(CROWD)),
  markdown('100,000 images begun', () => '![a]( '.repeat(CROWD)),
  markdown('100,000 stars', () => '*a '.repeat(CROWD)),
  markdown('100,000 stars in a row', () => `${'*'.repeat(CROWD)}a`),
  markdown('backtick runs of all lengths', () =>
    Array.from({ length: 1_500 }, (_, nth) => `${'`'.repeat(nth + 1)}a`).join(' '),
  ),
  markdown('100,000 attributes', (bytes) => `See <a${attributes()}>that</a>.\n\n${filler(bytes)}`),
  markdown('100,000 definitions', () =>
    Array.from({ length: CROWD }, (_, nth) => `[a${nth}]: /x${nth} "Title"\n`).join(''),
  ),
  markdown('100,000 footnotes', () =>
    Array.from({ length: CROWD / 10 }, (_, nth) => `Word.[^${nth}]\n\n[^${nth}]: Note.\n\n`).join(''),
  ),
  markdown('table of 10,000 columns', () => {
    const row = `|${'a|'.repeat(DEPTH)}\n`
    return `${row}|${'-|'.repeat(DEPTH)}\n${row.repeat(10)}`
  }),
  markdown('table of 100,000 rows', () => `|a|b|\n|-|-|\n${'|Words.|More.|\n'.repeat(CROWD)}`),
  markdown('unclosed comments', (bytes) => filler(bytes, 'a <!-- a ')),
  markdown('front matter without end', (bytes) => `---\nheadline: A\n${filler(bytes, 'a: b\n')}`),
  markdown('front matter of one key', (bytes) => `---\nheadline: "${filler(bytes)}"\n---\n\nWords.\n`),
  markdown('front matter, nested', () => `---\nheadline: A\na: ${nested('[', ']', '1')}\n---\n\nWords.\n`),
  ...CROWDS.map(([name, words]) => markdown(name, () => words)),

  ninjs('plain paragraphs', (bytes) => story(paragraphs(bytes, '<p>', '</p>'))),
  ninjs('one paragraph', (bytes) => story(`<p>${filler(bytes)}</p>`)),
  ninjs('one headline', (bytes) => story('<p>Words.</p>', { headline: filler(bytes) })),
  ninjs('10,000 blocks nested', (bytes) =>
    story(nested('<div>', '</div>', paragraphs(bytes, '<p>', '</p>'))),
  ),
  ninjs('10,000 objects nested', (bytes) =>
    story(paragraphs(bytes, '<p>', '</p>')).replace(/\}$/, `,"x":${deepJson(DEPTH)}}`),
  ),
  ninjs('1,000,000 objects nested', () =>
    story('<p>Words.</p>').replace(/\}$/, `,"x":${deepJson(CROWD * 10)}}`),
  ),
  ninjs('100,000 members', () =>
    story('<p>Words.</p>', Object.fromEntries(Array.from({ length: CROWD }, (_, nth) => [`k${nth}`, nth]))),
  ),
  ninjs('100,000 associated items', () =>
    story('<p>Words.</p>', {
      associations: Array.from({ length: CROWD }, (_, nth) => ({
        name: `n${nth}`,
        uri: `x:${nth}`,
        type: 'picture',
        headline: 'A picture',
      })),
    }),
  ),
  ninjs('100,000 attributes', (bytes) =>
    story(`<p${attributes()}>Words.</p>${paragraphs(bytes, '<p>', '</p>')}`),
  ),
  ...CROWDS.map(([name, words]) => ninjs(name, () => story(`<p>${escaped(words)}</p>`))),

  text('plain paragraphs', (bytes) => paragraphs(bytes, '', '\n')),
  text('one paragraph', filler),
  text('one paragraph of short lines', (bytes) => filler(bytes, 'Two words.\n')),
  text('list items', (bytes) => filler(bytes, '- Two words\n')),
  text('line breaks', (bytes) => `Words.${filler(bytes, '\n')}Words.`),
  ...CROWDS.map(([name, words]) => text(name, () => words)),
]
