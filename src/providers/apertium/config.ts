import { z } from 'zod'
import { kindOf, settings } from '../settings.ts'

export const ApertiumConfig = z.strictObject({
  kind: kindOf('apertium'),
  ...settings,
  command: z
    .string()
    .min(1)
    .default('apertium')
    .describe('Name or path of the program; the other programs of Apertium are taken from its folder.'),
})
