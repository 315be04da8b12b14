import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { apertium } from '../../../src/providers/apertium/apertium.ts'
import type { TranslationRequest } from '../../../src/providers/provider.ts'
import { providerContract } from '../../contracts/provider.ts'

const engine = 'apertium'
const installed = spawnSync(engine, ['-l'], { encoding: 'utf8' }).stdout ?? ''
const hasPairs = ['eng-spa', 'eng-cat'].every((mode) => installed.includes(mode))

const english = (
  texts: readonly string[],
  target = 'es',
  mime: TranslationRequest['mime'] = 'text',
): TranslationRequest => ({ source: 'en', target, mime, texts, timeoutMs: 30_000 })

describe.skipIf(!hasPairs)('apertium with its engine', () => {
  providerContract('apertium', () => ({
    provider: apertium(),
    served: { source: 'en', target: 'es' },
    unserved: { source: 'en', target: 'ja' },
    failing: apertium({ command: 'no-such-apertium' }),
  }))

  /** The second sentence spoils the tagger of English to Spanish for those that follow it in one process. */
  const sentences = [
    'Ferry operators cancel sailings',
    'He had watched it on C-SPAN.',
    'Fox News Channel, whose hosts have strongly backed Xanthor’s plan, led all networks, Qwertlen said.',
    "The quay, whose builders had backed Xanthor's appointment, led all others, Qwertlen said.",
    'She asked: "Is 4 < 5 & 6 > 5?"',
    'Xanthor Wades Shooting: the suspect in the arrest',
  ]

  it.each([
    ['es', 'eng-spa'],
    ['ca', 'eng-cat'],
  ])('gives each sentence in a batch what apertium gives it alone, to %s', async (target, mode) => {
    const { texts, model } = await apertium().translate(english(sentences, target))
    expect(texts).toEqual(sentences.map((sentence) => alone(sentence, mode)))
    expect(model).toBe(mode)
  })

  it.each(['es', 'ca'])('adds no full stop to a headline that ends in a link, to %s', async (target) => {
    const html = ['Boats rammed <a id=1>by</a> ship', 'Storms <a id=1>in <b id=2>Livingston</b></a>']
    const { texts } = await apertium().translate(english(html, target, 'html'))
    expect(texts.filter((text) => text.includes('.'))).toEqual([])
  })

  it('marks no unknown word', async () => {
    const { texts } = await apertium().translate(english(['Zorvath and Klimbor visited the qwertlery.']))
    expect(texts[0]).toMatch(/Zorvath/)
    expect(texts[0]).not.toMatch(/[*@#]/)
  })

  it.each(['es', 'ca'])('keeps links on their words when words change places, to %s', async (target) => {
    const html = 'The <b id=1>red</b> <a id=2>car</a> stopped near the <a id=3>river</a>.'
    const { texts } = await apertium().translate(english([html], target, 'html'))
    expect(texts[0]).toMatch(/<a id=2>[^<]*(coche|carro|cotxe)<\/a> <b id=1>(rojo|vermell)<\/b>/)
    expect(texts[0]).toMatch(/<a id=3>[^<]*(río|riu)<\/a>/)
  })

  it.each(['es', 'ca'])('gives each code back once, to %s', async (target) => {
    const html = [
      '<x id=1></x>She <b id=2>had not</b> been told<x id=3></x>.',
      'Read <a id=1>the <i id=2>full</i> report</a> of the harbour commission<br id=3>and reply.',
      '<a id=1>He</a> said <b id=2>it</b>.',
      'See <a id=1>https://example.org/a?b=1&amp;c=2</a>.',
    ]
    const { texts } = await apertium().translate(english(html, target, 'html'))
    const tags = (text: string) => (text.match(/<[^>]*>/g) ?? []).toSorted()
    expect(texts.map(tags)).toEqual(html.map(tags))
  })

  it.each([
    '{{name}}',
    '%s',
    '{0}',
    'https://example.org/a-ship?in=port&at=sea',
    'www.example.org/the-house',
    'the.house@example.org',
    '@the_house',
    '#TheHouse',
  ])('leaves %s as it is', async (literal) => {
    const { texts } = await apertium().translate(english([`The house ${literal} was sold to ${literal}.`]))
    expect(texts[0]!.split(literal)).toHaveLength(3)
  })

  it('takes whatever a text holds, and mixes up nothing', async () => {
    const hostile = [
      'a {{ b',
      'the house }} of',
      '</p><p id="s0">',
      '[[t:x:0]]the house[[/]]',
      'the [house ] .[] ^$/\\@ {x}',
      'nul \0, bell \u0007, lone \uD800, mark \uFDD0\u0031\uFDD1x\uFDD2',
      '<!-- the house',
      '&eacute; &amp;lt; &#39;',
      '🚢 中文 \u202E',
    ]
    const { texts } = await apertium().translate(english([...hostile, 'The house']))
    expect(texts).toHaveLength(hostile.length + 1)
    expect(texts.at(-1)).toBe('La casa')
    expect(texts[1]).toMatch(/casa/)
    expect(texts[5]).toContain('\0')
    expect(texts[5]).toContain('\uFDD0\u0031\uFDD1')
    expect(texts[7]).toBe(hostile[7])
  })

  it('puts white space at the edges back', async () => {
    const { texts } = await apertium().translate(english(['\n The house ']))
    expect(texts).toEqual(['\n La casa '])
  })

  it('decodes references that are not ASCII, which apertium garbles', async () => {
    const { texts } = await apertium().translate(english(['The caf&eacute; &#8220;Vox&#8221;'], 'es', 'html'))
    expect(texts[0]).toContain('“Vox”')
  })

  function alone(sentence: string, mode: string): string {
    const escaped = sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const env = { ...process.env, LC_ALL: 'C.UTF-8', APERTIUM_TRANSFUSE: 'no', SENTENCE: `<p>${escaped}</p>` }
    // Through a pipe: the script cannot read the socket that Node makes of stdin.
    const pipe = `printf %s "$SENTENCE" | apertium -f html -u ${mode}`
    const { stdout } = spawnSync('sh', ['-c', pipe], { env, encoding: 'utf8' })
    const reply = /<p>(.*)<\/p>/s.exec(stdout)![1]!.trim()
    return reply.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  }
})

/** A stand-in whose programs pass text through: what the engine does wrong is in `steps`. */
describe('apertium when its engine fails', () => {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true })
  })

  function standIn(steps: string, programs: Record<string, string> = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'dragoman-apertium-'))
    folders.push(folder)
    mkdirSync(join(folder, 'bin'))
    mkdirSync(join(folder, 'share', 'apertium', 'modes'), { recursive: true })
    writeFileSync(join(folder, 'share', 'apertium', 'modes', 'eng-spa.mode'), steps)
    const scripts = {
      apertium: 'echo Apertium 0',
      'apertium-deshtml': 'cat',
      'apertium-rehtml': 'cat',
      'apertium-wblank-mode': 'cat "$1"',
      ...programs,
    }
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`)
      chmodSync(join(folder, 'bin', name), 0o755)
    }
    return { folder, provider: apertium({ command: join(folder, 'bin', 'apertium') }) }
  }

  it('gives each text its own reply', async () => {
    const { provider } = standIn('cat | cat')
    const texts = ['One', '', ' two ', '—', '3 < 4 & 5']
    expect((await provider.translate(english(texts))).texts).toEqual(texts)
  })

  it.each([
    ['a reply too few', "sed 's/<p id=.s1.>.*//' | cat"],
    ['a reply too many', 'sed \'s/$/<p id="s9">x<.p>/\' | cat'],
    ['replies in disorder', 'tac | cat'],
    ['no reply', 'cat > /dev/null | cat'],
  ])('%s is invalid', async (_, steps) => {
    const { provider } = standIn(steps.replace('<.p>', '<\\/p>'))
    await expect(provider.translate(english(['One', 'Two', 'Three']))).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    })
  })

  it('a lost placeholder is invalid', async () => {
    const { provider } = standIn("sed 's/Xqz//' | cat")
    await expect(provider.translate(english(['Ask {{name}}']))).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    })
  })

  it('a complaint does not spoil a whole reply', async () => {
    const { provider } = standIn('sh -c "echo Error in rules: index over limit >&2; cat" | cat')
    expect((await provider.translate(english(['One']))).texts).toEqual(['One'])
  })

  it('a crash is invalid, a missing program unavailable', async () => {
    const request = english(['One'])
    await expect(standIn('sh -c "exit 3" | cat').provider.translate(request)).rejects.toMatchObject({
      failure: { kind: 'invalid' },
    })
    await expect(standIn('no-such-program | cat').provider.translate(request)).rejects.toMatchObject({
      failure: { kind: 'unavailable' },
    })
  })

  it('a reply without end is cut off', async () => {
    const { provider } = standIn('yes | cat')
    await expect(provider.translate(english(['One']))).rejects.toMatchObject({ failure: { kind: 'invalid' } })
  })

  it('a hanging engine times out, and none of its programs lives on', async () => {
    const { folder, provider } = standIn(`sh -c 'echo $$ > "$PIDS"; exec sleep 600' | cat`)
    const pids = join(folder, 'pids')
    vi.stubEnv('PIDS', pids)
    const request = { ...english(['One']), timeoutMs: 500 }
    await expect(provider.translate(request)).rejects.toMatchObject({ failure: { kind: 'timeout' } })
    await vi.waitFor(() => expect(isAlive(Number(readFileSync(pids, 'utf8')))).toBe(false))
    vi.unstubAllEnvs()
  })

  it('closing ends what runs', async () => {
    const { folder, provider } = standIn(`sh -c 'echo $$ > "$PIDS"; exec sleep 600' | cat`)
    const pids = join(folder, 'pids')
    vi.stubEnv('PIDS', pids)
    const answer = expect(provider.translate(english(['One']))).rejects.toMatchObject({
      failure: { kind: 'unavailable' },
    })
    await vi.waitFor(() => expect(existsSync(pids) && readFileSync(pids, 'utf8')).toMatch(/\d/), 5_000)
    await provider.close()
    await answer
    await vi.waitFor(() => expect(isAlive(Number(readFileSync(pids, 'utf8')))).toBe(false))
    vi.unstubAllEnvs()
  })

  it('a machine without Apertium says how to install it', async () => {
    const provider = apertium({ command: 'no-such-apertium' })
    const fix = expect.stringContaining('apt-get install apertium apertium-eng-spa apertium-eng-cat')
    await expect(provider.serves('en', 'es')).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', fix })
    expect(await provider.examine()).toMatchObject({ ok: false, fix })
    await expect(provider.translate(english(['One']))).rejects.toMatchObject({
      failure: { kind: 'unavailable' },
    })
  })

  it('counts its pairs when examined', async () => {
    expect(await standIn('cat | cat').provider.examine()).toEqual({
      ok: true,
      detail: 'Apertium 0, 1 mode: eng-spa',
    })
  })

  it('starts nothing for texts without words', async () => {
    const { provider } = standIn('cat | cat', { 'apertium-deshtml': 'exit 1' })
    expect((await provider.translate(english(['', ' ', '…']))).texts).toEqual(['', ' ', '…'])
  })
})

/** A dead process whose parent never asked for its status is still listed, as a zombie. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !existsSync('/proc/self') || !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
