import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type Booking,
  type CloudTranslation,
  startCloudTranslation,
  translateLike,
} from './cloud-translation.ts'
import type { FaultKind } from './faults.ts'
import { slidingWindow } from './window.ts'

const V3 = '/v3/projects/newsroom/locations/global:translateText'
const V2 = '/language/translate/v2'
const asked = { contents: ['Two ferries left.'], targetLanguageCode: 'es', mimeType: 'text/plain' }

let server: CloudTranslation

beforeEach(async () => {
  server = await startCloudTranslation()
})
afterEach(() => server.close())

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) }
}

describe('the stand-in', () => {
  it('answers v3 as translateLike would', async () => {
    const reply = await post(V3, { ...asked, sourceLanguageCode: 'en', contents: ['One.', 'Two.'] })
    expect(reply.json().translations).toEqual([
      { translatedText: translateLike('One.', 'es', 'text') },
      { translatedText: translateLike('Two.', 'es', 'text') },
    ])
  })

  it('answers v2 as translateLike would, and says what it detected', async () => {
    const reply = await post(V2, { q: ['A <b>big</b> day'], target: 'ca', format: 'html' })
    expect(reply.json().data.translations).toEqual([
      { translatedText: translateLike('A <b>big</b> day', 'ca', 'html'), detectedSourceLanguage: 'en' },
    ])
  })

  it.each([
    ['unknown fields', { ...asked, content: 'x' }, 'Unknown name "content"'],
    ['a missing target', { contents: ['x'] }, 'Target language'],
    ['contents that are no array', { ...asked, contents: 'x' }, 'contents'],
    ['contents that are no strings', { ...asked, contents: [1] }, 'contents'],
    ['no contents', { ...asked, contents: [] }, 'Contents'],
    ['a BCP 47 tag that Google does not know', { ...asked, targetLanguageCode: 'zh-Hans' }, 'invalid'],
    ['a target that is the source', { ...asked, sourceLanguageCode: 'es' }, 'same'],
    ['an unknown mime type', { ...asked, mimeType: 'text/markdown' }, 'Mime'],
    [
      'a model in another location',
      { ...asked, model: 'projects/newsroom/locations/eu/models/general/nmt' },
      'model',
    ],
    [
      'a glossary in global',
      { ...asked, glossaryConfig: { glossary: 'projects/newsroom/locations/global/glossaries/g' } },
      'global',
    ],
    ['more than 1,024 items', { ...asked, contents: Array(1_025).fill('x') }, '1024'],
    ['more than 30,000 code points', { ...asked, contents: ['x'.repeat(30_001)] }, 'too long'],
    ['a body that is not JSON', '{"contents":', 'JSON'],
  ])('refuses %s, in Google’s words, and bills nothing', async (_, body, words) => {
    const reply = await post(V3, body)
    expect(reply.json().error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' })
    expect(reply.json().error.message).toContain(words)
    expect(reply.status).toBe(400)
    expect(server.stats).toMatchObject({ requests: 1, rejected: 1, malformed: 1, billedCharacters: 0 })
  })

  it('takes exactly 30,000 code points, however many code units they are', async () => {
    expect((await post(V3, { ...asked, contents: ['😀'.repeat(30_000)] })).status).toBe(200)
    expect(server.stats.billedCharacters).toBe(30_000)
  })

  it.each([
    ['more than 128 items', { q: Array(129).fill('x'), target: 'es' }, 400],
    ['more than 100 KB', { q: ['é'.repeat(60_000)], target: 'es' }, 413],
    ['unknown fields', { q: ['x'], target: 'es', contents: [] }, 400],
    ['no text', { target: 'es' }, 400],
  ])('refuses v2 requests with %s', async (_, body, status) => {
    expect((await post(V2, body)).status).toBe(status)
  })

  it('takes its keys in the header or the address, and no others', async () => {
    server.configure({ apiKeys: ['right'] })
    const body = { q: ['x'], target: 'es' }
    expect((await post(V2, body, { 'x-goog-api-key': 'right' })).status).toBe(200)
    expect((await post(`${V2}?key=right`, body)).status).toBe(200)
    expect((await post(V2, body)).status).toBe(403)
    expect((await post(V2, body, { 'x-goog-api-key': 'wrong' })).json().error.details[0].reason).toBe(
      'API_KEY_INVALID',
    )
  })

  it('lists its languages in both APIs', async () => {
    const v3 = await fetch(`${server.url}/v3/projects/newsroom/locations/global/supportedLanguages`)
    expect(await v3.json()).toMatchObject({
      languages: expect.arrayContaining([expect.objectContaining({ languageCode: 'ca' })]),
    })
    const v2 = await fetch(`${server.url}${V2}/languages`)
    expect(await v2.json()).toMatchObject({
      data: { languages: expect.arrayContaining([{ language: 'ca' }]) },
    })
  })

  it('bills code points, and notices what is bought twice for one target', async () => {
    await post(V3, { ...asked, contents: ['áé', 'b'] })
    await post(V3, { ...asked, contents: ['b'], targetLanguageCode: 'ca' })
    expect(server.stats).toMatchObject({
      billedRequests: 2,
      billedTexts: 3,
      billedCharacters: 4,
      boughtTwice: 0,
    })
    await post(V3, { ...asked, contents: ['b'] })
    expect(server.stats.boughtTwice).toBe(1)
    expect(server.stats.texts.map(({ target, text }) => `${target} ${text}`)).toEqual([
      'es áé',
      'es b',
      'ca b',
      'es b',
    ])
  })

  it('refuses what exceeds the window, unbilled, and says when to come back', async () => {
    server.configure({ charactersPerWindow: 20 })
    expect((await post(V3, asked)).status).toBe(200)
    const refused = await post(V3, asked)
    expect(refused.status).toBe(429)
    expect(refused.json().error.status).toBe('RESOURCE_EXHAUSTED')
    expect(refused.json().error.details[1].retryDelay).toMatch(/^\d+(\.\d)?s$/)
    server.configure({ retryAdvice: 'header' })
    expect(Number((await post(V3, asked)).headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(server.stats).toMatchObject({
      requests: 3,
      overQuota: 2,
      billedCharacters: 17,
      peakCharacters: 17,
      wantedCharacters: 34,
    })
  })

  it('refuses more requests than the window holds', async () => {
    server.configure({ requestsPerWindow: 1 })
    expect((await post(V3, asked)).status).toBe(200)
    expect((await post(V3, asked)).status).toBe(429)
  })

  it.each<[FaultKind, number, number]>([
    ['429', 429, 0],
    ['500', 500, 0],
    ['503', 503, 0],
    ['502-html', 502, 0],
    ['403-rate', 403, 0],
    ['403-daily', 403, 0],
    ['echo', 200, 17],
    ['html-page', 200, 17],
  ])('fails the next two requests by %s, then recovers', async (kind, status, billed) => {
    server.configure({ faults: [{ kind, times: 2 }] })
    expect([(await post(V3, asked)).status, (await post(V3, asked)).status]).toEqual([status, status])
    expect(server.stats).toMatchObject({ faults: 2, billedCharacters: billed * 2 })
    expect((await post(V3, asked)).json().translations[0].translatedText).toBe(
      translateLike('Two ferries left.', 'es', 'text'),
    )
  })

  it('spoils a reply in the way asked for', async () => {
    const contents = ['One.', 'Two.']
    const [one, two] = contents.map((text) => translateLike(text, 'es', 'text'))
    const translated = async (kind: FaultKind) => {
      server.configure({ faults: [{ kind, times: 1 }] })
      const reply = await post(V3, { ...asked, contents })
      return reply.json().translations.map((each: { translatedText?: string }) => each.translatedText)
    }
    expect(await translated('miscount')).toEqual([one])
    expect(await translated('missing')).toEqual([one, undefined])
    expect(await translated('swap')).toEqual([two, one])
    expect(await translated('echo')).toEqual(contents)
    expect((await translated('hostile'))[0]).toContain('<script>')
    await expect(translated('truncate')).rejects.toThrow(SyntaxError)
  })

  it('bills a reply that is lost on the way, and not one that was cut off before', async () => {
    server.configure({ faults: [{ kind: 'reset', times: 1 }] })
    await expect(post(V3, asked)).rejects.toThrow()
    expect(server.stats.billedRequests).toBe(0)
    server.configure({ faults: [{ kind: 'lose', times: 1 }] })
    await expect(post(V3, asked)).rejects.toThrow()
    expect(server.stats.billedRequests).toBe(1)
  })

  it('hangs until the caller gives up', async () => {
    server.configure({ faults: [{ kind: 'hang', times: 1 }] })
    const controller = new AbortController()
    const reply = fetch(server.url + V3, {
      method: 'POST',
      body: JSON.stringify(asked),
      signal: controller.signal,
    })
    const after = (await post(V3, asked)).status
    controller.abort()
    await expect(reply).rejects.toThrow()
    expect(after).toBe(200)
  })

  it('adds chances up: of two that make one, every request meets either', async () => {
    server.configure({
      faults: [
        { kind: '503', chance: 0.5 },
        { kind: '500', chance: 0.5 },
      ],
    })
    const statuses = new Set<number>()
    for (let i = 0; i < 20; i++) statuses.add((await post(V3, asked)).status)
    expect(statuses).toEqual(new Set([503, 500]))
  })

  it('fails one target and serves the others, when told to', async () => {
    server.configure({ faults: [{ kind: '503', chance: 1, target: 'es' }] })
    expect((await post(V3, asked)).status).toBe(503)
    expect((await post(V3, { ...asked, targetLanguageCode: 'ca' })).status).toBe(200)
    server.configure({ faults: [{ kind: '503', times: 1, target: 'es' }] })
    expect((await post(V3, { ...asked, targetLanguageCode: 'ca' })).status).toBe(200)
    expect((await post(V3, asked)).status).toBe(503)
  })

  it('answers a slow target after the others', async () => {
    server.configure({ latencyMs: [10, 10], slowdown: { es: 50 } })
    const order: string[] = []
    const ask = async (targetLanguageCode: string) => {
      await post(V3, { ...asked, targetLanguageCode })
      order.push(targetLanguageCode)
    }
    await Promise.all([ask('es'), ask('ca')])
    expect(order).toEqual(['ca', 'es'])
  })

  it('tells what was bought again although it had been answered from what never arrived', async () => {
    server.configure({ faults: [{ kind: 'lose', times: 1 }] })
    await expect(post(V3, asked)).rejects.toThrow()
    await post(V3, asked)
    expect(server.stats).toMatchObject({ boughtTwice: 1, boughtAgainOnceAnswered: 0 })
    await post(V3, { ...asked, contents: ['New.', 'Two ferries left.'] })
    expect(server.stats).toMatchObject({
      boughtTwice: 2,
      boughtAgainOnceAnswered: 1,
      billedCharacters: 55,
      uniqueCharacters: 21,
    })
  })

  it('takes a text for unanswered when the caller left before the answer', async () => {
    server.configure({ latencyMs: [100, 100] })
    const controller = new AbortController()
    const left = fetch(server.url + V3, {
      method: 'POST',
      body: JSON.stringify(asked),
      signal: controller.signal,
    })
    await vi.waitUntil(() => server.stats.billedRequests === 1)
    controller.abort()
    await expect(left).rejects.toThrow()
    // Answered after the first would have been.
    await post(V3, { ...asked, contents: ['New.'] })
    await post(V3, asked)
    expect(server.stats).toMatchObject({ boughtTwice: 1, boughtAgainOnceAnswered: 0 })
  })

  it('lists what was booked and when', async () => {
    server.configure({ charactersPerWindow: 20 })
    await post(V3, asked)
    await post(V3, asked)
    await post(V3, { ...asked, contents: ['One'] })
    const bookings = (await (await fetch(`${server.url}/__bookings`)).json()) as Booking[]
    expect(bookings.map(({ characters }) => characters)).toEqual([17, 3])
    expect(bookings[1]!.atMs).toBeGreaterThanOrEqual(bookings[0]!.atMs)
  })

  it('throws the same dice for the same seed', async () => {
    const night = async () => {
      server.configure({ seed: 7, faults: [{ kind: '503', chance: 0.5 }] })
      const statuses: number[] = []
      for (let i = 0; i < 20; i++) statuses.push((await post(V3, asked)).status)
      return statuses
    }
    const first = await night()
    expect(new Set(first)).toEqual(new Set([200, 503]))
    expect(await night()).toEqual(first)
  })

  it('counts what happens at once', async () => {
    server.configure({ latencyMs: [30, 40] })
    await Promise.all([post(V3, asked), post(V3, asked), post(V3, asked)])
    expect(server.stats.simultaneousPeak).toBe(3)
    expect(server.stats.connections).toBe(3)
  })
})

describe('the sliding window', () => {
  it('never holds more than its limit in any window, and refuses only what would not fit', () => {
    const arrivals = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 60 })), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(arrivals, (steps) => {
        const window = slidingWindow(100, { characters: 100, requests: 5 })
        const admitted: { at: number; characters: number }[] = []
        let at = 0
        for (const [gap, characters] of steps) {
          at += gap
          const held = admitted.filter((each) => each.at > at - 100)
          const sum = held.reduce((total, each) => total + each.characters, 0)
          const fits = sum + characters <= 100 && held.length + 1 <= 5
          const refused = window.admit(at, { characters, requests: 1 })
          expect(refused === undefined).toBe(fits)
          if (!refused) admitted.push({ at, characters })
        }
      }),
    )
  })

  it('says exactly how long to wait', () => {
    const window = slidingWindow(100, { characters: 10, requests: 9 })
    window.admit(0, { characters: 4, requests: 1 })
    window.admit(30, { characters: 6, requests: 1 })
    expect(window.admit(50, { characters: 5, requests: 1 })).toEqual({ waitMs: 80 })
    expect(window.admit(129, { characters: 5, requests: 1 })).toEqual({ waitMs: 1 })
    expect(window.admit(130, { characters: 5, requests: 1 })).toBeUndefined()
  })
})

