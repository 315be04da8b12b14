/** Code in Markdown, in which nothing is markup. */

/** Looking no further for what closes a code span keeps a hostile file cheap. */
const LOOK_AHEAD = 10_000

/** A code span, or the backquotes alone when nothing closes them before the paragraph's end. */
export function endOfCode(source: string, at: number): number {
  const ticks = /^`+/.exec(source.slice(at, at + LOOK_AHEAD))?.[0] ?? '`'
  const body = source.slice(at + ticks.length, at + LOOK_AHEAD)
  const blank = /\n[ \t]*\r?\n/.exec(body)?.index ?? body.length
  for (const { 0: run, index } of body.slice(0, blank).matchAll(/`+/g)) {
    if (run.length === ticks.length) return at + ticks.length + index + run.length
  }
  return at + ticks.length
}

/** @param from the line after the one that opens it. */
export function endOfFence(source: string, from: number, fence: string): number {
  for (let at = from; at < source.length; at = endOfLine(source, at)) {
    const line = source.slice(at, endOfLine(source, at)).replace(/^[ \t>]+/, '')
    if (line.startsWith(fence) && line.trim().replaceAll(fence[0]!, '') === '') return endOfLine(source, at)
  }
  return source.length
}

/** Behind the line break. */
export function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end === -1 ? source.length : end + 1
}

export function endOfFrontMatter(source: string): number {
  const fence = /^(---|\+\+\+)[ \t]*\r?\n/.exec(source.slice(0, 200))?.[1]
  if (fence === undefined) return 0
  for (let at = endOfLine(source, 0); at < source.length; at = endOfLine(source, at)) {
    const end = endOfLine(source, at)
    if (source.startsWith(fence, at) && source.slice(at + 3, end).trim() === '') return end
  }
  return 0
}
