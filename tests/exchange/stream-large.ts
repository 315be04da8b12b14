import { contentOf } from '../../src/exchange/carried-text.ts'
import type { BundledArticle } from '../../src/exchange/exchange.ts'
import { exchangeNamed } from '../../src/exchange/registry.ts'

/**
 * Writes more than 100 MB in a format and reads it while it is written: `node --max-old-space-size=48 stream-large.ts po`. Prints
 * how many characters and segments went through. A process that kept them would come to the end of its heap.
 */
const CHARACTERS = 100_000_000
const [, , format = ''] = process.argv
const exchange = exchangeNamed(format)
let characters = 0
let segments = 0

async function* articles(): AsyncGenerator<BundledArticle> {
  for (let nth = 0; characters < CHARACTERS; nth++) yield article(`news/${nth}`)
}

function article(id: string): BundledArticle {
  const notation = `The council of ${id} met, <b1>again</b1>, and nothing was decided. `.repeat(20)
  const target = { text: notation.toUpperCase().replace(/<(\/?)B1>/g, '<$1b1>'), state: 'machine' as const }
  const source = contentOf(notation)
  const keys = Array.from({ length: 100 }, (_, nth) => `paragraph.${String(nth).padStart(12, '0')}`)
  return { id, segments: keys.map((key) => ({ key, notation, source, target, notes: [], terms: [] })) }
}

async function* counted(text: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of text) {
    characters += piece.length
    yield piece
  }
}

const file = exchange.write({ sourceLocale: 'en', locale: 'es', articles: articles() })
for await (const { kind } of exchange.read(counted(file), format)) if (kind === 'words') segments++
process.stdout.write(JSON.stringify({ characters, segments }))