describe('translateLike', () => {
  it.each([
    ['numbers', 'Rain fell for 12 days, 3.5 mm on the 14th.', ['12', '3.5', '14th']],
    [
      'addresses',
      'See https://example.org/a?b=1 or mail desk@example.org now.',
      ['https://example.org/a?b=1', 'desk@example.org'],
    ],
    ['placeholders', 'Dear {name}, {{count}} and %s seats.', ['{name}', '{{count}}', '%s']],
    ['handles', 'By @harbour_news on #tides.', ['@harbour_news', '#tides']],
  ])('keeps %s', (_, text, kept) => {
    const translated = translateLike(text, 'es', 'text')
    expect(translated).not.toBe(text)
    for (const each of kept) expect(translated).toContain(each)
  })

  it('keeps tags, protected elements and the edges in html', () => {
    const html =
      ' The <a id="1">old <i id="2">harbour</i></a> of <span translate="no">Port <b>Ann</b></span> sleeps.<br> '
    const translated = translateLike(html, 'es', 'html')
    expect(translated.match(/<[^>]+>/g)).toEqual(html.match(/<[^>]+>/g))
    expect(translated).toContain('<span translate="no">Port <b>Ann</b></span>')
    expect(translated).toMatch(/^ \S.*<br> $/)
    expect(translated).not.toContain('harbour')
  })

  it('escapes as Google does in html, and not at all in text', () => {
    expect(translateLike('"5" &lt; 6 &amp; 7', 'es', 'html')).toBe('&quot;5&quot; &lt; 6 &amp; 7')
    expect(translateLike('"5" < 6 & 7', 'es', 'text')).toBe('"5" < 6 & 7')
  })

  it('gives one word for one word, by target, keeping capitals', () => {
    const [first, second] = translateLike('Harbour harbour', 'es', 'text').split(' ')
    expect(first?.toLowerCase()).toBe(second)
    expect(first).not.toBe(second)
    expect(translateLike('Harbour', 'ca', 'text')).not.toBe(first)
  })

  it('never changes white space, tags or digits, nor shows the source’s markup', () => {
    const word = fc.constantFrom('ferry', '<b>', '</b>', '17', '&amp;', '\n', ' ', '—', 'Zoë', 'naïve’s')
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join('')),
        (html) => {
          const translated = translateLike(html, 'ca', 'html')
          const frame = (text: string) => text.match(/<[^>]*>|\s|\d/g) ?? []
          expect(frame(translated)).toEqual(frame(html))
        },
      ),
    )
  })
})

describe('the stand-in as a process', () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const flags = [
    '--port',
    '0',
    '--characters',
    '20',
    '--fault',
    '503x1',
    '--fault',
    '500x1@ca',
    '--slow',
    'ca:2',
  ]

  it('prints where it is, takes its flags, tells its stats and ends when asked', async ({
    onTestFinished,
  }) => {
    const child = spawn(process.execPath, [main, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    onTestFinished(() => {
      child.kill()
    })
    const [line] = await once(createInterface(child.stdout), 'line')
    const { url } = JSON.parse(line as string) as { url: string }
    const call = () => fetch(url + V3, { method: 'POST', body: JSON.stringify(asked) })
    expect((await call()).status).toBe(503)
    expect((await call()).status).toBe(200)
    expect((await call()).status).toBe(429)
    await fetch(`${url}/__configure`, {
      method: 'POST',
      body: JSON.stringify({ charactersPerWindow: 1_000 }),
    })
    expect((await call()).status).toBe(200)
    expect(await (await fetch(`${url}/__stats`)).json()).toMatchObject({ requests: 4, billedCharacters: 34 })
    child.kill('SIGTERM')
    expect((await exited)[0]).toBe(0)
  })
})
