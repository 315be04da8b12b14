import { z } from 'zod'
import { ProviderConfig } from '../providers/config.ts'

/**
 * `dragoman.config.json`. Schema and type share a name; every key has a default but `targets` and `providers`
 * (no engine is chosen silently), and defaults stand only here and in `providers/<kind>/config.ts`. The published JSON Schema
 * (schema/dragoman.config.schema.json) is made from it, and docs/configuration.md is held to it.
 */

/** Front matter that readers see. */
const FRONT_MATTER = [
  'headline',
  'title',
  'standfirst',
  'description',
  'summary',
  'deck',
  'dek',
  'subtitle',
  'excerpt',
  'caption',
  'image.alt',
  'image.caption',
  'images.*.alt',
  'images.*.caption',
  'liveUpdates.text',
]

const STATUSES = ['usable', 'draft', 'on hold', 'canceled'] as const

/** Names by which articles tell of their life; neither case nor `-` and `_` count in them. */
const Lifecycle = z.strictObject({
  draft: names('draft').describe('Names under which an article says that it is a draft.'),
  published: names('published').describe(
    'Names under which false says that an article is a draft; a date there is read as under embargo.',
  ),
  status: names('status', 'pubstatus').describe(
    'Names under which an article says a status: a word of those that docs/articles.md lists.',
  ),
  words: z
    .record(z.string().min(1), z.enum(STATUSES))
    .default({})
    .describe('The newsroom’s own words for a status, each with usable, draft, on hold or canceled.'),
  embargo: names('embargo', 'embargoed', 'embargoedUntil', 'publishDate').describe(
    'Names of the time before which an article may not be sent to a provider or published.',
  ),
  expiry: names('expiryDate', 'expires', 'unpublishDate', 'article:expiration_time').describe(
    'Names of the time from which on an article is withdrawn.',
  ),
  date: names('date').describe(
    'Names of the date that a scheduled article waits for, where it has no embargo.',
  ),
  targets: names('translate').describe('Names under which an article says which targets it is to go into.'),
  version: names('version').describe('Names of an article’s version.'),
})

function names(...defaults: string[]) {
  return z.array(z.string().min(1)).default(defaults)
}

