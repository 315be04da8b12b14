import type { Segmenter } from './segmenter.ts'

/** The whole text is one segment: for providers that want context, and verse that must not be cut. */
export const paragraphSegmenter: Segmenter = {
  version: 'paragraphs-1',
  split: (text) => (text === '' ? [] : [text.length]),
}
