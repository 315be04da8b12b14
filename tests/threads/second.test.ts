import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DragomanError } from '../../src/article/errors.ts'
import { check } from '../../src/check/checks.ts'
import type { MachineRow } from '../../src/memory/memory.ts'
import { isDamage } from '../../src/memory/sqlite/damage.ts'
import { openLedgers } from '../../src/memory/sqlite/ledger.ts'
import type { Damage } from '../../src/memory/sqlite/sqlite.ts'
import type { Provider } from '../../src/providers/provider.ts'
import { ProviderError } from '../../src/providers/provider-error.ts'
import { openProvider } from '../../src/providers/registry.ts'
import { packed, unpacked } from '../../src/threads/job.ts'
import { openSecondThread, type SecondThread } from '../../src/threads/second.ts'
import { coded } from '../coded.ts'
import { memoryContract } from '../contracts/memory.ts'
import { providerContract } from '../contracts/provider.ts'
import { temporaryFolder } from '../fakes/folder.ts'
import { libreRefusal, startLibreTranslate } from '../stand-in/libretranslate.ts'

const untold = () => {}

const VARIABLE = 'LIBRE_KEY_OF_THE_TEST'
const KEY = 'canary-key-52c1'

memoryContract('memory in the second thread', async () => {
  const folder = temporaryFolder()
  const thread = openSecondThread()
  const file = { path: path.join(folder, 'es.sqlite'), locale: 'es' }
  const open = () => thread.memory(file, untold)
  return {
    memory: await open(),
    ledger: (sinceMs) => openLedgers(folder)[0]!.ledger(sinceMs),
    another: open,
    dispose: () => thread.close(),
  }
})

providerContract('A provider in the second thread', async () => {
  const thread = openSecondThread()
  const [sound, sick] = [await startLibreTranslate({ keys: [KEY] }), await startLibreTranslate()]
  sick.misbehave(libreRefusal(500, 'Cannot translate text'))
  const open = (endpoint: string) =>
    thread.provider(
      { kind: 'libretranslate', apiKey: `env:${VARIABLE}`, endpoint, quota: {} },
      { [VARIABLE]: KEY },
    )
  return {
    provider: await open(sound.url),
    failing: await open(sick.url),
    served: { source: 'en', target: 'es' },
    unserved: { source: 'en', target: 'de' },
    wireAttempts: () => sound.requests + sick.requests,
    async dispose() {
      await thread.close()
      await sound.close()
      await sick.close()
    },
  }
})

