import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ended, type Newsroom, newsroom, PROJECT } from './newsroom.ts'

let room: Newsroom
beforeEach(() => {
  const sentences = Array.from({ length: 2_000 }, (_, nth) => `The harbour office counted ${nth} crates.\n`)
  room = newsroom(
    { targets: ['en-XA', 'ar-XB'], providers: [{ kind: 'pseudo' }] },
    // The log has a line about the third.
    {
      'long.md': sentences.join('\n'),
      'short.md': 'One boat left.\n',
      'broken.md': '---\nheadline: "unclosed\n---\n',
    },
  )
})
afterEach(() => room.close())

/** Runs a script of bash in which `dragoman` is the real command. Its exit code is that of the script's first command. */
function bash(script: string) {
  const command = [process.execPath, path.join(PROJECT, 'bin/dragoman.js')]
  const whole = `node=$0 main=$1; dragoman() { "$node" "$main" "$@"; }\n${script}\nexit \${PIPESTATUS[0]}`
  return ended(
    spawn('bash', ['-c', whole, ...command], { cwd: room.folder, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
}

/** File descriptor 3 becomes a pipe whose reader has left before anything is written. */
const GONE = 'exec 3> >(:); wait $!\n'

describe('a reader that goes away', () => {
  it('ends a long print quietly', async () => {
    const { code, stdout, stderr } = await bash('dragoman segment articles/long.md --locale en | head -1')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ text: 'The harbour office counted 0 crates.' })
  })

  it('ends a long export quietly', async () => {
    await room.run()
    const { code, stderr } = await bash('dragoman export --to xliff --locale en-XA long | head -1')
    expect(code).toBe(0)
    expect(stderr).not.toContain('EPIPE')
  })

  it.each(['--help', '--version', 'segment articles/short.md --locale en', 'doctor'])(
    'is no failure, whatever is printed: dragoman %s',
    async (args) => {
      expect(await bash(`${GONE}dragoman ${args} >&3`)).toMatchObject({ code: 0, stderr: '' })
    },
  )

  it.each([
    ['stdout', '>&3 2>/dev/null'],
    ['stderr', '2>&3'],
    ['both', '>&3 2>&3'],
    ['stderr that was never open', '2>&-'],
  ])('leaves a run its work and its exit code: %s', async (_, redirected) => {
    const { code, stderr } = await bash(`${GONE}dragoman run --json ${redirected}`)
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    for (const locale of ['en-XA', 'ar-XB']) expect(room.read(`public/${locale}/long.md`)).not.toBe('')
    const { summary } = await room.run()
    expect(summary.editions).toMatchObject({ written: 0, unchanged: 4 })
  })
})
