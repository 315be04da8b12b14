import type { Disclosure } from '../../../src/article/disclosure.ts'
import type { ReadOptions } from '../../../src/formats/format.ts'

/** How the tests of both syntaxes read a story, and what its edition says of itself. */

export const options: ReadOptions = {
  path: 'desk/story.md',
  locale: 'en',
  frontMatter: ['title', 'standfirst', 'image.alt', 'images.*.caption', 'liveUpdates.text', 'url', 'tags'],
  credits: [],
  keywords: false,
  recognise: { isLabel: () => false, isUpdated: (line) => line.startsWith('Updated: ') },
}

export const disclosure: Disclosure = {
  articleId: 'story',
  state: 'machine',
  locale: 'es',
  direction: 'ltr',
  sourceLocale: 'en',
  sourceDirection: 'ltr',
  label: 'Traducción “automática”: "sin revisar"',
  labelLocale: 'es',
  providers: ['Apertium', 'Example'],
  digitalSourceType: 'trainedAlgorithmicMedia',
  aiDisclosure: 'ai-autonomous',
  sourceHash: '012345678901ff',
  changed: undefined,
  reviewed: undefined,
  canonicalUrl: undefined,
  originalUrl: 'https://news.example/en/story',
  readOriginal: 'Leer el original',
  updatedLine: (line) => (line.endsWith('?') ? undefined : 'Actualizado: hoy'),
  updatedTime: () => undefined,
}
