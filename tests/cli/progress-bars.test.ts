import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { bars } from '../../src/cli/progress-bars.ts'

/** A terminal of 80 columns that keeps what is written to it. */
function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
  let written = ''
  stream.on('data', (chunk: Buffer) => {
    written += chunk.toString()
  })
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => written }
}

const EMPTY = new DragomanError('ARTICLE_EMPTY', 'There is nothing to translate.', { fix: 'Add text.' })

describe('bars on a terminal', () => {
  it('tell what is said right before they end', () => {
    const { stream, text } = terminal()
    const seen = bars(stream)
    seen.start(2, ['es', 'pt-BR'])
    seen.refused('empty.md', EMPTY)
    seen.note('The last word.')
    seen.stop()
    expect(text()).toContain('There is nothing to translate. (ARTICLE_EMPTY)\n  → Add text.\n')
    expect(text()).toContain('The last word.\n')
  })

  it.each<[string, readonly ('start' | 'note' | 'stop')[]]>([
    ['before they begin', ['note', 'start', 'stop']],
    ['after they have ended', ['start', 'stop', 'note']],
    ['without ever beginning', ['note', 'stop']],
  ])('tell what is said %s', (_when, steps) => {
    const { stream, text } = terminal()
    const seen = bars(stream)
    const take = {
      start: () => seen.start(1, ['es']),
      note: () => seen.note('A word.'),
      stop: () => seen.stop(),
    }
    for (const step of steps) take[step]()
    expect(text().match(/A word\.\n/g)).toHaveLength(1)
  })

  it('leave nothing of themselves under a line that is shorter than they are', () => {
    const { stream, text } = terminal()
    const seen = bars(stream)
    seen.start(2, ['es'])
    seen.note('Short.')
    seen.stop()
    const clearBelow = '\u001b[0J'
    expect(text().indexOf(clearBelow)).toBeGreaterThan(-1)
    expect(text().indexOf(clearBelow)).toBeLessThan(text().indexOf('Short.'))
  })

  it('give the cursor back once', () => {
    const { stream, text } = terminal()
    const seen = bars(stream)
    seen.start(1, ['es'])
    seen.stop()
    seen.stop()
    expect(text().split('\u001b[?25h')).toHaveLength(2)
  })
})
