import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml'
import type { Disclosure } from '../../article/disclosure.ts'
import type { Role } from '../../article/unit.ts'
import type { ReadOptions } from '../format.ts'
import type { Edit } from '../splice.ts'
import { disclosureEdits } from './disclosure.ts'
import { type ScalarStyle, writeScalar } from './scalar.ts'
import { keyName, LOCALE_KEYS, parseFrontMatter, type YamlBlock } from './yaml.ts'

/**
 * Front matter: the YAML block above an article. It is parsed for the places of its scalars; every change is
 * an edit at such a place, so that comments, order, quotes and indentation stay the author's.
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
  readonly values: readonly FrontMatterValue[]
  /** What an edition says of itself, as keys. */
  disclose(disclosure: Disclosure): Edit[]
}

/** @throws DragomanError ARTICLE_INVALID, as parseFrontMatter does. */
export function readFrontMatter(source: string, block: YamlBlock, options: ReadOptions): FrontMatter {
  const root = parseFrontMatter(source, block, options.path)
  const eol = source.slice(0, block.start).endsWith('\r\n') ? '\r\n' : '\n'
  const patterns = patternsOf(options)
  const sites = scalarsOf(root)
  const isUpdated = ({ path, node }: StringSite) =>
    path.length === 1 && path[0] === 'updated' && options.recognise.isUpdated(node.value.trim())
  const updated = sites.filter(isUpdated).map((site) => valueAt(site, source, block, eol))
  return {
    locale: claimedLocale(root),
    values: sites
      .filter((site) => !isUpdated(site) && isCopy(site.node.value))
      .filter(({ path }) => patterns.some((pattern) => matches(pattern, path)))
      .map((site) => valueAt(site, source, block, eol)),
    disclose: (disclosure) => [
      ...disclosureEdits({ source, block, root, eol }, disclosure),
      ...updated.flatMap((line) => {
        const written = disclosure.updatedLine(line.value)
        return written === undefined ? [] : [line.edit(written)]
      }),
    ],
  }
}

type StringNode = Scalar<string> & { range: [number, number, number] }
/** Keys as strings, places in lists as numbers. */
type Path = readonly (string | number)[]
interface StringSite {
  readonly path: Path
  readonly node: StringNode
  readonly flow: boolean
}

/** Every string of the front matter, in the order written. */
function scalarsOf(root: YAMLMap | undefined): StringSite[] {
  const sites: StringSite[] = []
  const visit = (node: unknown, path: Path, flow: boolean): void => {
    if (isSeq(node)) {
      node.items.forEach((item, index) => {
        visit(item, [...path, index], flow || node.flow === true)
      })
    } else if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = keyName(key)
        if (name !== undefined) visit(value, [...path, name], flow || node.flow === true)
      }
    } else if (isScalar(node) && typeof node.value === 'string' && node.range) {
      sites.push({ path, node: node as StringNode, flow })
    }
  }
  visit(root, [], false)
  return sites
}

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

function valueAt(site: StringSite, source: string, block: YamlBlock, eol: string): FrontMatterValue {
  const { node, flow } = site
  const start = block.start + node.range[0]
  const end = block.start + node.range[1]
  const style = node.type as ScalarStyle
  const raw = source.slice(start, end)
  return {
    role: roleOf(site.path),
    value: node.value.replace(/\n+$/, ''),
    edit: (value) => ({ start, end, text: writeScalar(value, { raw, style, flow, eol }) }),
  }
}

function roleOf(path: Path): Role {
  const names = path.filter((step) => typeof step === 'string')
  if (names.some((name) => /^live_?updates/i.test(name))) return 'live-updates'
  return ROLES.get(names.at(-1) ?? '') ?? 'description'
}

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

function claimedLocale(root: YAMLMap | undefined): string | undefined {
  for (const key of LOCALE_KEYS) {
    const value = root?.get(key)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return undefined
}
