import type { SiteStrings } from '../assemble/site-strings.ts'
import type { Config } from '../config/config.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { hashParts } from '../memory/memory-key.ts'
import type { Segmenter } from '../segment/segmenter.ts'

/** Raised when the same source and targets come out as other bytes: editions are then assembled anew. */
const ASSEMBLY_VERSION = '1'

/**
 * Everything in the configuration that decides an edition's bytes, as one hash; not how fast or from which
 * endpoint it is bought.
 */
export function fingerprint(
  config: Config,
  locale: string,
  strings: SiteStrings,
  segmenter: Segmenter,
  glossary: Glossary,
): string {
  const { source, segmentation, credits, checks, publish } = config
  const providers = config.providers.map((provider) =>
    provider.kind === 'google'
      ? [
          provider.kind,
          provider.project,
          provider.location,
          provider.model,
          provider.apiKey,
          provider.glossary,
        ]
      : [provider.kind],
  )
  return hashParts([
    ASSEMBLY_VERSION,
    segmenter.version,
    locale,
    strings.source(locale),
    JSON.stringify(glossary.terms),
    JSON.stringify([
      source.locale,
      source.frontMatter,
      source.keywords,
      segmentation,
      credits,
      checks,
      publish,
      providers,
    ]),
  ])
}
