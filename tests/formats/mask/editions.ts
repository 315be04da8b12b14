import { type Content, MARKER } from '../../../src/article/content.ts'
import type { Fills, Reading, ReadOptions } from '../../../src/formats/format.ts'
import { html } from '../../../src/formats/html/html.ts'
import { markdown } from '../../../src/formats/markdown/markdown.ts'

const OPTIONS: Omit<ReadOptions, 'path'> = {
  locale: 'en',
  frontMatter: ['headline', 'title'],
  credits: ['.credit'],
  keywords: false,
  shortcodes: ['*.alt', '*.caption', '*.title'],
  recognise: { isLabel: () => false, isUpdated: () => false },
}

export type Ending = 'md' | 'mdx' | 'html'

export const readAs = (ending: Ending, source: string, more: Partial<ReadOptions> = {}): Reading =>
  (ending === 'html' ? html : markdown).read(source, { ...OPTIONS, path: `story.${ending}`, ...more })

/** Words in capitals: the language into which these tests translate. */
const inCapitals = ({ text, codes }: Content): Content => ({
  text: text
    .split(MARKER)
    .map((words) => words.toUpperCase())
    .join(MARKER),
  codes,
})

export const translated = ({ units }: Reading): Fills =>
  new Map(units.map(({ id, content }) => [id, [{ kind: 'target', content: inCapitals(content) }]]))

/** The article with all its words in capitals. */
export function edition(ending: Ending, source: string, more: Partial<ReadOptions> = {}): string {
  const reading = readAs(ending, source, more)
  return reading.write(translated(reading), undefined)
}
