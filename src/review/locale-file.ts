import { z } from 'zod'
import { fileStem, isShortened } from '../article/file-name.ts'
import { sha256 } from '../article/hash.ts'

/**
 * A locale file: what people see and edit. `<id>.json` is flat, key → text in notation, in reading order;
 * `<id>.meta.json` beside it is ours: where each text came from. A text that differs from what meta says we
 * wrote is a person's.
 */
export interface LocaleFile {
  /** Where it stands, for messages. */
  readonly path: string
  readonly texts: ReadonlyMap<string, string>
  /** Keys under which a tool has put the source for want of a translation: they are not among the texts. Absent: none. */
  readonly copies?: readonly string[]
  /** The line that each key of the text file stands on, from 1. */
  readonly lines: ReadonlyMap<string, number>
  readonly meta: LocaleMeta
  /** SHA-256 of the text file's bytes, hex; empty when there is none. */
  readonly hash: string
  /** The same of meta. */
  readonly metaHash: string
}

const Review = z.object({ by: z.string(), date: z.iso.datetime({ offset: true }) })

/** Words that a person rejected. */
const Refusal = Review.extend({
  /** Hash of their source's words, whatever its style. */
  source: z.string(),
  /** Hash of the words ({@link textHash}). */
  target: z.string(),
})
export type Refusal = z.infer<typeof Refusal>

const SegmentMeta = z.object({
  /** Hash of the source notation it translates. */
  source: z.string(),
  /** Hash of the text as we wrote it ({@link textHash}; earlier versions hashed it as it was). */
  target: z.string(),
  /** Hash of our text before it, until the new one is written: after a kill in between it counts as nobody's. */
  before: z.string().optional(),
  origin: z.enum(['machine', 'human']),
  state: z.enum(['machine', 'edited', 'approved', 'rejected']),
  /** Who approved or rejected it, and when. */
  review: Review.optional(),
  /**
   * What it translates, in notation: also of a machine's, since an editor may change its text after the last run, and the newsroom
   * its source before the next one. Earlier versions kept it of people's alone.
   */
  sourceText: z.string().optional(),
  /** Provider kind and model, or the person (`editor`). */
  provider: z.string(),
  model: z.string().optional(),
  date: z.iso.datetime({ offset: true }),
  /** Start of the memory key it was bought under: still good when the provider and options are the same. */
  memory: z.string().optional(),
  /** A person's text that came here from another article by way of memory. */
  via: z.literal('memory').optional(),
  /** How inline codes came through, when not as sent. */
  rung: z.enum(['repaired', 'projected', 'degraded']).optional(),
  /** Ids of the checks that it fails: dismissed by a person, or published all the same. */
  failing: z.array(z.string()).optional(),
})
export type SegmentMeta = z.infer<typeof SegmentMeta>

/**
 * A person's text, or one that a person approved, whose source sentence is gone: kept, so that nothing anyone wrote is lost,
 * and shown beside the sentence that has taken its place. Earlier versions kept text, source's hash and date alone.
 */
const Retired = z.object({
  text: z.string(),
  source: z.string(),
  date: z.string(),
  sourceText: z.string().optional(),
  by: z.string().optional(),
  state: z.enum(['edited', 'approved']).optional(),
  /** What was known of the words, so that they come back as whose they are when their sentence does; absent: just typed. */
  meta: SegmentMeta.optional(),
})
export type Retired = z.infer<typeof Retired>

/** A named person answers for the whole edition, as long as what it publishes and translates hashes to the same. */
const SignOff = z.object({
  by: z.string(),
  date: z.iso.datetime({ offset: true }),
  hash: z.string(),
  /** Hashes of its units in reading order, by which a change is found. */
  units: z.array(z.string()),
  /** Keys of segments that nobody had opened or approved by themselves. */
  unopened: z.array(z.string()),
  /** When a run found that it no longer holds, and what had changed first. It is kept for the editor who looks why. */
  voided: z.object({ date: z.iso.datetime({ offset: true }), why: z.string() }).optional(),
})
export type SignOff = z.infer<typeof SignOff>

