import { z } from 'zod'
import { kindOf, settings } from '../settings.ts'

export const PseudoConfig = z.strictObject({ kind: kindOf('pseudo'), ...settings })
