import { z } from 'zod'

/**
 * `dragoman.config.json`. Schema and type share a name; every key has a default but `targets`, and defaults
 * stand only here. The published JSON Schema (schema/dragoman.config.schema.json) is made from it.
 */
const positive = z.number().positive()
const count = z.int().positive()

const Quota = z
  .strictObject({
    charactersPerMinute: positive.describe('Unicode code points in any sliding minute'),
    requestsPerMinute: count.describe('Requests in any sliding minute'),
    pacing: z
      .strictObject({
        seconds: positive.max(60),
        characters: positive.optional(),
        requests: count.optional(),
      })
      .describe('A shorter sliding window beside the minute, for providers that want requests spread evenly'),
    concurrency: count.describe('Requests at once'),
    itemsPerRequest: count.describe('Segments in one request'),
    charactersPerRequest: count.describe('Code points in one request'),
  })
  .partial()

const Price = z.strictObject({
  perMillionCharacters: z.number().nonnegative().describe('For a million Unicode code points sent'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Write an ISO 4217 code such as "EUR"')
    .default('USD'),
})

/** What any provider may be told beside how to reach it. */
const engagement = {
  price: Price.optional().describe('Instead of the list price, for what is shown and for budget.moneyPerDay'),
  locales: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Target locales it is kept to; by default all it serves'),
  publishable: z
    .boolean()
    .optional()
    .describe(
      'false: its words go into locale files for editors, and no edition is published from them. By default true, but for Apertium where it stands in for another provider',
    ),
}

/** Secrets never stand in the file: only the name of the environment variable that holds them. */
const secret = z
  .string()
  .regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, 'Write "env:NAME" and put the secret into the environment')

const GoogleConfig = z.strictObject({
  kind: z.literal('google'),
  ...engagement,
  project: z.string().min(1).optional().describe('Google Cloud project id: Translation v3'),
  location: z.string().min(1).default('global'),
  model: z.string().min(1).optional().describe('general/nmt, general/translation-llm or a custom model id'),
  apiKey: secret.optional().describe('"env:NAME" of an API key: Translation v2'),
  glossary: z
    .strictObject({ id: z.string().min(1), ignoreCase: z.boolean().default(false) })
    .optional()
    .describe('Google’s own glossary; location must be its own'),
  endpoint: z
    .url()
    .optional()
    .describe('A loopback or proxy instead of Google; credentials are then optional'),
  quota: Quota.default({}),
})

const ApertiumConfig = z.strictObject({
  kind: z.literal('apertium'),
  ...engagement,
  command: z.string().min(1).default('apertium'),
  quota: Quota.default({}),
})

const AzureConfig = z.strictObject({
  kind: z.literal('azure'),
  ...engagement,
  apiKey: secret.optional().describe('"env:NAME" of the resource’s key; else AZURE_TRANSLATOR_KEY'),
  region: z
    .string()
    .regex(/^[a-z0-9]+$/, 'Write it like "westeurope"')
    .optional()
    .describe('Of the resource, unless it is global; else AZURE_TRANSLATOR_REGION'),
  model: z
    .string()
    .min(1)
    .default('general')
    .describe('general, the category id of a custom model, or the name of a deployed language model'),
  endpoint: z
    .url()
    .optional()
    .describe('A geography, the resource’s own host, or a loopback; the key is then optional'),
  quota: Quota.default({}),
})

const AmazonConfig = z.strictObject({
  kind: z.literal('amazon'),
  ...engagement,
  region: z
    .string()
    .regex(/^[a-z]+(-[a-z]+)+-[0-9]+$/, 'Write it like "eu-west-1"')
    .optional()
    .describe('Else AWS_REGION, or the profile’s'),
  glossary: z.string().min(1).optional().describe('Name of a custom terminology'),
  formality: z.enum(['formal', 'informal']).optional().describe('Heeded where the target language has it'),
  profanity: z.enum(['mask']).optional(),
  endpoint: z
    .url()
    .optional()
    .describe('A loopback or proxy instead of Amazon; without encryption no credentials are used'),
  quota: Quota.default({}),
})

