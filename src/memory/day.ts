/** The local midnight that began the day of `now`, epoch milliseconds. */
export function startOfDay(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
}