export const LocaleMeta = z.object({
  article: z.string(),
  sourceLocale: z.string(),
  /** SHA-256 of the source bytes of the last complete edition. */
  sourceHash: z.string(),
  segments: z.record(z.string(), SegmentMeta),
  retired: z.record(z.string(), Retired).optional(),
  refused: z.array(Refusal).optional(),
  signOff: SignOff.optional(),
})
export type LocaleMeta = z.infer<typeof LocaleMeta>

/** Where the texts of an article stand under the folder of locale files, `/`-separated. */
export const textsPath = (locale: string, id: string): string => `${locale}/articles/${fileStem(id)}.json`

/** The same for where each text came from. */
export const metaPath = (locale: string, id: string): string =>
  `${locale}/articles/${fileStem(id)}${META_ENDING}`

export const META_ENDING = '.meta.json'

/** Whose files these are: their path without the ending tells; or, where that was cut, what meta says of the article. */
export function articleOf(stem: string, { article }: Pick<LocaleMeta, 'article'>): string {
  const id = article.replace(/\.[^./]+$/, '')
  return isShortened(stem) && fileStem(id) === stem ? id : stem
}

/** How much of a hash is kept in meta: enough to tell two texts apart. */
export const shortHash = (text: string): string => sha256(text).slice(0, 16)

/**
 * A text without what an editor's software changes unasked: white space at its ends, and whether an accent is a character of
 * its own. Nobody has edited a text that differs in that alone.
 */
export const plain = (text: string): string => text.trim().normalize('NFC')

export const isSameText = (one: string, other: string): boolean =>
  one === other || plain(one) === plain(other)

/** The hash of a text that meta keeps. */
export const textHash = (text: string): string => shortHash(plain(text))

const isOfHash = (text: string, hash: string | undefined): boolean =>
  shortHash(text) === hash || textHash(text) === hash

/** Is this text as we left it? */
export const isOurs = (text: string, meta: SegmentMeta): boolean => isOfHash(text, meta.target)

/** Is it ours from before, which a run that was killed had yet to replace? */
export const isOutdated = (text: string, meta: SegmentMeta): boolean =>
  meta.before !== undefined && isOfHash(text, meta.before)

/** Do both files say the same in the same order, whatever layout a person's software gave one of them? */
export function haveSameTexts(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one.size !== other.size) return false
  const others = other.entries()
  for (const [key, text] of one) {
    const [otherKey, otherText] = others.next().value!
    if (key !== otherKey || !isSameText(text, otherText)) return false
  }
  return true
}

/** Who edited a file that does not say so. */
export const SOMEBODY = 'editor'

/** A file that is not there yet. */
export const isEmpty = ({ texts, meta }: LocaleFile): boolean =>
  texts.size === 0 && meta.retired === undefined

/** What stands in the file; or what a person wrote when the same sentence stood in the article before. */
export const textOf = (file: LocaleFile, key: string): string | undefined =>
  textIn(file, key) ?? file.meta.retired?.[key]?.text

/**
 * An empty text asks for the machine's where something stood before. Where meta knows of nothing, nobody has emptied it: a tool has put
 * in a line for each sentence of the source.
 */
export function textIn({ texts, meta }: LocaleFile, key: string): string | undefined {
  const text = texts.get(key)
  return text?.trim() === '' && meta.segments[key] === undefined ? undefined : text
}

/** Line by line: an object would be given a shape of its own for each file, and put a key that is a number first. */
export function printTexts(texts: ReadonlyMap<string, string>): string {
  if (texts.size === 0) return '{}\n'
  const lines = Array.from(texts, ([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

export const printMeta = (meta: LocaleMeta): string => `${JSON.stringify(meta, null, 2)}\n`

/** Did a person write or approve this text here: neither we, nor a person in another article, by way of memory? */
export function isPersons(
  key: string,
  text: string,
  { meta: { segments } }: Pick<LocaleFile, 'meta'>,
): boolean {
  const meta = segments[key]
  if (meta === undefined) return true
  if (isOutdated(text, meta)) return false
  if (!isOurs(text, meta)) return true
  return meta.via !== 'memory' && (meta.origin === 'human' || meta.state === 'approved')
}
