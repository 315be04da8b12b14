/** An instant as people of this time zone write it, to the minute: `2026-11-30 02:30`. */
export const dateTime = (instantMs: number, timeZone: string | undefined): string =>
  // Swedish, since it writes dates as ISO 8601 does.
  new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instantMs)
