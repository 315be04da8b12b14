import { z } from 'zod'
import { kindOf, secret, settings } from '../settings.ts'

export const OpenAiConfig = z.strictObject({
  kind: kindOf('openai'),
  ...settings,
  model: z.string().min(1).describe('The model as its maker calls it; decides quality and price.'),
  endpoint: z
    .url()
    .optional()
    .describe('Base address of any server of the chat completions API, /v1 included, instead of OpenAI.'),
  apiKey: secret
    .optional()
    .describe('"env:NAME" of the key; else OPENAI_API_KEY for OpenAI itself, and none for an endpoint.'),
  style: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .describe('House style in plain words, for the prompt; changing it buys machine translations again.'),
})
