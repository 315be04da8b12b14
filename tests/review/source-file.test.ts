import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Code } from '../../src/article/content.ts'
import type { Segment } from '../../src/article/segment.ts'
import { writeSourceFile } from '../../src/pipeline/edition.ts'
import { readLocaleFile } from '../../src/review/read-locale-file.ts'
import { segmentsIn } from '../../src/review/source-file.ts'
import { normalise, segmentKey } from '../../src/segment/key.ts'
import { newsroom } from '../fakes/newsroom.ts'

const FIXTURES = path.resolve(import.meta.dirname, '../fixtures')
/** The folders of the formats; `state-…` holds whole newsrooms, `exchange` locale files. */
const articles = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
  .filter((file) => !/^(?:state-|exchange\/)/.test(file))
  .filter((file) => /(?:^|\/)(?:input\.\w+|[^/]+\.(?:json|txt))$/.test(file))
  .toSorted()

/** An article’s segments, and those that its source’s locale file tells of. */
async function written(place: string, text: string) {
  const room = newsroom()
  const source = room.source(place, text)
  await writeSourceFile(source, room.ports.publish)
  const stem = path.join(room.root, 'locales', source.locale, 'articles', source.id)
  const { texts } = readLocaleFile(`${stem}.json`, `${stem}.meta.json`)
  return { segments: source.segments, texts, found: segmentsIn(texts) }
}

/** The same words in the same role are one line of the file. */
const onceEach = (segments: readonly Segment[]) => [
  ...new Map(segments.map((each) => [each.key, each])).values(),
]

const withoutBytes = ({ key, role, notation, source }: Segment) => ({
  key,
  role,
  notation,
  text: normalise(source.text),
  codes: source.codes.map(({ kind, name, id }) => ({ kind, name, id })),
})

const codesOf = (segments: readonly Segment[]): readonly Code[] =>
  segments.flatMap(({ source }) => source.codes)

describe('segments read back from the source’s locale file', () => {
  it.each(articles)('are those of the article: %s', async (file) => {
    const { segments, found } = await written(
      file.replaceAll('/', '-'),
      readFileSync(path.join(FIXTURES, file), 'utf8'),
    )
    expect(found.length).toBeGreaterThan(0)
    expect(found.map(withoutBytes)).toEqual(onceEach(segments).map(withoutBytes))
    // Stray tags may go too, which their names do not tell; line breaks may in HTML, not in Markdown.
    const may = ({ canDelete, canCopy }: Code) => [canDelete, canCopy]
    const isKnown = ({ name, kind }: Code) => name !== 'br' && kind !== 'alone'
    expect(codesOf(found).filter(isKnown).map(may)).toEqual(
      codesOf(onceEach(segments)).filter(isKnown).map(may),
    )
  })

  it('are those of the article, whatever its words look like', async () => {
    const piece = fc.constantFrom(
      ...[
        'a ',
        'Polish. ',
        '<b>',
        '</b>',
        '<br>',
        '&lt;a1>',
        '&lt;/a1>',
        '\\',
        '\\\\',
        '&amp;',
        '\u00AD',
        '"',
        '¤',
        '. ',
        '👩‍👩‍👧 ',
      ],
    )
    const paragraph = fc
      .array(piece, { minLength: 1, maxLength: 12 })
      .map((pieces) => `<p>x ${pieces.join('')}</p>\n`)
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { minLength: 1, maxLength: 4 }), async (paragraphs) => {
        const { segments, found } = await written('story.html', paragraphs.join(''))
        expect(found.map(withoutBytes)).toEqual(onceEach(segments).map(withoutBytes))
      }),
      { numRuns: 60 },
    )
  })

  it('are none of the lines that a person changed: their words are no source', async () => {
    const { texts, found } = await written('story.md', 'One sentence. Another sentence.\n')
    const [first = '', second = ''] = texts.keys()
    expect(found.map(({ key }) => key)).toEqual([first, second])
    const changed = new Map([...texts, [first, 'One more sentence.'], ['note', 'by hand'], ['', '']])
    expect(segmentsIn(changed).map(({ key }) => key)).toEqual([second])
  })

  it('lets a person leave out emphasis and break lines, but lose no link', () => {
    const notation = 'See <em1>the</em1> <a2>list</a2><br3/><img4/>.'
    const [segment] = segmentsIn(new Map([[segmentKey('paragraph', notation), notation]]))
    const may = (pick: (code: Code) => boolean) => segment!.source.codes.filter(pick).map(({ name }) => name)
    expect(may(({ canDelete }) => canDelete)).toEqual(['em', 'em', 'br'])
    expect(may(({ canCopy }) => canCopy)).toEqual(['em', 'em'])
  })
})
