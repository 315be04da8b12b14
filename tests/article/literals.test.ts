import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../src/article/content.ts'
import { literalSpans } from '../../src/article/literals.ts'
import { Prose } from '../../src/check/text/prose.ts'
import { protect } from '../../src/glossary/protect.ts'
import { coded } from '../coded.ts'

/** A rule, a text in notation, and the literals in it. */
type Row = readonly [rule: string, text: string, ...literals: readonly string[]]

const TABLE: Readonly<Record<string, readonly Row[]>> = {
  placeholders: [
    ['in double braces', 'Dear {{first name}}, welcome.', '{{first name}}'],
    ['of a template string', 'You owe \u0024{sum.total}.', '\u0024{sum.total}'],
    ['by number and by name', '{0} of {page.count}', '{0}', '{page.count}'],
    ['of printf', '%s: %1$d of %(total)s, %05.2f', '%s', '%1$d', '%(total)s', '%05.2f'],
    ['right behind a word of Chinese', '共{count}人', '{count}'],
    ['no percentage', 'It fell by 5% in all, 100% sure, 7 %s.', '%s'],
    ['no word in braces', 'the set { a, b }'],
  ],
  'web addresses': [
    [
      'with path, query and fragment',
      'At https://example.org/a?b=c&d=e#f.',
      'https://example.org/a?b=c&d=e#f',
    ],
    ['without a scheme', 'See www.example.org!', 'www.example.org'],
    [
      'however they are written',
      'HTTP://EXAMPLE.ORG and Www.example.org',
      'HTTP://EXAMPLE.ORG',
      'Www.example.org',
    ],
    ['of a file server', 'ftp://files.example.org/x.zip', 'ftp://files.example.org/x.zip'],
    [
      'without the marks of the sentence',
      '(https://example.org/a), “www.example.org/b”…',
      'https://example.org/a',
      'www.example.org/b',
    ],
    [
      'with their own brackets',
      'https://example.org/Hull_(city), she said',
      'https://example.org/Hull_(city)',
    ],
    ['without a bracket that is not theirs', 'https://example.org/a(see there', 'https://example.org/a'],
    [
      'with a port and an odd host',
      'http://localhost:8080/x and http://127.0.0.1',
      'http://localhost:8080/x',
      'http://127.0.0.1',
    ],
    [
      'with the letters of Arabic or Russian',
      'https://example.org/مصر и https://example.org/вода',
      'https://example.org/مصر',
      'https://example.org/вода',
    ],
    ['behind a word by mistake', 'Readhttps://example.org/a', 'https://example.org/a'],
    ['no www inside a word', 'the owww.no sound'],
  ],
  'addresses beside text without spaces': [
    ['Chinese after', '请见https://example.org/a了解详情。', 'https://example.org/a'],
    [
      'Chinese marks after',
      '见https://example.org/a，或www.example.org。',
      'https://example.org/a',
      'www.example.org',
    ],
    ['Japanese on both sides', '今すぐhttps://example.org/aをご覧ください', 'https://example.org/a'],
    ['a Korean particle', 'https://example.org/a에서 확인', 'https://example.org/a'],
    ['Thai after', 'ดูที่https://example.org/aได้', 'https://example.org/a'],
    ['full-width brackets', '（https://example.org/a）', 'https://example.org/a'],
    ['an e-mail address', '请写信至desk@example.org联系我们', 'desk@example.org'],
    ['a handle', '关注@harbour_news获取更新', '@harbour_news'],
  ],
  'e-mail addresses': [
    ['plain', 'Write to desk@example.org.', 'desk@example.org'],
    ['with a tag', 'tips+pier@news.example.co.uk', 'tips+pier@news.example.co.uk'],
    ['with dots and dashes', 'a.b-c_d@ex-ample.org', 'a.b-c_d@ex-ample.org'],
    ['in angle brackets', 'Desk ‹desk@example.org›', 'desk@example.org'],
    ['two in a row', 'a@example.org,b@example.org', 'a@example.org', 'b@example.org'],
    ['no price', '40 cans @ 3 pounds, 40@3'],
  ],
  handles: [
    ['plain', '@harbour_news asks', '@harbour_news'],
    ['behind a full stop, as replies begin', '.@desk is right', '@desk'],
    ['with a dot', 'by @anna.lowe.', '@anna.lowe'],
    ['of a federated network', 'Ask @desk@news.example today', '@desk@news.example'],
    ['with digits', '@20minutes and @50cent', '@20minutes', '@50cent'],
    ['with letters of other alphabets', '@café, @вести', '@café', '@вести'],
    ['no price', 'sold @50 pence, 单价@50元'],
  ],
  tags: [
    ['plain', '#SaveThePier!', '#SaveThePier'],
    ['with digits', '#Vote2024 #7dias', '#Vote2024', '#7dias'],
    ['with marks on letters', '#चुनाव2024', '#चुनाव2024'],
    ['of Japanese', '速報 #東京マラソン です', '#東京マラソン'],
    ['no fragment of an address', 'see example.org/about#team and example.org/#top'],
    ['no rank', 'She is #1 again'],
    ['no entity', '&#39;'],
  ],
  'no literals': [
    ['a plain sentence', 'The pier opens at 7.30, not at 8:15.'],
    ['a name with a full stop', 'Node.js and example.org'],
    ['half an address', 'http:/example and www is old'],
    ['across a code', '<b1>https://</b1>example.org'],
    ['up to a code', 'https://example.org/<b1>a</b1>', 'https://example.org/'],
  ],
}

const found = (text: string) => {
  const content = coded(text)
  return literalSpans(content.text).map(({ start, end }) => content.text.slice(start, end))
}

describe.each(Object.entries(TABLE))('%s', (_kind, rows) => {
  it.each(rows.map(([rule, text, ...literals]) => ({ rule, text, literals })))(
    '$rule',
    ({ text, literals }) => {
      expect(found(text)).toEqual(literals)
    },
  )
})

const piece = fc.constantFrom(
  'https://',
  'www.',
  'example.org',
  '/a_(b)',
  '(',
  ')',
  '@',
  '＠',
  '#',
  '{{x}}',
  '%s',
  'a',
  'é',
  '7',
  '_',
  '.',
  ',',
  ' ',
  '港',
  'は',
  '은',
  '。',
)
const someText = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))

describe('any text', () => {
  it('shows the shield and the checks the same literals', () => {
    fc.assert(
      fc.property(someText, (text) => {
        const content = plain(text)
        const shielded = protect(content, [], literalSpans(text), 'es').content.codes.map(({ raw }) => raw)
        expect(shielded).toEqual(new Prose(content, 'en').literals)
      }),
    )
  })

  it('has literals that lie apart, each of which is a literal by itself', () => {
    fc.assert(
      fc.property(someText, (text) => {
        let from = 0
        for (const { start, end } of literalSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(from)
          from = end
          expect(literalSpans(text.slice(start, end))).toEqual([{ start: 0, end: end - start }])
        }
      }),
    )
  })
})
