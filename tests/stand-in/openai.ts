import { z } from 'zod'
import { type Answer, type Call, type Service, type Spoil, startService } from './service.ts'
import { translateLike } from './translate-like.ts'

/**
 * A strict server of the chat completions API on loopback, with a model that does as its prompt says, but answers in
 * the wrong order: which translation belongs to which text, only the ids tell.
 */
export interface OpenAiStandIn {
  /** Keys that it accepts; empty: none is asked for, and none may come. */
  readonly keys?: readonly string[]
  /** Refused with anything but its own temperature, as reasoning models do. */
  readonly isReasoning?: boolean
  /** How it refuses to be told the format of its reply, which it then must be asked for in words. Absent: it takes it. */
  readonly formatRefusal?: Answer
  /** What it makes of the JSON that it would honestly answer with. */
  readonly manner?: (json: string) => string
  /** Answers in place of the model. */
  readonly choice?: object
}

export interface OpenAiService extends Service {
  /** The bodies of all requests to translate that could be read. */
  readonly bodies: readonly OpenAiBody[]
}

export const MODEL = 'quill-2'

export async function startOpenAi(setup: OpenAiStandIn = {}): Promise<OpenAiService> {
  const bodies: OpenAiBody[] = []
  const service = await startService({
    isBilled: ({ url }) => url.pathname === '/v1/chat/completions',
    answer: (call, spoil) => answer(call, setup, spoil, bodies),
  })
  return Object.assign(service, { bodies })
}

export const openAiRefusal = (
  status: number,
  message = 'Refused.',
  more: { readonly code?: string; readonly type?: string; readonly param?: string } = {},
  headers: Answer['headers'] = {},
): Answer => ({
  status,
  body: { error: { message, type: 'invalid_request_error', param: null, code: null, ...more } },
  headers,
})

const Body = z.strictObject({
  model: z.literal(MODEL),
  messages: z.tuple([
    z.strictObject({ role: z.literal('system'), content: z.string() }),
    z.strictObject({ role: z.literal('user'), content: z.string() }),
  ]),
  temperature: z.literal(0).optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
        strict: z.literal(true),
        schema: z.looseObject({ type: z.literal('object'), additionalProperties: z.literal(false) }),
      }),
    })
    .optional(),
})
type OpenAiBody = z.infer<typeof Body>

const Items = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.int(),
      text: z.string(),
      headline: z.string().min(1).optional(),
      before: z.string().min(1).optional(),
      after: z.string().min(1).optional(),
    }),
  ),
})

function answer(
  { url, headers, body }: Call,
  setup: OpenAiStandIn,
  spoil: Spoil | undefined,
  bodies: OpenAiBody[],
): Answer {
  const key = headers.authorization?.replace(/^Bearer /, '')
  const isKnown = setup.keys?.length ? setup.keys.includes(key ?? '') : key === undefined
  if (!isKnown) return openAiRefusal(401, `Incorrect API key provided: ${key}.`, { code: 'invalid_api_key' })
  if (url.pathname === '/v1/models')
    return { status: 200, body: { object: 'list', data: [{ id: MODEL, object: 'model' }] } }
  if (url.pathname !== '/v1/chat/completions') return openAiRefusal(404)
  const read = Body.safeParse(body)
  if (!read.success) return openAiRefusal(400, z.prettifyError(read.error))
  if (setup.isReasoning && read.data.temperature !== undefined)
    return openAiRefusal(400, "Unsupported value: 'temperature' does not support 0 with this model.", {
      param: 'temperature',
      code: 'unsupported_value',
    })
  if (setup.formatRefusal && read.data.response_format !== undefined) return setup.formatRefusal
  bodies.push(read.data)
  const choice = setup.choice ?? honest(read.data, setup, spoil)
  return {
    status: 200,
    body: { object: 'chat.completion', model: `${MODEL}-2026-10-01`, choices: [{ index: 0, ...choice }] },
  }
}

function honest(
  { messages: [system, user], response_format }: OpenAiBody,
  { manner = (json) => json }: OpenAiStandIn,
  spoil: Spoil | undefined,
): object {
  const { items } = Items.parse(JSON.parse(user.content))
  const target = /into .*\(([\w-]+)\)\./.exec(system.content)?.[1] ?? ''
  const translations = items
    .map(({ id, text }, index) => ({
      id,
      text: spoil === 'missing' && index === 0 ? '' : translateLike(text, target, 'text'),
    }))
    .toReversed()
  const kept = spoil === 'miscount' ? translations.slice(1) : translations
  const isAskedForJson = response_format !== undefined || /\{"translations":\[/.test(system.content)
  const content = isAskedForJson
    ? manner(JSON.stringify({ translations: kept }))
    : 'Certainly! Here they are.'
  return { finish_reason: 'stop', message: { role: 'assistant', content, refusal: null } }
}
