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
    concurrency: count.describe('Requests at once'),
    itemsPerRequest: count.describe('Segments in one request'),
    charactersPerRequest: count.describe('Code points in one request'),
  })
  .partial()

/** Secrets never stand in the file: only the name of the environment variable that holds them. */
const secret = z
  .string()
  .regex(/^env:[A-Za-z_][A-Za-z0-9_]*$/, 'Write "env:NAME" and put the secret into the environment')

const GoogleConfig = z.strictObject({
  kind: z.literal('google'),
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
  command: z.string().min(1).default('apertium'),
  quota: Quota.default({}),
})

const PseudoConfig = z.strictObject({ kind: z.literal('pseudo') })

export const ProviderConfig = z.discriminatedUnion('kind', [GoogleConfig, ApertiumConfig, PseudoConfig])
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
  budget: z.strictObject({ charactersPerDay: positive.optional() }).default({}),
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
