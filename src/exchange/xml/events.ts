import { SaxesParser } from 'saxes'
import { messageOf } from '../../article/errors.ts'
import { invalid } from '../invalid.ts'

/** What stands in an XML file, as it is read. */
export type XmlEvent =
  | { readonly kind: 'open'; readonly uri: string; readonly name: string; readonly attributes: Attributes }
  | { readonly kind: 'close'; readonly uri: string; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** By name, those of no namespace and `xml:lang`. */
export type Attributes = ReadonlyMap<string, string>

/** No file of any tool nests as deep; the parser keeps all that is open. */
const DEPTH_AT_MOST = 200
/** Nor has one a text, a tag or a comment as long; the parser keeps it whole. */
const CHARACTERS_AT_MOST = 10_000_000

/**
 * Reads an XML file, holding no more than what stands between two tags. Any DOCTYPE is refused: a document type could name
 * entities that grow without end, or files to be read.
 * @throws DragomanError EXCHANGE_INVALID with the line
 */
export async function* xmlEvents(text: AsyncIterable<string>, place: string): AsyncGenerator<XmlEvent> {
  const parser = new SaxesParser({ xmlns: true })
  let events: XmlEvent[] = []
  let depth = 0
  let since = 0
  const add = (event: XmlEvent) => {
    events.push(event)
    since = 0
  }
  const refuse = (message: string, cause?: unknown): never => {
    throw invalid(`${place}:${parser.line}`, message, cause)
  }
  parser.on('doctype', () => refuse('It has a DOCTYPE, which no file needs and which could be made to harm'))
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-(?:8|16)$/i.test(encoding))
      refuse(`It says that it is in ${encoding}; only UTF-8 and UTF-16 are read`)
  })
  parser.on('error', (error) => refuse(`The XML is broken there (${problemOf(error)})`, error))
  parser.on('opentag', ({ uri, local, attributes }) => {
    if (++depth > DEPTH_AT_MOST) refuse('Its elements are nested too deep')
    add({ kind: 'open', uri, name: local, attributes: ownAttributes(attributes) })
  })
  parser.on('closetag', ({ uri, local }) => {
    depth--
    add({ kind: 'close', uri, name: local })
  })
  parser.on('text', (words) => add({ kind: 'text', text: words }))
  parser.on('cdata', (words) => add({ kind: 'text', text: words }))
  for await (const chunk of text) {
    since += chunk.length
    parser.write(chunk)
    if (since > CHARACTERS_AT_MOST) refuse('A text, a tag or a comment of it is too long')
    yield* events
    events = []
  }
  parser.close()
  yield* events
}

function ownAttributes(
  attributes: Readonly<Record<string, { uri: string; local: string; name: string; value: string }>>,
) {
  const own = new Map<string, string>()
  for (const { uri, local, name, value } of Object.values(attributes))
    if (uri === '') own.set(local, value)
    else if (name === 'xml:lang') own.set(name, value)
  return own
}

/** The parser begins its messages with the place. */
const problemOf = (error: unknown): string =>
  messageOf(error)
    .replace(/^(?:\d+:\d+: )/, '')
    .replace(/\.$/, '')
