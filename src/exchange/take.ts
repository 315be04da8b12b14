import { DragomanError } from '../article/errors.ts'
import type { Segment } from '../article/segment.ts'
import type { Role } from '../article/unit.ts'
import type { Memory } from '../memory/memory.ts'
import type { Editions } from '../publish/editions.ts'
import { isOurs, type LocaleFile, type SegmentMeta, shortHash, textHash } from '../review/locale-file.ts'
import type { LocaleFiles } from '../review/locale-files.ts'
import { type ArticleSegments, humanRows, readPeople, SOMEBODY, takenBack } from '../review/people.ts'
import { changesOf, type PrintedLocaleFile, printOver } from '../review/write.ts'
import { segmentKey } from '../segment/key.ts'
import type { Returned } from './exchange.ts'
import { type Verdict, verdict } from './verdict.ts'

/** What came of an article’s words. */
export interface Taken {
  readonly taken: readonly TakenWords[]
  /** Segments. */
  readonly unchanged: number
  readonly refused: readonly RefusedWords[]
}

interface TakenWords {
  readonly key: string
  /** In notation. */
  readonly text: string
  readonly isApproved: boolean
}

interface RefusedWords {
  readonly key: string
  readonly role: Role
  readonly words: string
  readonly reason: string
}

/** Whose words they are. */
export interface SourceOfWords extends ArticleSegments {
  /** Path of the article under the articles folder. */
  readonly path: string
}

export interface TakePorts {
  readonly localeFiles: LocaleFiles
  readonly memory: Memory
  readonly editions: Editions
  readonly now: () => Date
}

/** A run, or an editor, may save the locale file meanwhile: then the words are compared with the new one. */
const MAX_EDIT_RACES = 5

/**
 * Takes what came back of one article into its locale file, as `by`’s acts, and into memory. One bad entry is refused with its
 * reason, and the others are taken.
 * @throws DragomanError LOCALE_FILE_INVALID
 */
export async function take(
  source: SourceOfWords,
  locale: string,
  returned: readonly Returned[],
  by: string,
  ports: TakePorts,
): Promise<Taken> {
  for (let races = 0; races < MAX_EDIT_RACES; races++) {
    const file = await ports.localeFiles.read(locale, source.id)
    const found = new Findings(source, file)
    for (const entry of returned) found.add(entry)
    const { verdicts } = found
    if (verdicts.size === 0) return found.taken()
    const printed = withVerdicts(file, source, verdicts, { by, date: ports.now().toISOString() })
    const saved = await ports.localeFiles.save(locale, source.id, changesOf(printed, file), file)
    if (saved === undefined) continue
    await share(source, locale, [...verdicts.keys()], ports)
    return found.taken()
  }
  throw new DragomanError(
    'LOCALE_FILE_INVALID',
    'The locale file kept changing while words were taken into it.',
    {
      place: `${locale} ${source.id}`,
      fix: 'Import again when it is not being saved.',
    },
  )
}

type TakenVerdict = Extract<Verdict, { kind: 'taken' }>

class Findings {
  readonly verdicts = new Map<string, TakenVerdict>()
  readonly #file: LocaleFile
  readonly #byKey: ReadonlyMap<string, Segment>
  readonly #byNotation: ReadonlyMap<string, readonly Segment[]>
  readonly #unchanged = new Set<string>()
  readonly #refused: RefusedWords[] = []

  constructor({ segments }: ArticleSegments, file: LocaleFile) {
    this.#file = file
    this.#byKey = new Map(segments.map((segment) => [segment.key, segment]))
    this.#byNotation = Map.groupBy(segments, ({ notation }) => notation)
  }

  add(entry: Returned): void {
    if (entry.kind === 'refused') {
      this.#refuse(entry.key ?? '', entry.words, entry.reason)
      return
    }
    const { key, source, text } = entry
    // A file that names no sentence means each one that says the same.
    const segments = key === undefined ? this.#byNotation.get(source ?? '') : this.#segmentOf(key)
    if (segments === undefined || segments.length === 0)
      this.#refuse(key ?? '', text === '' ? (source ?? '') : text, reasonOf(key, source))
    for (const segment of segments ?? []) this.#decide(segment, text, verdict(entry, segment, this.#file))
  }

  taken(): Taken {
    const taken = [...this.verdicts].map(([key, { text, isApproved }]) => ({ key, text, isApproved }))
    const unchanged = [...this.#unchanged].filter((key) => !this.verdicts.has(key)).length
    return { taken, unchanged, refused: this.#refused }
  }

  #segmentOf(key: string): readonly Segment[] {
    const segment = this.#byKey.get(key)
    return segment === undefined ? [] : [segment]
  }

  #decide({ key }: Segment, words: string, found: Verdict): void {
    const earlier = this.verdicts.get(key)
    switch (found.kind) {
      case 'taken':
        if (earlier !== undefined && earlier.text !== found.text)
          this.#refuse(key, words, `it stands there before with other words: “${earlier.text}”`)
        else this.verdicts.set(key, found)
        break
      case 'unchanged':
        this.#unchanged.add(key)
        break
      case 'refused':
        this.#refuse(key, words, found.reason)
        break
      default:
        found satisfies never
    }
  }

  #refuse(key: string, words: string, reason: string): void {
    this.#refused.push({ key, role: roleOf(key), words, reason })
  }
}

const roleOf = (key: string): Role => key.slice(0, Math.max(0, key.lastIndexOf('.'))) as Role

/** A key is made of its source: so it can be told whether the sentence is gone or the key made up. */
function reasonOf(key: string | undefined, source: string | undefined): string {
  if (key === undefined) return 'no sentence of the article has this source'
  const isOurs = source !== undefined && segmentKey(roleOf(key), source) === key
  return isOurs ? 'its source sentence is another one by now' : 'the article has no sentence of this key'
}

function withVerdicts(
  earlier: LocaleFile,
  { path, locale, segments: all }: SourceOfWords,
  verdicts: ReadonlyMap<string, TakenVerdict>,
  review: { readonly by: string; readonly date: string },
): PrintedLocaleFile {
  const texts = new Map(earlier.texts)
  const segments: Record<string, SegmentMeta> = { ...earlier.meta.segments }
  for (const { key, notation } of all) {
    const found = verdicts.get(key)
    if (found === undefined) continue
    texts.set(key, found.text)
    const known = segments[key]
    const isKnown = known !== undefined && isOurs(found.text, known)
    const author = found.isNew ? review.by : SOMEBODY
    segments[key] = {
      ...(isKnown && !found.isNew ? known : wordsOf(found.text, notation, author, review.date)),
      sourceText: notation,
      state: found.isApproved ? 'approved' : 'edited',
      ...(found.isApproved && { review }),
    }
  }
  return printOver(earlier, texts, { ...earlier.meta, article: path, sourceLocale: locale, segments }, all)
}

const wordsOf = (text: string, notation: string, provider: string, date: string): SegmentMeta => ({
  source: shortHash(notation),
  target: textHash(text),
  origin: 'human',
  state: 'edited',
  provider,
  date,
})

/** The words are known to memory, and the other editions that hold one of these sentences are to be made anew. */
async function share(
  source: ArticleSegments,
  locale: string,
  keys: readonly string[],
  { localeFiles, memory, editions, now }: TakePorts,
): Promise<void> {
  const saved = await localeFiles.read(locale, source.id)
  const people = readPeople(saved, source.segments, now())
  const rows = humanRows(source, saved, people)
  await memory.keepHuman(source.id, rows, takenBack(source, saved, people))
  await editions.outdate(source.id, locale, keys)
}
