import { DragomanError } from '../../article/errors.ts'

/**
 * The parser (micromark) is quick with what people write, and quadratic or worse with much that they do not: a
 * hundred kilobytes can hold it up for an hour, in one call that hears no signal. So what it does is counted while
 * it does it (see watch.ts), and an article that asks for too much is refused at that place. Work and not
 * time is counted: an article is read or refused alike on any machine, on any day.
 */
export interface Effort {
  /**
   * @param price about how many nanoseconds the parser needs for it.
   * @param offset of the article, asked for only when all is spent.
   * @throws DragomanError ARTICLE_INVALID when all is spent.
   */
  spend(trouble: Trouble, price: number, offset: () => number): void
  /** @throws DragomanError ARTICLE_TOO_LARGE when it is more memory than there may be. */
  hold(bytes: number, offset: () => number): void
  /** All that was held. */
  release(): void
}

export type Trouble = keyof typeof TROUBLES

/** Six seconds: above what any article takes that is a megabyte of one table, list or paragraph. */
const MAX_EFFORT = 6_000_000_000
/** What grows with the length only is no trouble: most articles take a tenth of this. */
const PER_CHARACTER = 1500
/** As measured, 200,000 table cells or 90,000 list items; in Node’s memory there must be room for it. */
const MAX_HELD = 2_000_000_000

const TROUBLES = {
  unclosed: {
    much: 'too much in it opens and is never closed, such as <!-- or a backquote',
    fix: 'Close it, or put a backslash before marks that are mere characters.',
  },
  emphasis: {
    much: 'a paragraph has more marks of emphasis (* _ ~) than can be matched',
    fix: 'Divide it by blank lines, or put a backslash before marks that are mere characters.',
  },
  brackets: {
    much: 'a paragraph has more square brackets than can be matched',
    fix: 'Divide it by blank lines, or put a backslash before brackets that are no links.',
  },
  paragraph: {
    much: 'a paragraph has too many lines and marks',
    fix: 'Divide it by blank lines.',
  },
  length: {
    much: 'it has too many paragraphs, items and cells of almost no words',
    fix: 'Divide the article.',
  },
  nesting: {
    much: 'too many lists, quotations or notes stand inside each other',
    fix: 'Divide them by paragraphs or headings between them, or take some out of the others.',
  },
} as const

export function effortOf(source: string, path: string): Effort {
  const spent: Record<Trouble, number> = {
    unclosed: 0,
    emphasis: 0,
    brackets: 0,
    paragraph: 0,
    length: 0,
    nesting: 0,
  }
  const placeOf = (offset: number): string => {
    const before = source.slice(0, offset)
    return `${path}:${before.split('\n').length}:${offset - before.lastIndexOf('\n')}`
  }
  let held = 0
  let left = MAX_EFFORT + PER_CHARACTER * source.length
  return {
    spend(trouble, price, offset) {
      spent[trouble] += price
      left -= price
      if (left < 0) throw tangled(spent, placeOf(offset()))
    },
    hold(bytes, offset) {
      held += bytes
      if (held > MAX_HELD) throw tooLarge(placeOf(offset()))
    },
    release() {
      held = 0
    },
  }
}

function tangled(spent: Record<Trouble, number>, place: string): DragomanError {
  const troubles = Object.keys(spent) as Trouble[]
  const { much, fix } = TROUBLES[troubles.reduce((most, one) => (spent[one] > spent[most] ? one : most))]
  return new DragomanError('ARTICLE_INVALID', `This Markdown takes too long to read: ${much}.`, {
    place,
    fix,
  })
}

const tooLarge = (place: string): DragomanError =>
  new DragomanError(
    'ARTICLE_TOO_LARGE',
    'This Markdown has a list, table or paragraph too large to be read.',
    {
      place,
      fix: 'Divide it by paragraphs or headings, or divide the article.',
    },
  )
