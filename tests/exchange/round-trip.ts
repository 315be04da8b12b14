import fc from 'fast-check'
import type { Code, Content } from '../../src/article/content.ts'
import type { ReviewState } from '../../src/article/target.ts'
import { contentOf } from '../../src/exchange/carried-text.ts'
import type { BundledSegment } from '../../src/exchange/exchange.ts'
import { segmentKey } from '../../src/segment/key.ts'

/** Text that formats stumble over: their own syntax, controls, halves of characters, other scripts, tags right and wrong. */
const HOSTILE = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '&amp;',
  '&#13;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?xml?>',
  '<source>',
  '</target>',
  '\\',
  '\\"',
  '\\n',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\u0000',
  '\u0007',
  '\u000B',
  '\u001F',
  '\u007F',
  '\u0085',
  '\u2028',
  '\uFFFE',
  '\uFFFF',
  '\uFFFC',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '😀',
  'é',
  'e\u0301',
  'שלום',
  'ไทย',
  '漢字',
  '\u00A0',
  '\u200B',
  '<a1>',
  '</a1>',
  '<b2>',
  '</b2>',
  '<br3/>',
  '\\<a1>',
  '\\\\<a1>',
  '<a1/>',
  '<x99/>',
  'msgid "x"',
  '#, fuzzy',
  '#~ ',
  '$t(x)',
  '{{x}}',
  '%s',
  '. ',
  'word ',
  ' ',
]

const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 12,
  })
  .map((pieces) => pieces.join(''))

const bound = ({ text, codes }: Content, freedom: Pick<Code, 'canDelete' | 'canCopy'>): Content => ({
  text,
  codes: codes.map((code) => ({ ...code, ...freedom })),
})

const states = fc.constantFrom<ReviewState>('machine', 'edited', 'approved', 'rejected')

const segment = fc
  .record({
    notation: hostileText,
    target: fc.option(fc.record({ text: hostileText, state: states }), { nil: undefined }),
    note: hostileText,
    freedom: fc.record({ canDelete: fc.boolean(), canCopy: fc.boolean() }),
  })
  .map(
    ({ notation, target, note, freedom }): BundledSegment => ({
      key: segmentKey('paragraph', notation),
      notation,
      source: bound(contentOf(notation), freedom),
      target: target?.text.trim() === '' ? undefined : target,
      notes: [{ kind: 'finding', isBlocking: true, text: note }],
      terms: [{ source: note || 'x', target: { kind: 'term', text: note || 'y' }, caseRule: 'exact', note }],
    }),
  )

/** Segments that no format breaks, if it is written with care. */
export const hostileSegments = fc.uniqueArray(segment, {
  selector: ({ key }) => key,
  minLength: 1,
  maxLength: 5,
})
