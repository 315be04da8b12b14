import { type Disclosure, digitalSourceTypeUri } from '../../article/disclosure.ts'
import { elements, member, members, type Node, stringAt } from '../json/json.ts'
import { type Json, type JsonLayout, setElements, setMember } from '../json/members.ts'
import type { Edit } from '../splice.ts'
import { type Item, isOriginal, isPictured, ORIGINAL } from './item.ts'

/**
 * The disclosure's machine-readable marks, in the fields that the schema of the item's own version has.
 * `uri` and `guid` are left alone: ids are never touched.
 */
export interface Dialect {
  readonly version: 1 | 2 | 3
  /** Did this minor version already have a digital source type (1.6, 2.2, 3.1)? */
  readonly hasSourceType: boolean
}

const SOURCE_TYPE_SINCE = { 1: 6, 2: 2, 3: 1 } as const

/** By its own word, or else by the names of its fields. */
export function dialectOf(root: Node): Dialect {
  const standards = [member(root, 'standard'), member(root, '$standard')]
  const claims = [
    ...standards.flatMap((node) => (node ? [stringAt(node, 'version'), stringAt(node, 'schema')] : [])),
    stringAt(root, '$schema'),
  ]
  for (const claim of claims) {
    const [, major, minor] = /(?:^|ninjs-schema_)([123])\.(\d)/u.exec(claim ?? '') ?? []
    if (major === undefined) continue
    const version = Number(major) as Dialect['version']
    return { version, hasSourceType: Number(minor) >= SOURCE_TYPE_SINCE[version] }
  }
  return { version: versionByFields(root), hasSourceType: true }
}

function versionByFields(root: Node): Dialect['version'] {
  const nested = ['headlines', 'descriptions', 'bodies', 'renditions', 'associations'].flatMap((key) =>
    elements(member(root, key)),
  )
  const keys = [root, ...nested].flatMap((node) => members(node).map(([key]) => key))
  if (keys.some((key) => CAMEL_CASE.has(key))) return 3
  const associations = member(root, 'associations')
  if (
    keys.some((key) =>
      /^(?:headline|byline|mimetype|genre|infosource)$|^(?:headline|body|description)_/u.test(key),
    )
  ) {
    return 1
  }
  if (associations?.type === 'object' || member(root, 'altids')?.type === 'object') return 1
  if (keys.some((key) => /^(?:contenttype|people|places|organisations|subjects|infosources|by)$/u.test(key)))
    return 2
  if (!keys.some((key) => LOWER_CASE.has(key))) return 3
  return keys.some((key) => /^(?:headlines|bodies|descriptions)$/u.test(key)) || associations ? 2 : 1
}

const CAMEL_CASE = new Set(
  `representationType firstCreated versionCreated contentCreated embargoedUntil pubStatus copyrightHolder
  copyrightNotice usageTerms edNote contentType charCount wordCount eventDetails plannedCoverage infoSources altIds
  trustIndicators rightsInfo digitalSourceType sizeInBytes`.split(/\s+/u),
)
const LOWER_CASE = new Set([...CAMEL_CASE].map((key) => key.toLowerCase()).concat('embargoed'))

/** @param hasCopy false: an associated item that only lends a picture; it keeps its own origin. */
export function markEdits(
  source: string,
  item: Item,
  hasCopy: boolean,
  dialect: Dialect,
  disclosure: Disclosure,
  layout: JsonLayout,
): Edit[] {
  const { node, isArticle } = item
  const edits: Edit[] = []
  const set = (key: string, value: Json) => edits.push(...setMember(source, node, key, value, layout))
  const put = (key: string, ours: readonly Json[], isOurs: (element: Node) => boolean) =>
    edits.push(...setElements(source, node, key, ours, isOurs, layout))

  if (isArticle || member(node, 'language') !== undefined) set('language', disclosure.locale)
  if (!isArticle && !hasCopy) return edits

  // On a picture, sound or film the type would say that a machine made the picture.
  if (dialect.hasSourceType && !isPictured(node)) {
    set(dialect.version === 3 ? 'digitalSourceType' : 'digitalsourcetype', {
      name: disclosure.digitalSourceType,
      uri: digitalSourceTypeUri(disclosure.digitalSourceType),
    })
  }
  const part = partOf(disclosure)
  const [sources, role] = SOURCES[dialect.version]
  const translators = disclosure.providers.map((name) => ({ name, [role]: part }))
  put(sources, translators, (element) => stringAt(element, role)?.startsWith(PART) === true)
  if (!isArticle) return edits

  const ids = {
    translationOf: disclosure.originalUrl ?? idOf(node) ?? disclosure.articleId,
    sourceHash: disclosure.sourceHash,
  }
  if (dialect.version === 1) edits.push(...altIdsObject(source, node, ids, layout))
  else {
    const entries = Object.entries(ids).map(([role, value]) => ({ role, value }))
    put(dialect.version === 3 ? 'altIds' : 'altids', entries, (id) => (stringAt(id, 'role') ?? '') in ids)
  }
  // Only 3.x can say what an association is to its item; elsewhere it would pass for related news.
  if (dialect.version === 3 && disclosure.originalUrl !== undefined) {
    const original = { ...ORIGINAL, uri: disclosure.originalUrl, language: disclosure.sourceLocale }
    put('associations', [original], isOriginal)
  }
  return edits
}

/** Superdesk writes `guid` for `uri`. */
const idOf = (node: Node): string | undefined => stringAt(node, 'uri') ?? stringAt(node, 'guid')

const PART = 'machine-translation'
const SOURCES = { 1: ['infosource', 'rel'], 2: ['infosources', 'role'], 3: ['infoSources', 'role'] } as const

/** What part the provider had in the text, and what people made of it. */
const partOf = ({ state }: Disclosure): string => (state === 'machine' ? PART : `${PART}, ${state}`)

function altIdsObject(source: string, item: Node, ids: Record<string, string>, layout: JsonLayout): Edit[] {
  const existing = member(item, 'altids')
  if (existing?.type !== 'object' || members(existing).length === 0) {
    return setMember(source, item, 'altids', ids, layout)
  }
  return Object.entries(ids).flatMap(([key, value]) => setMember(source, existing, key, value, layout))
}
