/** By `segmentation` in the configuration. Apart from the segmenters, so that whoever asks loads none of them. */
export const SEGMENTER_VERSIONS = { sentence: 'sentences-2', paragraph: 'paragraphs-1' } as const

/** The segmenter port: where sentences end. */
export interface Segmenter {
  /**
   * Enters the record of editions: after a new version each edition is assembled anew. Sentences that are cut as before
   * keep their keys, so they come from memory and are not bought again.
   */
  readonly version: string
  /**
   * End offsets (UTF-16) of the sentences of `text`, ascending, the last one `text.length`; white space after
   * a sentence belongs to it. So the slices always join to the text. Empty text: no offsets.
   * A line break inside `text` is a hard break only as the author's own line end (lists, verse); callers
   * turn soft wraps into spaces first.
   */
  split(text: string, locale: string): number[]
}
