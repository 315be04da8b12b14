import { type Content, readable } from '../article/content.ts'
import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import type { Role, Unit } from '../article/unit.ts'
import type { ReadArticle } from '../pipeline/read.ts'
import {
  isOurs,
  isSameText,
  type LocaleFile,
  type LocaleMeta,
  shortHash,
  textHash,
} from '../review/locale-file.ts'
import { parseTarget } from '../review/people.ts'
import { toNotation } from '../segment/notation.ts'
import { segmentUnit } from '../segment/segment.ts'
import type { Segmenter } from '../segment/segmenter.ts'
import { withSourceCodes } from './own-codes.ts'
import { sentencesOf } from './sentences.ts'

/** An edition that people changed in its own format, with all that tells their words from ours. */
export interface ChangedEdition {
  readonly article: ReadArticle
  /** What stands in the locale file now. */
  readonly file: LocaleFile
  /** What the edition was published from, before it was changed; no segments: not known. */
  readonly published: LocaleMeta
  /** The edition as it would be published from the locale file now, read again by its format. */
  readonly reread: ReadArticle
  readonly changed: ReadArticle
  readonly locale: string
  readonly segmenter: Segmenter
}

export interface FoundWords {
  readonly taken: readonly TakenText[]
  /** Segments whose words are as they were published, or as the locale file has them already. */
  readonly unchanged: number
  readonly refused: readonly Refusal[]
}

export interface TakenText {
  readonly segment: Segment
  /** In notation. */
  readonly text: string
}

export interface Refusal {
  readonly role: Role
  /** Of the changed edition; of the published one where nothing is left there. */
  readonly words: string
  readonly reason: string
}

/** What is found in a changed edition, unit by unit. What does not fit is refused with its reason, never guessed. */
export class PeoplesWords {
  readonly #edition: ChangedEdition
  /** By segment key: a sentence that stands twice has one text. */
  readonly #taken = new Map<string, TakenText>()
  readonly #unchanged = new Set<string>()
  readonly #refused: Refusal[] = []
  readonly #publishedHashes: ReadonlySet<string>
  readonly #isPublishedKnown: boolean

  constructor(edition: ChangedEdition) {
    this.#edition = edition
    const segments = Object.values(edition.published.segments)
    this.#publishedHashes = new Set(segments.map(({ target }) => target))
    this.#isPublishedKnown = segments.length > 0
  }

  leave(segments: readonly Segment[]): void {
    for (const { key } of segments) this.#unchanged.add(key)
  }

  refuse({ role, content }: Unit, reason: string): void {
    this.#refused.push({ role, words: readable(content).replace(/\s+/g, ' ').trim(), reason })
  }

  /** A unit that came into the article after the edition was published cannot stand in it. */
  missing(unit: Unit, segments: readonly Segment[]): void {
    const { published } = this.#edition
    const isNew = this.#isPublishedKnown && segments.every(({ key }) => published.segments[key] === undefined)
    if (segments.length > 0 && isNew) return
    this.refuse(unit, 'it does not stand there any more; the next edition has it again, as the article has')
  }

  /** A unit that the article had when the edition was published may be gone from it since. */
  added(unit: Unit): void {
    const own = this.#edition.changed.segments.filter((segment) => segment.unit === unit.id)
    if (own.length > 0 && own.every(({ source }) => this.#isAsPublished(toNotation(source)))) return
    this.refuse(
      unit,
      'nothing in the article stands where it does; only words that are translated can be taken',
    )
  }

  compare(
    before: Unit,
    segments: readonly Segment[],
    targets: ReadonlyMap<string, Target>,
    changed: Unit,
  ): void {
    const { segmenter, locale } = this.#edition
    if (this.#isFromBefore(segments, changed)) {
      this.leave(segments)
      return
    }
    const sentences = sentencesOf(
      {
        targets: segments.map(({ key, source }) => targets.get(key)?.content ?? source),
        published: before.content,
        changed: changed.content,
      },
      (content) => segmentUnit({ ...changed, content }, segmenter, locale),
    )
    if (!sentences.ok) {
      this.refuse(changed, sentences.reason)
      return
    }
    for (const [nth, segment] of segments.entries()) {
      const content = sentences.contents[nth]
      if (content === undefined) this.#unchanged.add(segment.key)
      else this.#sentence(segment, content, changed)
    }
  }

  found(): FoundWords {
    const unchanged = [...this.#unchanged].filter((key) => !this.#taken.has(key)).length
    return { taken: [...this.#taken.values()], unchanged, refused: this.#refused }
  }

  #sentence(segment: Segment, content: Content, { role }: Unit): void {
    const text = this.#fitting(segment, content)
    if (typeof text === 'string') this.#taken.set(segment.key, { segment, text })
    else if (text.reason === undefined) this.#unchanged.add(segment.key)
    else this.#refused.push({ role, words: readable(content), reason: text.reason })
  }

  /** The sentence in notation; or why it is not taken, where there is a reason to tell. */
  #fitting(segment: Segment, content: Content): string | { readonly reason: string | undefined } {
    const { file, published } = this.#edition
    const { key, source } = segment
    const own = withSourceCodes(content, source.codes)
    if (!own.ok) return { reason: own.problem }
    const text = toNotation(own.content)
    const now = file.texts.get(key)
    const before = published.segments[key]
    if ((now !== undefined && isSameText(text, now)) || this.#isAsPublished(text))
      return { reason: undefined }
    if (this.#isPublishedKnown && before === undefined)
      return { reason: 'its sentence in the article was another one when this edition was published' }
    if (now !== undefined && isPersons(segment, file) && (before === undefined || !isOurs(now, before)))
      return { reason: `a person has written other words into the locale file since: “${now}”` }
    const earlier = this.#taken.get(key)
    if (earlier !== undefined && earlier.text !== text)
      return {
        reason: `the same sentence stands elsewhere in the article, with other words: “${earlier.text}”`,
      }
    const parsed = parseTarget(text, segment, false)
    return parsed.ok ? text : { reason: parsed.problem }
  }

  /** Has the locale file other texts by now, where the edition still has those that were published? */
  #isFromBefore(segments: readonly Segment[], { id }: Unit): boolean {
    const { file, published, changed } = this.#edition
    const isReplaced = segments.some(({ key }) => {
      const before = published.segments[key]
      return before === undefined || !isOurs(file.texts.get(key) ?? '', before)
    })
    const own = changed.segments.filter(({ unit }) => unit === id)
    return isReplaced && own.every(({ source }) => this.#isAsPublished(toNotation(source)))
  }

  #isAsPublished(text: string): boolean {
    return this.#publishedHashes.has(textHash(text)) || this.#publishedHashes.has(shortHash(text))
  }
}

/** Did a person write what stands in the locale file? */
function isPersons({ key, notation }: Segment, { texts, meta }: LocaleFile): boolean {
  const text = texts.get(key) ?? ''
  const known = meta.segments[key]
  if (text.trim() === '') return false
  return known === undefined ? !isSameText(text, notation) : !isOurs(text, known) || known.origin === 'human'
}
