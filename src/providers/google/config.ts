import { z } from 'zod'
import { kindOf, secret, settings } from '../settings.ts'

const Glossary = z.strictObject({
  id: z.string().min(1).describe('Id of the glossary.'),
  ignoreCase: z.boolean().default(false).describe('Whether its terms match in any case.'),
})

export const GoogleConfig = z.strictObject({
  kind: kindOf('google'),
  ...settings,
  project: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Google Cloud project id, for Translation v3; else GOOGLE_CLOUD_PROJECT, or the credentials’ own.',
    ),
  location: z.string().min(1).default('global').describe('Region of the models and glossaries.'),
  model: z
    .string()
    .min(1)
    .optional()
    .describe('general/nmt (the default), general/translation-llm, or the id of a custom model.'),
  apiKey: secret.optional().describe('"env:NAME" of an API key, which makes it Translation v2.'),
  glossary: Glossary.optional().describe('Google’s own glossary; location must be the glossary’s.'),
  endpoint: z
    .url()
    .optional()
    .describe('A loopback or proxy instead of Google; on loopback no credentials are needed.'),
})
