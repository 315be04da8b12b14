import { z } from 'zod'
import { kindOf, settings } from '../settings.ts'

export const AmazonConfig = z.strictObject({
  kind: kindOf('amazon'),
  ...settings,
  region: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)+-[0-9]+$/, 'Write it like "eu-west-1"')
    .optional()
    .describe('AWS region; else AWS_REGION, or the profile’s.'),
  glossary: z.string().min(1).optional().describe('Name of a custom terminology in that region.'),
  formality: z
    .enum(['formal', 'informal'])
    .optional()
    .describe('How readers are addressed, where Amazon knows formality in the target language.'),
  profanity: z.enum(['mask']).optional().describe('With mask, profane words come back masked.'),
  endpoint: z
    .url()
    .optional()
    .describe('A loopback or proxy instead of Amazon; without encryption no credentials are used.'),
})
