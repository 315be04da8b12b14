import { BoundedMap } from './bounded-map.ts'
import type { Prose } from './prose.ts'

/**
 * What checks make of one text: its numbers, names, quotation marks. A night asks for the same sources once for each
 * target locale, a batch or some later, so the views of the last thousand are kept, 1 KB each. Words are not: they
 * would be as much again.
 */
export type Views = unknown[]

/** A view is worked out when it is first asked for. One that finds nothing says `null`; nobody changes what it made. */
export function view<T extends NonNullable<unknown> | null>(make: (prose: Prose) => T): (prose: Prose) => T {
  const place = viewCount++
  return (prose) => {
    const known = prose.views[place] as T | undefined
    if (known !== undefined) return known
    const made = make(prose)
    prose.views[place] = made
    return made
  }
}

let viewCount = 0

interface Known {
  readonly locale: string
  readonly views: Views
}

const sources = new BoundedMap<string, Known>({ entries: 1_000, room: 400_000 })

export const noViews = (): Views => new Array(viewCount)

/** Those of a source text, as it is read in its locale. */
export function viewsOf(text: string, locale: string): Views {
  const known = sources.get(text)
  if (known?.locale === locale) return known.views
  const views = noViews()
  sources.set(text, { locale, views }, roomFor(text))
  return views
}

/** In characters. Numbers are kept with all their readings, which take far more than their digits do. */
function roomFor(text: string): number {
  const digits = MAY_HAVE_OTHER_DIGITS.test(text) ? /\p{Nd}/gu : /[0-9]/g
  return text.length + ROOM_OF_DIGIT * (text.match(digits)?.length ?? 0)
}

/** Up to the Arabic ones there are none but ours, nor among the marks of Western copy: most texts are scanned fast. */
const MAY_HAVE_OTHER_DIGITS = /[^\0-\u065F\u2000-\u206F]/

const ROOM_OF_DIGIT = 20
