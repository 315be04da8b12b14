import { z } from 'zod'
import { garbled } from '../http/failures.ts'
import { wholeReply } from '../http/replies.ts'
import type { TranslationReply, TranslationRequest } from '../provider.ts'
import { NAME } from './options.ts'
import { type Translation, translationsIn } from './translations.ts'

/** What a language model is to answer, and what becomes of it: taken whole, or not at all. */

/** The list of translations in the part of JSON Schema that strict replies know: every member required, no others. */
export const REPLY_FORMAT = {
  type: 'json_schema',
  json_schema: {
    name: 'translations',
    strict: true,
    schema: {
      type: 'object',
      properties: {
        translations: {
          type: 'array',
          items: {
            type: 'object',
            properties: { id: { type: 'integer' }, text: { type: 'string' } },
            required: ['id', 'text'],
            additionalProperties: false,
          },
        },
      },
      required: ['translations'],
      additionalProperties: false,
    },
  },
} as const

const Choice = z.object({
  finish_reason: z.string().nullish(),
  message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
})
const Completion = z.object({ model: z.string().optional(), choices: z.tuple([Choice], z.unknown()) })

/** One translation for each text, in their order; undefined when the model has said something else. @throws ProviderError */
export function readReply(answer: unknown, { texts }: TranslationRequest): TranslationReply | undefined {
  const completion = Completion.safeParse(answer)
  if (!completion.success) throw garbled(NAME, 'the reply is not a chat completion', completion.error)
  const { model, choices } = completion.data
  const [{ finish_reason: end, message }] = choices
  if (message.refusal) throw garbled(NAME, 'the model refused to translate this')
  if (end === 'content_filter') throw garbled(NAME, 'the content filter cut the reply off')
  if (end === 'length')
    throw garbled(NAME, 'the reply was cut off at the model’s length limit; lower quota.charactersPerRequest')
  const translations = translationsIn(message.content ?? '')
  if (translations === undefined) return undefined
  const translated = byId(translations, texts)
  return model ? { texts: translated, model } : { texts: translated }
}

function byId(translations: readonly Translation[], texts: readonly string[]): readonly string[] {
  const found = new Map(translations.map(({ id, text }) => [id, text]))
  if (translations.length !== texts.length || found.size !== texts.length)
    throw garbled(NAME, `${found.size} of ${texts.length} translations came, ${translations.length} in all`)
  return wholeReply(
    NAME,
    texts.map((_, index) => found.get(index + 1)),
    texts,
  )
}
