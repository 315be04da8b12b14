import { z } from 'zod'
import { kindOf, secret, settings } from '../settings.ts'

export const LibreTranslateConfig = z.strictObject({
  kind: kindOf('libretranslate'),
  ...settings,
  endpoint: z.url().describe('Address of the server, with its path prefix if it has one.'),
  apiKey: secret
    .optional()
    .describe('"env:NAME" of the key, if the server asks for one; else LIBRETRANSLATE_API_KEY.'),
})