describe('the second thread', () => {
  let thread: SecondThread
  let folder: string
  beforeEach(() => {
    thread = openSecondThread()
    folder = temporaryFolder()
  })
  afterEach(() => thread.close())

  const pairOf = (source: string, target: string) => ({
    source: coded(source),
    target: coded(target),
    sourceLocale: 'en',
    targetLocale: 'es',
  })

  it('says of a provider what it says of itself', async () => {
    const config = { kind: 'pseudo' } as const
    const there = await thread.provider(config, {})
    const here = await openProvider(config, {})
    const facts = ({ kind, name, model, options, limits, markup, context }: Provider) => ({
      kind,
      name,
      model,
      options,
      limits,
      markup,
      context,
    })
    expect(facts(there)).toEqual(facts(here))
    expect(await there.serves('en', 'en-XA')).toBe(true)
    expect(await there.serves('en', 'es')).toBe(false)
  })

  it('says what is missing to reach a provider', async () => {
    await expect(
      thread.provider({ kind: 'deepl', quota: {} }, {}).then((it) => it.translate(ASKED)),
    ).rejects.toThrow(expect.objectContaining({ code: 'CREDENTIAL_MISSING' }))
  })

  it('waits for a provider that is asked for much while it checks', async () => {
    const pseudo = await thread.provider({ kind: 'pseudo' }, {})
    const pair = pairOf('The ferries left on time.', 'Los barcos salieron a tiempo.')
    const checked = Promise.all(Array.from({ length: 40 }, () => thread.check(Array(50).fill(pair), {})))
    let isChecked = false
    void checked.then(() => {
      isChecked = true
    })
    const { texts } = await pseudo.translate({ ...ASKED, target: 'en-XA' })
    expect(texts).toHaveLength(1)
    expect(isChecked).toBe(false)
    await checked
  })

  it('finds what the checks find here, in the order of the pairs', async () => {
    const pairs = [
      pairOf('See <a1>the 12 ferries</a1>.', 'Vea <a1>los 13 barcos</a1>.'),
      pairOf('The ferries left on time.', 'Los barcos salieron a tiempo.'),
      pairOf('Read <a1>this</a1>.', 'Lea esto.'),
    ]
    const severities = { numbers: 'warn' } as const
    const here = pairs.map((pair) => ({ ok: true, findings: check(pair, severities) }))
    expect(await thread.check(pairs, severities)).toEqual(here)
    expect(here.map(({ findings }) => findings.length > 0)).toEqual([true, false, true])
  })

  it('loses no other pair over one that breaks a check', async () => {
    const broken = { ...pairOf('One.', 'Uno.'), targetLocale: 'not a locale' }
    const [first, second] = await thread.check([broken, pairOf('Two.', 'Dos.')], {})
    expect(first).toMatchObject({ ok: false })
    expect(second).toEqual({ ok: true, findings: [] })
  })

  it('writes files, and refuses what would leave the folder, as here', async () => {
    const to = thread.folder(folder, 'power-cut')
    await to.write('es/world/flood.md', 'Inundación\n')
    expect(readFileSync(path.join(folder, 'es/world/flood.md'), 'utf8')).toBe('Inundación\n')
    const refusal = await to.write('../flood.md', 'x').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DragomanError)
    expect(refusal).toMatchObject({ code: 'OUTPUT_OUTSIDE', place: '../flood.md', fix: expect.any(String) })
  })

  it('says what the disk said when a file cannot be written', async () => {
    const to = thread.folder(path.join(folder, 'public'), 'kill')
    mkdirSync(path.join(folder, 'public/news.md'), { recursive: true })
    writeFileSync(path.join(folder, 'public/news.md/in-the-way'), '')
    await expect(to.write('news.md', 'x')).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
      cause: { code: expect.stringMatching(/^E/) },
    })
  })

  it('finishes what it was given before it closes', async () => {
    const to = thread.folder(folder, 'power-cut')
    const written = Array.from({ length: 20 }, (_, nth) => to.write(`es/${nth}.md`, `${nth}\n`))
    await thread.close()
    for (let nth = 0; nth < 20; nth++) expect(existsSync(path.join(folder, `es/${nth}.md`))).toBe(true)
    await Promise.all(written)
  })

  it('may begin before it is asked anything, and then is asked as usual', async () => {
    thread.start()
    thread.start()
    await thread.folder(folder, 'kill').write('a.md', 'x')
    expect(readFileSync(path.join(folder, 'a.md'), 'utf8')).toBe('x')
  })

  it('that has only begun does not keep the process alive', async () => {
    const module = JSON.stringify(path.resolve(import.meta.dirname, '../../src/threads/second.ts'))
    const program = `import { openSecondThread } from ${module}; openSecondThread().start()`
    const started = spawn(process.execPath, ['--input-type=module', '--eval', program])
    const [code] = await once(started, 'exit')
    expect(code).toBe(0)
  })

  it('says that it has ended to whoever asks later', async () => {
    await thread.close()
    await expect(thread.check([pairOf('One.', 'Uno.')], {})).rejects.toThrow('has ended')
    await expect(thread.folder(folder, 'kill').write('a.md', 'x')).rejects.toThrow('has ended')
    expect(existsSync(path.join(folder, 'a.md'))).toBe(false)
  })

  describe('with a damaged memory', () => {
    const file = () => ({ path: path.join(folder, 'es.sqlite'), locale: 'es' })

    it('tells where it was set aside', async () => {
      await (await thread.memory(file(), untold)).close()
      writeFileSync(file().path, 'rubbish')
      const damages: Damage[] = []
      const memory = await thread.memory(file(), (damage) => damages.push(damage))
      expect(damages).toEqual([{ aside: expect.stringContaining('.damaged-'), isLedgerSaved: false }])
      expect(memory.isToRefill).toBe(true)
      await memory.close()
    })

    it('says that it is damage when a question trips over it', async () => {
      const memory = await thread.memory(file(), untold)
      const row: MachineRow = {
        key: 'ab'.repeat(32),
        text: 'x'.repeat(5_000),
        provider: 'p',
        model: '',
        date: 1,
      }
      await memory.keep(Array.from({ length: 40 }, (_, nth) => ({ ...row, key: `${nth + 10}`.repeat(32) })))
      await memory.close()
      const whole = await thread.memory(file(), untold)
      const bytes = readFileSync(file().path)
      writeFileSync(file().path, bytes.fill(0x7a, 8_192))
      const failure = await whole
        .recall(Array.from({ length: 40 }, (_, nth) => `${nth + 10}`.repeat(32)))
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'STATE_UNREADABLE' })
      expect(isDamage(failure)).toBe(true)
      await whole.close()
    })

    it('says so where it is no database and nobody may set it aside', async () => {
      mkdirSync(file().path)
      await expect(thread.memory(file(), untold)).rejects.toMatchObject({ code: 'STATE_UNREADABLE' })
      rmSync(file().path, { recursive: true })
    })
  })
})

const ASKED = {
  source: 'en',
  target: 'es',
  mime: 'text',
  texts: ['The tide turned.'],
  timeoutMs: 5_000,
} as const

describe('an error that goes from one thread to the other', () => {
  const system = Object.assign(new Error('no space left'), { code: 'ENOSPC', errcode: 13 })
  const ours = new DragomanError('OUTPUT_UNWRITABLE', 'It cannot be written.', {
    place: 'a.md',
    fix: 'Free some space.',
    cause: system,
  })

  it.each([
    ['ours', ours],
    ['the system’s', system],
    ['a provider’s', new ProviderError('DeepL', { kind: 'rate', retryAfterMs: 2_000 }, 'too many', system)],
  ])('is the same on the other side: %s', (_, error) => {
    const there = unpacked(structuredClone(packed(error)))
    expect(there).toBeInstanceOf(error.constructor)
    expect({ ...there, message: there.message, stack: there.stack, cause: there.cause }).toEqual({
      ...error,
      message: error.message,
      stack: error.stack,
      cause: error.cause,
    })
  })

  it('may be anything that was thrown', () => {
    expect(unpacked(structuredClone(packed('a word'))).message).toBe('a word')
  })
})
