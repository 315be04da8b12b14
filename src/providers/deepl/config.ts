import { z } from 'zod'
import { kindOf, secret, settings } from '../settings.ts'

export const DeeplConfig = z.strictObject({
  kind: kindOf('deepl'),
  ...settings,
  apiKey: secret.optional().describe('"env:NAME" of the key; else DEEPL_AUTH_KEY.'),
  model: z
    .enum(['quality_optimized', 'prefer_quality_optimized', 'latency_optimized'])
    .optional()
    .describe('DeepL’s model_type; by default DeepL chooses.'),
  formality: z
    .enum(['prefer_more', 'prefer_less'])
    .optional()
    .describe('How readers are addressed, where DeepL knows formality in the target language.'),
  glossary: z.string().min(1).optional().describe('Id of a glossary at DeepL.'),
  endpoint: z.url().optional().describe('A loopback or proxy instead of DeepL.'),
})
