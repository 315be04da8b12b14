import { DragomanError } from '../../article/errors.ts'
import { isIptc, isNo, isYes, quoted, type Said, type StrictContext, said, valuesOf } from './said.ts'
import { readTime } from './time.ts'

/**
 * Until when an article may not be published, and from when on no longer. Where several claims tell, the last embargo and
 * the first expiry count; of a time that clocks show twice, the second for an embargo and the first for an expiry.
 */

/** Epoch milliseconds, or Infinity. */
export function embargoOf(context: StrictContext, isScheduled: boolean): number | undefined {
  const embargoes = said(context, 'embargo').flatMap((claim) => {
    const times = valuesOf(claim).filter((value) => !isNo(value) && !isYes(value))
    return [...(isEndless(claim) ? [Number.POSITIVE_INFINITY] : []), ...read(times, claim, 'last', context)]
  })
  const dates = isScheduled && embargoes.length === 0 ? scheduledDates(context) : []
  // Hugo takes a date here too: that of publication.
  const all = [...embargoes, ...dates, ...readableTimes(context, 'published')]
  return all.length === 0 ? undefined : Math.max(...all)
}

/**
 * An empty embargo of IPTC's has no end, as NewsML-G2 has it. (Under other names an empty text is what a content
 * management system writes for a field that nobody filled in.)
 */
const isEndless = (claim: Said): boolean =>
  valuesOf(claim).some(isYes) || (isIptc(claim) && valuesOf(claim).length === 0)

/** A scheduled article without a date that can be read waits for one. */
function scheduledDates(context: StrictContext): readonly number[] {
  const dates = readableTimes(context, 'date')
  if (dates.length > 0) return dates
  const at = said(context, 'status')[0]?.at ?? 0
  context.report('lifecycle', 'The article is scheduled, but no date says for when: it is held.', at)
  return [Number.POSITIVE_INFINITY]
}

const readableTimes = (context: StrictContext, kind: 'published' | 'date'): readonly number[] =>
  said(context, kind)
    .flatMap((claim) => valuesOf(claim).slice(0, MOST_TIMES))
    .flatMap((value) => readTime(value, context.settings.timeZone, 'last') ?? [])

/** Epoch milliseconds. */
export function expiryOf(context: StrictContext): number | undefined {
  const expiries = said(context, 'expiry').flatMap((claim) => {
    const times = valuesOf(claim).filter((value) => !isNo(value) && !/^never$/i.test(value))
    return read(times, claim, 'first', context)
  })
  return expiries.length === 0 ? undefined : Math.min(...expiries)
}

/** Under one name. Nobody writes more, and a time zone is slow to ask. */
const MOST_TIMES = 20

/** All of them, or none: the article is refused. */
function read(
  texts: readonly string[],
  { name, at }: Said,
  twice: 'first' | 'last',
  { settings, placeOf, refuse }: StrictContext,
): readonly number[] {
  const times = texts.slice(0, MOST_TIMES).map((text) => readTime(text, settings.timeZone, twice))
  const unreadable = texts.length > MOST_TIMES ? texts.join(', ') : texts[times.indexOf(undefined)]
  if (unreadable === undefined) return times.filter((time) => time !== undefined)
  const message = `${quoted(unreadable)} under ${name} is no time that can be read.`
  const fix = 'Write 2026-11-22, 2026-11-22T18:00 (in source.timeZone) or 2026-11-22T18:00:00+01:00.'
  refuse(new DragomanError('ARTICLE_INVALID', message, { place: placeOf(at), fix }), at)
  return []
}
