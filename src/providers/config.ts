import { z } from 'zod'
import { AmazonConfig } from './amazon/config.ts'
import { ApertiumConfig } from './apertium/config.ts'
import { AzureConfig } from './azure/config.ts'
import { DeeplConfig } from './deepl/config.ts'
import { GoogleConfig } from './google/config.ts'
import { LibreTranslateConfig } from './libretranslate/config.ts'
import { OpenAiConfig } from './openai/config.ts'
import { PseudoConfig } from './pseudo/config.ts'

/** One entry of `providers`: each kind's schema stands in its own folder. */
export const ProviderConfig = z.discriminatedUnion('kind', [
  GoogleConfig,
  ApertiumConfig,
  AzureConfig,
  AmazonConfig,
  DeeplConfig,
  LibreTranslateConfig,
  OpenAiConfig,
  PseudoConfig,
])
export type ProviderConfig = z.infer<typeof ProviderConfig>