const Source = z.strictObject({
  locale: z.string().default('en').describe('Language of articles that do not say their own.'),
  articles: z
    .string()
    .min(1)
    .default('articles')
    .describe('Folder of the source articles, from the configuration’s own folder.'),
  ignore: z
    .array(
      z
        .string()
        .min(1)
        .regex(/^(?!!(?!\())/, 'Name what is passed over; a leading "!" is not known here'),
    )
    .default([])
    .describe(
      'Glob patterns of files and folders under the articles folder that are no articles: * any name, ** any folders.',
    ),
  frontMatter: z
    .array(z.string().min(1))
    .default(FRONT_MATTER)
    .describe('Front matter keys that are translated, with dots between steps; * is any one step.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'Write the name of a time zone, e.g. "Europe/Paris"')
    .optional()
    .describe('IANA name of the newsroom’s time zone, whose midnight begins a day; the system’s if absent.'),
  lifecycle: Lifecycle.prefault({}).describe('How articles say whether and when they may be published.'),
  keywords: z.boolean().default(false).describe('Whether keywords and tags are translated too.'),
  shortcodes: z
    .array(z.string().regex(/^[^.\s]+\.[\w-]+$/, 'Write a shortcode and an attribute, e.g. "figure.caption"'))
    .default(['*.alt', '*.caption', '*.title'])
    .describe(
      'Attributes of shortcodes and template tags whose words are translated, as shortcode.attribute; * is any shortcode.',
    ),
})

const Selection = z.strictObject({
  match: z
    .string()
    .min(1)
    .regex(/^(?!!(?!\())/, 'Name the articles that are meant; a leading "!" is not known here')
    .describe('Glob pattern of paths under the articles folder: * any name, ** any folders.'),
  targets: z
    .array(z.string())
    .describe('Targets that these articles go into; with an empty list they are not translated.'),
})

const Budget = z.strictObject({
  charactersPerDay: z
    .number()
    .positive()
    .optional()
    .describe('Unicode code points that may be sent from one midnight in source.timeZone to the next.'),
  moneyPerDay: z
    .number()
    .positive()
    .optional()
    .describe(
      'What may be spent from one midnight in source.timeZone to the next, in the currency of the prices.',
    ),
})

const Site = z.strictObject({
  name: z.string().trim().min(1).optional().describe('Name of the site, as its readers know it.'),
  publisher: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe('Who answers to readers for what people have signed off; by default the site.'),
})

const Review = z.strictObject({
  untouchedLimit: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of words that only a machine has touched, from 0 to 1, above which a sign-off warns.'),
})

const Publish = z.strictObject({
  formats: z
    .array(z.enum(['source']))
    .min(1)
    .default(['source'])
    .describe('Which files an edition is written as; source is the format of its article.'),
  baseUrl: z
    .url()
    .optional()
    .describe('Address at which the output folder is served; makes canonical and original links.'),
  site: Site.default({}).describe('Whose site it is; a person’s name is never published.'),
  events: z
    .url({ protocol: /^https?$/, error: 'Write an http or https address' })
    .refine(hasNoUser, 'Leave user and password out: each request is signed with DRAGOMAN_EVENTS_SECRET')
    .optional()
    .describe(
      'Address of a web-hook that is told, signed, of each edition made, corrected and withdrawn; the secret stands in DRAGOMAN_EVENTS_SECRET.',
    ),
  onFinding: z
    .enum(['withhold', 'source', 'publish'])
    .default('withhold')
    .describe(
      'What becomes of a segment that fails its checks twice: the earlier edition stays (withhold), its paragraph stays in the original language and is marked as such (source), or it is published all the same (publish).',
    ),
  onDeleted: z
    .enum(['withdraw', 'keep'])
    .default('withdraw')
    .describe(
      'What becomes of the editions of an article that is gone from the articles folder: they are taken down, or left as they are.',
    ),
})

export const Config = z.strictObject({
  $schema: z.string().optional().describe('Where an editor finds the JSON Schema; Dragoman ignores it.'),
  source: Source.prefault({}).describe('The articles, and what of them is translated.'),
  targets: z
    .array(z.string())
    .min(1, 'Name at least one target locale, e.g. ["es"]')
    .describe('Locales to translate into, as BCP 47 tags.'),
  select: z
    .array(Selection)
    .default([])
    .describe('Which articles go into which targets; the first rule that matches counts.'),
  locales: z
    .string()
    .min(1)
    .default('locales')
    .describe('Folder of locale files, glossaries and site strings.'),
  output: z.string().min(1).default('public').describe('Folder that editions are written to.'),
  state: z
    .string()
    .min(1)
    .default('.dragoman')
    .describe('Folder of memories, ledger, lock and the record of editions.'),
  segmentation: z
    .enum(['sentence', 'paragraph'])
    .default('sentence')
    .describe('Whether texts are bought and kept by the sentence or by the paragraph.'),
  providers: z
    .array(ProviderConfig)
    .min(1, 'Name at least one provider')
    .describe('Translation providers in order of preference.'),
  budget: Budget.default({}).describe('The newsroom’s own limits for a day, beside the providers’ quotas.'),
  checks: z
    .record(z.string(), z.enum(['off', 'warn', 'block']))
    .default({})
    .describe('Severity of checks, by check id, where it is to be another than the check’s own.'),
  credits: z
    .array(z.string().min(1))
    .default(['.credit', '[itemprop=creditText]'])
    .describe('CSS selectors of HTML elements that are credits and never translated.'),
  review: Review.default({}).describe('What people are warned of when they review.'),
  publish: Publish.prefault({}).describe('How editions are published.'),
})
export type Config = z.infer<typeof Config>

function hasNoUser(address: string): boolean {
  const url = URL.parse(address)
  return url === null || (url.username === '' && url.password === '')
}

/** Is it the name of a time zone, as this Node knows them? */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
