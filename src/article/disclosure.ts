/**
 * What an edition says of itself: the visible label and the facts behind its machine-readable marks. Made by
 * assemble/disclosure.ts; each format writes it in its own carrier.
 * @see EU AI Act, Art. 50(4) · https://cv.iptc.org/newscodes/digitalsourcetype/
 */
export type EditionState = 'machine' | 'post-edited' | 'signed-off'

/** IPTC NewsCode terms: what made the words of an edition, and whether people's words are among them. */
export type DigitalSourceType =
  | 'trainedAlgorithmicMedia'
  | 'compositeWithTrainedAlgorithmicMedia'
  /** Of rules and word lists, without a model trained on texts. */
  | 'algorithmicMedia'
  | 'composite'

export interface Disclosure {
  readonly articleId: string
  readonly state: EditionState
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly sourceLocale: string
  readonly sourceDirection: 'ltr' | 'rtl'
  /** The visible label, plain text: “Powered by automated translation (Apertium). …”. */
  readonly label: string
  /** Language the label is written in: `locale`, unless there are no strings for it. */
  readonly labelLocale: string
  /** Display names of all providers whose words stand in the edition: `["Apertium"]`. */
  readonly providers: readonly string[]
  readonly digitalSourceType: DigitalSourceType
  /** W3C `<meta name="ai-disclosure">` value. */
  readonly aiDisclosure: 'ai-autonomous' | 'ai-assisted'
  /** SHA-256 of the source bytes, hex. */
  readonly sourceHash: string
  /**
   * ISO 8601: since when the original says something that is not translated yet, and stands in the edition as it is.
   * Undefined: all is translated.
   */
  readonly changed: string | undefined
  /** Who answers for a signed-off edition to its readers, and since when (ISO 8601); undefined of any other. */
  readonly reviewed: { readonly desk: string; readonly date: string } | undefined
  /** Absolute URLs, known only when `publish.baseUrl` is set. */
  readonly canonicalUrl: string | undefined
  readonly originalUrl: string | undefined
  /** Link text: “Read the original (English)”. */
  readonly readOriginal: string
  /** “Updated: November 5, 2023, 9:57 PM” in the edition's words; undefined when the time cannot be read. */
  updatedLine(sourceLine: string): string | undefined
  /** The same for the time alone: “November 05, 2023, 9:57 PM”. */
  updatedTime(sourceTime: string): string | undefined
}

/** The IPTC and schema.org URIs of a digital source type term. */
export const digitalSourceTypeUri = (term: DigitalSourceType): string =>
  `http://cv.iptc.org/newscodes/digitalsourcetype/${term}`
export const schemaOrgDigitalSourceType = (term: DigitalSourceType): string =>
  `${term.charAt(0).toUpperCase()}${term.slice(1)}DigitalSource`

/** As marks say it: is all that the original says translated? */
export const freshnessOf = ({ changed }: Disclosure): 'current' | 'stale' =>
  changed === undefined ? 'current' : 'stale'