const DeeplConfig = z.strictObject({
  kind: z.literal('deepl'),
  ...engagement,
  apiKey: secret.optional().describe('"env:NAME" of the key; else DEEPL_AUTH_KEY'),
  model: z
    .enum(['quality_optimized', 'prefer_quality_optimized', 'latency_optimized'])
    .optional()
    .describe('DeepL’s model_type; by default DeepL chooses'),
  formality: z
    .enum(['prefer_more', 'prefer_less'])
    .optional()
    .describe('Heeded where the target language has it'),
  glossary: z.string().min(1).optional().describe('Id of a glossary at DeepL'),
  endpoint: z.url().optional().describe('A loopback or proxy instead of DeepL'),
  quota: Quota.default({}),
})

const LibreTranslateConfig = z.strictObject({
  kind: z.literal('libretranslate'),
  ...engagement,
  endpoint: z.url().describe('Address of the server, such as http://127.0.0.1:5000'),
  apiKey: secret
    .optional()
    .describe('"env:NAME" of the key, if the server asks; else LIBRETRANSLATE_API_KEY'),
  quota: Quota.default({}),
})

const OpenAiConfig = z.strictObject({
  kind: z.literal('openai'),
  ...engagement,
  model: z.string().min(1).describe('As its maker calls it; decides quality and price'),
  endpoint: z
    .url()
    .optional()
    .describe('Any server of the chat completions API instead of OpenAI, such as http://127.0.0.1:11434/v1'),
  apiKey: secret
    .optional()
    .describe('"env:NAME" of the key; else OPENAI_API_KEY for OpenAI itself, and none for an endpoint'),
  style: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .describe('House style in plain words, for the prompt; changing it buys machine translations again'),
  quota: Quota.default({}),
})

const PseudoConfig = z.strictObject({ kind: z.literal('pseudo'), ...engagement })

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

/** Front matter that readers see. */
const FRONT_MATTER = [
  'headline',
  'title',
  'standfirst',
  'description',
  'caption',
  'image.alt',
  'image.caption',
  'images.*.alt',
  'images.*.caption',
  'liveUpdates.text',
]

const Source = z.strictObject({
  locale: z.string().default('en').describe('Language of articles that do not say their own'),
  articles: z.string().min(1).default('articles'),
  frontMatter: z
    .array(z.string().min(1))
    .default(FRONT_MATTER)
    .describe('Front matter keys to translate, dotted; * is any one step'),
  keywords: z.boolean().default(false).describe('Translate keywords and tags too'),
})

const Publish = z.strictObject({
  formats: z
    .array(z.enum(['source']))
    .min(1)
    .default(['source'])
    .describe('source: the same format as the article'),
  baseUrl: z
    .url()
    .optional()
    .describe('Where the output folder is served; makes canonical and original links'),
  onFinding: z
    .enum(['withhold', 'source', 'publish'])
    .default('withhold')
    .describe(
      'What becomes of a segment that fails its checks twice. withhold: the earlier edition stays, the report names it; source: its paragraph stays in the original language, marked as such; publish: it is published all the same',
    ),
})

export const Config = z.strictObject({
  $schema: z.string().optional(),
  source: Source.prefault({}),
  targets: z.array(z.string()).min(1, 'Name at least one target locale, e.g. ["es"]'),
  locales: z.string().min(1).default('locales'),
  output: z.string().min(1).default('public'),
  state: z.string().min(1).default('.dragoman'),
  segmentation: z.enum(['sentence', 'paragraph']).default('sentence'),
  providers: z
    .array(ProviderConfig)
    .min(1)
    .prefault([{ kind: 'apertium' }])
    .describe('In order of preference'),
  budget: z
    .strictObject({
      charactersPerDay: positive
        .optional()
        .describe('Unicode code points from one local midnight to the next'),
      moneyPerDay: positive
        .optional()
        .describe('In the currency of the prices, from one local midnight to the next'),
    })
    .default({}),
  checks: z
    .record(z.string(), z.enum(['off', 'warn', 'block']))
    .default({})
    .describe('By check id'),
  credits: z
    .array(z.string().min(1))
    .default(['.credit', '[itemprop=creditText]'])
    .describe('Never translated'),
  publish: Publish.prefault({}),
})
export type Config = z.infer<typeof Config>
