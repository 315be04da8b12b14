/**
 * Folding: text as terms are looked for in it. Case goes, letters are composed, white space of any kind is one
 * space, apostrophes are straight, break hints (soft hyphen, zero width space) are gone; and each place of the
 * folded text knows where it stood.
 */
export interface Folded {
  readonly text: string
  /** Offset in the original of each UTF-16 unit of `text`, and one for its end. */
  readonly offsets: readonly number[]
}

/** A run of plain ASCII, white space, break hints, or one character with its marks. */
const CLUSTER = /(?:[!-~]| (?!\s))+(?!\p{M})|\s+|[\u00AD\u200B]+|\P{M}\p{M}*|\p{M}+/gu

/** @param locale decides what is lower case: I is ı in Turkish. */
export function fold(original: string, locale?: string): Folded {
  const offsets: number[] = []
  let text = ''
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    const folded = compose(cluster).toLocaleLowerCase(locale)
    // What grows or shrinks is one letter with its marks or one space: no term ends in its middle.
    for (let at = 0; at < folded.length; at++) offsets.push(index + at)
    text += folded
  }
  offsets.push(original.length)
  return { text, offsets }
}

/** The same without touching case. */
export const compose = (text: string): string =>
  text
    .replace(/\s+|[\u00AD\u200B]+|[‘’ʼ]/g, (found) =>
      /^\s/.test(found) ? ' ' : /^[\u00AD\u200B]/.test(found) ? '' : "'",
    )
    .normalize('NFC')
