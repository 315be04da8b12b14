import { type Refusal, refusal } from './refusals.ts'
import { V2_LANGUAGES, V3_LANGUAGES, v2Reply, v3Reply } from './replies.ts'
import { type Read, readV2, readV3, type TranslateCall } from './requests.ts'
import { type Call, type Service, type Spoil, startService } from './service.ts'
import { translateLike } from './translate-like.ts'

/**
 * Both APIs of Google as one of the smaller services: as strict as the Cloud Translation of whole nights, without its
 * quota and its bill, and open to every misbehaviour.
 */
export interface GoogleStandIn {
  /** Keys that v2 accepts; empty: any, or none. */
  readonly keys?: readonly string[]
}

export const startGoogle = ({ keys = [] }: GoogleStandIn = {}): Promise<Service> =>
  startService({
    isBilled: ({ url }) => /(:translateText|\/translate\/v2)$/.test(url.pathname),
    answer: (call, spoil) => answer(call, keys, spoil),
  })

/** As v2 refuses: when to come back stands in the header. */
export const v2Refusal = (status: number, words = 'Refused.', headers: Refusal['headers'] = {}) => ({
  ...refusal(status, words, 'invalid'),
  headers,
})

/** As v3 refuses: when to come back stands in the body, as google.rpc.RetryInfo. */
export function v3Refusal(status: number, words = 'Refused.', headers: Refusal['headers'] = {}) {
  const after = headers['retry-after']
  if (after === undefined) return refusal(status, words, 'invalid')
  const seconds = /^\d+$/.test(after) ? Number(after) : (Date.parse(after) - Date.now()) / 1_000
  const info = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${seconds}s` }
  return refusal(status, words, 'invalid', [info])
}

function answer(call: Call, keys: readonly string[], spoil: Spoil | undefined): Refusal {
  const path = call.url.pathname
  const [, project, location, operation] =
    /^\/v3\/projects\/([^/:]+)\/locations\/([^/:]+)(:translateText|\/supportedLanguages)$/.exec(path) ?? []
  if (operation === '/supportedLanguages') return { status: 200, body: V3_LANGUAGES }
  if (project !== undefined && location !== undefined)
    return translated(readV3(call.body, project, location), spoil)
  const key = call.headers['x-goog-api-key']
  if (keys.length > 0 && !keys.includes(String(key))) return WRONG_KEY
  if (path === '/language/translate/v2/languages') return { status: 200, body: V2_LANGUAGES }
  if (path === '/language/translate/v2') return translated(readV2(call.body, call.bytes), spoil)
  return refusal(404, 'Method not found.', 'notFound')
}

/** In the words of the real one, which calls a wrong key a bad request. */
const WRONG_KEY = refusal(400, 'API key not valid. Please pass a valid API key.', 'badRequest', [
  {
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: 'API_KEY_INVALID',
    domain: 'googleapis.com',
  },
])

function translated(read: Read<TranslateCall>, spoil: Spoil | undefined): Refusal {
  if (!read.ok) return read.refusal
  const call = read.value
  const honest = call.texts.map((text) => translateLike(text, call.target, call.mime))
  const spoilt =
    spoil === undefined
      ? honest
      : spoil === 'miscount'
        ? honest.slice(1)
        : [...honest.slice(0, -1), undefined]
  return { status: 200, body: call.api === 'v3' ? v3Reply(call, spoilt) : v2Reply(call, spoilt) }
}
