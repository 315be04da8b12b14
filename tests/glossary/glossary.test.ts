import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { parseGlossary } from '../../src/glossary/glossary.ts'

const read = (csv: string) => parseGlossary(csv, 'locales/es/glossary.csv')

function refusal(csv: string): DragomanError {
  try {
    read(csv)
  } catch (error) {
    if (error instanceof DragomanError) return error
    throw error
  }
  throw new Error('The glossary was taken.')
}

describe('a glossary file', () => {
  it('gives each term with its target, case rule and note', () => {
    const { terms } = read(
      'source,target,case,note\nNATO,OTAN,exact,the alliance\nFinancial Daily,keep,ignore,\n',
    )
    expect(terms).toEqual([
      { source: 'NATO', target: { kind: 'term', text: 'OTAN' }, caseRule: 'exact', note: 'the alliance' },
      { source: 'Financial Daily', target: { kind: 'keep' }, caseRule: 'ignore', note: '' },
    ])
  })

  it.each([
    ['a byte order mark', '\uFEFFsource,target\na,b\n'],
    ['a byte order mark before a quotation mark', '\uFEFF"source","target"\na,b\n'],
    ['Windows line ends', 'source,target\r\na,b\r\n'],
    ['no line end at its end', 'source,target\na,b'],
    ['columns in another order', 'note,target,source,case\n,b,a,exact'],
    ['a header in capitals', 'Source,TARGET\na,b'],
    ['spaces round the cells', 'source , target\n  a ,\tb \n'],
    ['comments and blank lines', '# ours\nsource,target\n\n# more, of "them\na,b\n\n'],
    ['empty rows of a spreadsheet', 'source,target,case,note\na,b,,\n,,,\n,,,,,\n'],
    ['keep and case rules in capitals', 'source,target,case\na,b,EXACT'],
    ['no case rule: exact', 'source,target,case\na,b,'],
  ])('may have %s', (_, csv) => {
    expect(read(csv).terms).toEqual([
      { source: 'a', target: { kind: 'term', text: 'b' }, caseRule: 'exact', note: '' },
    ])
  })

  it('takes quoted cells with commas, quotation marks and line breaks', () => {
    const [term] = read('source,target,case,note\n"Smith, Jones & ""Co""",keep,exact,"one\ntwo"\n').terms
    expect(term).toMatchObject({ source: 'Smith, Jones & "Co"', note: 'one two' })
  })

  it('takes # inside a line as it is', () => {
    expect(read('source,target\nC# code,C#\n').terms[0]).toMatchObject({ source: 'C# code' })
  })

  it('takes a hashtag in quotation marks, which without them would be a comment', () => {
    const terms = read('source,target\n"#Debate",keep\n#Vote,keep\n').terms
    expect(terms.map((term) => term.source)).toEqual(['#Debate'])
  })

  it.each(['', '\uFEFF', '# nothing yet\n', 'source,target,case,note\n'])('may be empty: %j', (csv) => {
    expect(read(csv).terms).toEqual([])
  })

  it('takes the same source with both case rules, and sources that differ in case only', () => {
    expect(read('source,target,case\nUS,EE. UU.,exact\nus,nosotros,exact\nus,x,ignore').terms).toHaveLength(3)
  })

  it.each([
    ['an unknown column', 'source,target,colour\na,b,c', 1, 'no column “colour”'],
    ['semicolons', 'source;target;case;note\na;b;exact;', 1, 'no column “source;target;case;note”'],
    ['no header', 'NATO,OTAN\n', 1, 'no column “NATO”'],
    ['a column twice', 'source,target,source\na,b,c', 1, '“source” stands twice'],
    ['a column too few', 'source,note\na,b', 1, '“target” is missing'],
    ['an empty source', 'source,target\na,b\n,c\n', 3, 'source term is empty'],
    ['a source of break hints', 'source,target\n\u00AD,c\n', 2, 'source term is empty'],
    ['an empty target', 'source,target\na,\n', 2, '“a” has no target'],
    ['a source twice', 'source,target\na,b\nc,d\na,e', 4, '“a” stands in line 2 already'],
    [
      'a source twice but for case',
      'source,target,case\nThe Hague,x,ignore\nthe hague,y,ignore',
      3,
      'line 2',
    ],
    ['a source twice but for white space', 'source,target\na b,c\na\u00A0b,d', 3, 'line 2'],
    ['an unknown case rule', 'source,target,case\na,b,lower', 2, 'no case rule “lower”'],
    ['a comma too many', 'source,target\na,b,c', 2, 'more cells than columns'],
    ['a picture’s place', 'source,target\na,b\uFFFC', 2, 'U+FFFC'],
    ['a quotation mark never closed', 'source,target\na,b\n"c,d\ne,f\ng,h', 3, 'never closed'],
    ['text behind a quoted cell', 'source,target\n"a" b,c', 2, 'closes a cell'],
    ['a quotation mark inside a cell', 'source,target\na,b\nthe "x",c', 3, 'middle of a cell'],
  ])('is refused with its line for %s', (_, csv, line, message) => {
    const error = refusal(csv)
    expect(error.code).toBe('CONFIG_INVALID')
    expect(error.place).toBe(`locales/es/glossary.csv:${line}`)
    expect(error.message).toContain(message)
    expect(error.fix).not.toBe('')
  })

  it('names the line in which a row begins, after cells of several lines', () => {
    const csv = 'source,target,case,note\r\na,b,exact,"1\r\n2\r\n3"\r\nc,d,odd,"1\r\n2"\r\n'
    expect(refusal(csv).place).toBe('locales/es/glossary.csv:5')
  })
})
