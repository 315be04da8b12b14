import { SEGMENTER_VERSIONS, type Segmenter } from './segmenter.ts'

/** The whole text is one segment: for providers that want context, and verse that must not be cut. */
export const paragraphSegmenter: Segmenter = {
  version: SEGMENTER_VERSIONS.paragraph,
  split: (text) => (text === '' ? [] : [text.length]),
}
