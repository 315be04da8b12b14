import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { printMessage } from '../../src/publish/hook/message.ts'
import { openSigner } from '../../src/publish/hook/signature.ts'
import { withdrawnEvent, writtenEvent } from '../fakes/events.ts'
import { temporaryFolder } from '../fakes/folder.ts'

const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8')
const [, verification = ''] = /^```js\n(.*?)^```$/ms.exec(page) ?? []
const [, example = ''] = /^```json\n(\{\n {2}"type".*?)^```$/ms.exec(page) ?? []

type IsGenuine = (headers: object, body: string, secret: string, now: number) => boolean

async function isGenuine(): Promise<IsGenuine> {
  const file = path.join(temporaryFolder(), 'verify.mjs')
  writeFileSync(file, verification)
  return (await import(pathToFileURL(file).href)).isGenuine
}

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const NOW = Date.UTC(2026, 10, 30)
const BODY = '{"type":"edition.made"}'

const signed = (secret: string, at = NOW) =>
  openSigner({ DRAGOMAN_EVENTS_SECRET: secret }).headers('evt_1', new Date(at), BODY)

describe('the verification in docs/events.md', () => {
  it.each([
    ['what we sign', signed(SECRET)],
    ['what we sign with an old secret and the new one', signed(`${OTHER} ${SECRET}`)],
  ])('passes %s', async (_, headers) => {
    expect((await isGenuine())(headers, BODY, SECRET, NOW)).toBe(true)
  })

  it.each([
    ['another body', signed(SECRET), `${BODY} `],
    ['another id', { ...signed(SECRET), 'webhook-id': 'evt_2' }, BODY],
    ['a time that is not signed', { ...signed(SECRET), 'webhook-timestamp': String(NOW / 1000 + 1) }, BODY],
    ['another secret', signed(OTHER), BODY],
    ['a signature that is cut off', { ...signed(SECRET), 'webhook-signature': 'v1,QUJD' }, BODY],
    ['what was signed long ago', signed(SECRET, NOW - 3_600_000), BODY],
  ])('fails %s', async (_, headers, body) => {
    expect((await isGenuine())(headers, body, SECRET, NOW)).toBe(false)
  })
})

describe('docs/events.md', () => {
  it('shows the keys that a message has, in their order', () => {
    const shapeOf = (json: string) => {
      const { data, ...rest } = JSON.parse(json) as { data: object }
      return [Object.keys(rest), Object.keys(data).toSorted()]
    }
    expect(shapeOf(printMessage(writtenEvent({ kind: 'corrected' })))).toEqual(shapeOf(example))
  })

  it.each([
    ['deleted', 'soft'],
    ['on-hold', 'soft'],
    ['canceled', 'hard'],
    ['taken-down', 'hard'],
  ] as const)('says of a withdrawal what it has: %s is a %s purge', (why, purge) => {
    const { data } = JSON.parse(printMessage(withdrawnEvent({ why })))
    expect(data).toMatchObject({ why, purge, output: 'es/news.md', originalUrl: null })
    expect(page).toContain(`\`${why}\``)
    for (const key of Object.keys(data)) expect(page).toContain(`\`${key}\``)
  })
})
