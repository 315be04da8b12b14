import type { Disclosure } from '../../article/disclosure.ts'
import type { Role } from '../../article/unit.ts'
import type { Claims } from '../claims/claim.ts'
import type { ReadOptions } from '../format.ts'
import type { Edit } from '../splice.ts'
import { type FrontMatterBlock, type FrontMatterString, LOCALE_KEYS, type Path } from './block.ts'
import { readToml } from './toml.ts'
import { readYaml } from './yaml.ts'

/**
 * Front matter: the block of YAML or TOML above an article. It is parsed for the places of its strings; every
 * change is an edit at such a place, so that comments, order, quotes and indentation stay the author's.
 */

/** One value to translate; `edit` writes another in its place and style. */
export interface FrontMatterValue {
  readonly role: Role
  readonly value: string
  edit(value: string): Edit
}

export interface FrontMatter {
  /** The article's own claim: `lang`, `language` or `locale`. */
  readonly locale: string | undefined
  readonly claims: Claims
  readonly values: readonly FrontMatterValue[]
  /** Pictures, films and documents that it names. */
  readonly media: readonly string[]
  /** What an edition says of itself, as keys. */
  disclose(disclosure: Disclosure): Edit[]
}

const READERS = { yaml: readYaml, toml: readToml } as const

/** @throws DragomanError ARTICLE_INVALID when the block is not of its syntax. */
export function readFrontMatter(source: string, block: FrontMatterBlock, options: ReadOptions): FrontMatter {
  const eol = source.slice(0, block.start).endsWith('\r\n') ? '\r\n' : '\n'
  const { strings, claims, disclose } = READERS[block.syntax](source, block, options.path, eol)
  const patterns = patternsOf(options)
  const isUpdated = ({ path, value }: FrontMatterString) =>
    path.length === 1 && path[0] === 'updated' && options.recognise.isUpdated(value.trim())
  const updated = strings.filter(isUpdated).map(frontMatterValue)
  return {
    locale: claimedLocale(strings),
    claims,
    media: strings.map(({ value }) => value.trim()).filter((value) => MEDIA.test(value)),
    values: strings
      .filter((each) => !isUpdated(each) && isCopy(each.value))
      .filter(({ path }) => patterns.some((pattern) => matches(pattern, path)))
      .map(frontMatterValue),
    disclose: (disclosure) => [
      ...disclose(disclosure),
      ...updated.flatMap((line) => {
        const written = disclosure.updatedLine(line.value)
        return written === undefined ? [] : [line.edit(written)]
      }),
    ],
  }
}

const MEDIA = /^\S+\.(?:avif|gif|jpe?g|m4[av]|mp[34]|ogg|pdf|png|svg|web[mp])(?:[?#]\S*)?$/i

const patternsOf = (options: ReadOptions): readonly string[][] =>
  [...options.frontMatter, ...(options.keywords ? KEYWORD_KEYS : [])]
    .map((pattern) => pattern.split('.'))
    .filter((steps) => options.keywords || !KEYWORD_KEYS.includes(steps.at(-1) ?? ''))

const KEYWORD_KEYS: readonly string[] = ['keywords', 'tags']

/** `images.*.alt` matches `images[0].alt`; so does `images.alt`, as a list needs no step of its own. */
function matches(pattern: readonly string[], path: Path, at = 0, from = 0): boolean {
  const step = path[from]
  if (step === undefined) return at === pattern.length
  const wanted = pattern[at]
  if (typeof step === 'number') {
    return (
      (wanted === '*' && matches(pattern, path, at + 1, from + 1)) || matches(pattern, path, at, from + 1)
    )
  }
  return (wanted === '*' || wanted === step) && matches(pattern, path, at + 1, from + 1)
}

/** An address where words were expected is no copy. */
const isCopy = (value: string): boolean => value.trim() !== '' && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(value)

const frontMatterValue = ({ path, value, edit }: FrontMatterString): FrontMatterValue => ({
  role: roleOf(path),
  value: value.replace(/\n+$/, ''),
  edit,
})

function roleOf(path: Path): Role {
  const names = path.filter((step) => typeof step === 'string')
  if (names.some((name) => /^live_?updates/i.test(name))) return 'live-updates'
  return ROLES.get(names.at(-1) ?? '') ?? 'description'
}

/** A role is part of segment keys, so a key that is not listed here keeps falling to `description`. */
const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ['headline', 'headline'],
  ['title', 'headline'],
  ['standfirst', 'standfirst'],
  ['description', 'standfirst'],
  ['dek', 'standfirst'],
  ['summary', 'standfirst'],
  ['caption', 'caption'],
  ['alt', 'alt'],
  ['keywords', 'keyword'],
  ['tags', 'keyword'],
])

function claimedLocale(strings: readonly FrontMatterString[]): string | undefined {
  const claims = LOCALE_KEYS.map((key) => strings.find(({ path }) => path.length === 1 && path[0] === key))
  return claims.map((claim) => claim?.value.trim()).find((value) => value !== undefined && value !== '')
}
