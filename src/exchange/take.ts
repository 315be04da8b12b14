import type { Segment } from '../article/segment.ts'
import type { Role } from '../article/unit.ts'
import type { LocaleFile } from '../review/locale-file.ts'
import type { ArticleSegments } from '../review/people.ts'
import { type SavePorts, save } from '../review/save.ts'
import type { Act, ActOutcome, Person } from '../review/saving/acts.ts'
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

/**
 * Takes what came back of one article into its locale file, as that person’s acts. One bad entry is refused with its reason, and
 * the others are taken. @throws as {@link save}
 */
export async function take(
  source: SourceOfWords,
  locale: string,
  returned: readonly Returned[],
  by: Person,
  ports: SavePorts,
): Promise<Taken> {
  let found: Findings | undefined
  const acts = (file: LocaleFile): readonly Act[] => {
    found = new Findings(source, file)
    for (const entry of returned) found.add(entry)
    return found.acts()
  }
  const outcomes = await save(source, locale, acts, by, ports)
  return found!.taken(outcomes)
}

/** What stands in a file of an outside tool for the sentences of an article, compared with one state of its locale file. */
class Findings {
  readonly #file: LocaleFile
  readonly #byKey: ReadonlyMap<string, Segment>
  readonly #byNotation: ReadonlyMap<string, readonly Segment[]>
  /** By segment key, with the words that came back. */
  readonly #acts = new Map<string, { readonly words: string; readonly acts: readonly Act[] }>()
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

  acts(): readonly Act[] {
    return [...this.#acts.values()].flatMap(({ acts }) => acts)
  }

  taken(outcomes: readonly ActOutcome[]): Taken {
    const taken = new Map<string, TakenWords>()
    for (const outcome of outcomes) {
      const { kind, key } = outcome.act
      const { words } = this.#acts.get(key)!
      if (outcome.kind === 'refused') this.#refuse(key, words, outcome.why)
      else if (outcome.kind === 'unchanged') this.#unchanged.add(key)
      else taken.set(key, { key, text: words, isApproved: kind === 'approve' })
    }
    const unchanged = [...this.#unchanged].filter((key) => !taken.has(key)).length
    return { taken: [...taken.values()], unchanged, refused: this.#refused }
  }

  #segmentOf(key: string): readonly Segment[] {
    const segment = this.#byKey.get(key)
    return segment === undefined ? [] : [segment]
  }

  #decide({ key }: Segment, words: string, found: Verdict): void {
    const earlier = this.#acts.get(key)
    switch (found.kind) {
      case 'acts':
        if (earlier !== undefined && earlier.words !== words)
          this.#refuse(key, words, `it stands there before with other words: “${earlier.words}”`)
        else this.#acts.set(key, { words, acts: found.acts })
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
