import { hashParts } from '../article/hash.ts'
import { type SiteStrings, siteStrings } from '../assemble/site-strings.ts'
import type { Config } from '../config/config.ts'
import type { Project } from '../config/load.ts'
import { loadGlossary } from '../glossary/files.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { SEGMENTER_VERSIONS } from '../segment/segmenter.ts'

/** Raised when the same source and targets come out as other bytes: editions are then assembled anew. */
const ASSEMBLY_VERSION = '2'

/**
 * Everything in the configuration that decides an edition's bytes, as one hash; not how fast or from which
 * endpoint it is bought.
 */
export function fingerprint(
  config: Config,
  locale: string,
  strings: SiteStrings,
  glossary: Glossary,
): string {
  const { source, segmentation, credits, checks, publish } = config
  const providers = config.providers.map(decisive)
  return hashParts([
    ASSEMBLY_VERSION,
    SEGMENTER_VERSIONS[segmentation],
    locale,
    strings.source(locale),
    JSON.stringify(glossary.terms),
    JSON.stringify([
      source.locale,
      source.frontMatter,
      source.keywords,
      source.shortcodes,
      segmentation,
      credits,
      checks,
      { ...publish, events: undefined, onDeleted: undefined },
      providers,
    ]),
  ])
}

/** Of the rules that decide whether an article has an edition at all, whatever its bytes. */
export const rulesHash = ({ source, select }: Config): string =>
  hashParts([JSON.stringify([source.timeZone, source.lifecycle, select])])

/** By target, for a project as it stands on the disk just now. */
export function fingerprintsOf(
  { config, locales }: Project,
  targets: readonly string[],
): Record<string, string> {
  const strings = siteStrings(locales)
  return Object.fromEntries(
    targets.map((locale) => {
      const glossary = loadGlossary(locales, locale)
      return [locale, fingerprint(config, locale, strings, glossary)]
    }),
  )
}

/** What of a provider's configuration decides its words. */
const decisive = (provider: Config['providers'][number]): object =>
  Object.fromEntries(Object.entries(provider).filter(([key]) => !INDIFFERENT.has(key)))

/** Where and how fast it is asked. */
const INDIFFERENT: ReadonlySet<string> = new Set(['endpoint', 'quota', 'region', 'command'])
