import { DragomanError } from '../article/errors.ts'

/**
 * The parser matches every closing delimiter of a paragraph against every opening one: fine for prose, ten
 * seconds for a hostile 30 KB. No paragraph that people wrote comes near the limit.
 */
const MAX_DELIMITERS = 5000

/** A blank line, or a new list item or table row, ends a paragraph; the rest could be a delimiter. */
const STEP =
  /\n[ \t]*(?=\r?\n)|\n {0,3}(?:[-+*][ \t]|\|)|\*+|~+|!\[|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu

/** @throws DragomanError ARTICLE_INVALID */
export function refuseTangles(source: string, path: string): void {
  let count = 0
  for (const { 0: step, index } of source.matchAll(STEP)) {
    count = step.startsWith('\n') ? 0 : count + 1
    if (count <= MAX_DELIMITERS) continue
    const before = source.slice(0, index)
    throw new DragomanError(
      'ARTICLE_INVALID',
      'This paragraph has more emphasis marks than can be matched.',
      {
        place: `${path}:${before.split('\n').length}:${index - before.lastIndexOf('\n')}`,
        fix: `Divide it: at most ${MAX_DELIMITERS} of * _ ~ and ![ may stand between two blank lines.`,
      },
    )
  }
}
