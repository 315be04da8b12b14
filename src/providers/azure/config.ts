import { z } from 'zod'
import { kindOf, secret, settings } from '../settings.ts'

export const AzureConfig = z.strictObject({
  kind: kindOf('azure'),
  ...settings,
  apiKey: secret.optional().describe('"env:NAME" of the resource’s key; else AZURE_TRANSLATOR_KEY.'),
  region: z
    .string()
    .regex(/^[a-z0-9]+$/, 'Write it like "westeurope"')
    .optional()
    .describe('Region of the resource, unless it is global; else AZURE_TRANSLATOR_REGION.'),
  model: z
    .string()
    .min(1)
    .default('general')
    .describe('general, the category id of a custom model, or the name of a deployed language model.'),
  endpoint: z
    .url()
    .optional()
    .describe('A geography, the resource’s own host, or a loopback, which needs no key.'),
})
