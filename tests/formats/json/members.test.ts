import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../src/formats/json/json.ts'
import { literalEdits, literalStyle, readLiteral } from '../../../src/formats/json/literal.ts'
import { type Json, layoutOf, setElements, setMember } from '../../../src/formats/json/members.ts'
import { splice } from '../../../src/formats/splice.ts'

const opened = (source: string) => {
  const root = parseJson(source, 'news.json')
  return { root, layout: layoutOf(source, root, literalStyle(source)) }
}
const withMember = (source: string, key: string, value: Json) => {
  const { root, layout } = opened(source)
  return splice(source, setMember(source, root, key, value, layout))
}
const withOurs = (source: string, ours: readonly Json[]) => {
  const { root, layout } = opened(source)
  const isOurs = ({ value }: { value?: unknown }) => typeof value === 'string' && value.startsWith('our ')
  return splice(source, setElements(source, root, 'list', ours, isOurs, layout))
}

describe('setting a member of a JSON object', () => {
  it.each<[string, string, Json, string]>([
    ['leaves one that is equal', '{"a" :1.0}', 1, '{"a" :1.0}'],
    ['replaces the value alone', '{"a" : 1 , "b":2}', 'x', '{"a" : "x" , "b":2}'],
    ['goes to the end of a line', '{"b":2}', 'x', '{"b":2,"a":"x"}'],
    ['goes to the end of a line with spaces', '{ "c": 1, "b": 2 }', 'x', '{ "c": 1, "b": 2, "a": "x" }'],
    ['takes a line of its own', '{\n\t"b" : 2\n}', 'x', '{\n\t"b" : 2,\n\t"a" : "x"\n}'],
    [
      'keeps the line ends',
      '{\r\n  "b": 2\r\n}',
      { c: 1 },
      '{\r\n  "b": 2,\r\n  "a": {\r\n    "c": 1\r\n  }\r\n}',
    ],
    ['goes into an empty object', '{}', 'x', '{"a": "x"}'],
    ['writes as the file writes', '{"b":"\\u00e9 1\\/2"}', 'é/', '{"b":"\\u00e9 1\\/2","a":"\\u00e9\\/"}'],
  ])('%s', (_, source, value, expected) => {
    expect(withMember(source, 'a', value)).toBe(expected)
  })
})

describe('setting elements of a JSON array', () => {
  it.each<[string, string, readonly Json[], string]>([
    ['makes the array', '{"a":1}', ['our x'], '{"a":1,"list":["our x"]}'],
    ['makes none for nothing', '{"a":1}', [], '{"a":1}'],
    ['leaves what is equal', '{"list" : [ "our x" , 1 ]}', ['our x'], '{"list" : [ "our x" , 1 ]}'],
    ['goes behind the others', '{"list":[1, 2]}', ['our x'], '{"list":[1, 2, "our x"]}'],
    [
      'takes the place of the old ones',
      '{"list":["our a",{"b": 1}]}',
      ['our x'],
      '{"list":[{"b": 1},"our x"]}',
    ],
    ['takes the old ones away', '{"list":["our a",1]}', [], '{"list":[1]}'],
  ])('%s', (_, source, ours, expected) => {
    expect(withOurs(source, ours)).toBe(expected)
  })
})

describe('a string literal', () => {
  it('holds what it is made to hold, and keeps the bytes that begin and end alike', () => {
    const unit = fc.constantFrom('a', 'b', '"', '\\', '/', 'é', '\u{1F600}', '\n', '<p>')
    const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''))
    fc.assert(
      fc.property(text, text, text, text, fc.boolean(), (head, old, next, tail, slashed) => {
        const json = JSON.stringify(head + old + tail)
        const source = `{"a":${slashed ? json.replaceAll('/', '\\/') : json}}`
        const node = parseJson(source, 'news.json').children![0]!.children![1]!
        const edits = literalEdits(readLiteral(source, node), head + next + tail, literalStyle(source))
        expect(JSON.parse(splice(source, edits))).toEqual({ a: head + next + tail })
        for (const edit of edits) {
          expect(edit.start).toBeGreaterThanOrEqual(node.offset + 1)
          expect(edit.end - edit.start).toBeLessThanOrEqual(JSON.stringify(old).length * 2)
        }
      }),
    )
  })
})
