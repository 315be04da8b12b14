import type { Content } from '../../article/content.ts'
import type { Returned } from '../exchange.ts'
import { invalid } from '../invalid.ts'
import { type Attributes, type XmlEvent, xmlEvents } from '../xml/events.ts'
import { CORE, CORE_2_2, META_CATEGORY, META_EXPORTED, METADATA } from './names.ts'
import { joined, ReturnedInline } from './returned-inline.ts'
import { isApproval } from './states.ts'

/**
 * XLIFF 2.0 to 2.2, by whatever tool wrote it, unit by unit. A tool may have cut our segment into several: their targets are put
 * together again, in the order that it gives them. What modules and extensions hold is passed over, but for our own metadata.
 */
export async function* readXliff(text: AsyncIterable<string>, place: string): AsyncGenerator<Returned> {
  const reader = new XliffReader(place)
  for await (const event of xmlEvents(text, place)) {
    reader.take(event)
    const unit = reader.finished()
    if (unit !== undefined) yield unit
  }
}

/** A unit of one sentence is never as long; it is held while it is read. */
const UNIT_CHARACTERS_AT_MOST = 1_000_000

class XliffReader {
  readonly #place: string
  readonly #scopes: Scope[] = []
  #unit: UnitReader | undefined
  #finished: Returned | undefined
  #hasRoot = false

  constructor(place: string) {
    this.#place = place
  }

  take(event: XmlEvent): void {
    if (event.kind === 'open' && !this.#hasRoot) this.#begin(event.uri, event.name, event.attributes)
    else if (event.kind === 'open' && this.#unit === undefined) this.#open(event)
    else if (event.kind === 'close' && isCore(event.uri) && event.name === 'unit') this.#endUnit()
    else if (this.#unit !== undefined) this.#unit.take(event)
    else if (event.kind === 'close' && isCore(event.uri) && SCOPES.has(event.name)) this.#scopes.pop()
  }

  /** A unit that has just ended; once. */
  finished(): Returned | undefined {
    const finished = this.#finished
    this.#finished = undefined
    return finished
  }

  #begin(uri: string, name: string, attributes: Attributes): void {
    const isOld = name === 'xliff' && uri.startsWith('urn:oasis:names:tc:xliff:document:1')
    if (isOld) throw invalid(this.#place, 'This is XLIFF 1, which is not read; 2.0, 2.1 and 2.2 are')
    if (name !== 'xliff' || !isCore(uri)) throw invalid(this.#place, 'This is no XLIFF')
    this.#hasRoot = true
    this.#scopes.push({ article: undefined, locale: attributes.get('trgLang'), isTranslated: true })
  }

  #open({ uri, name, attributes }: Extract<XmlEvent, { kind: 'open' }>): void {
    const outer = this.#scopes.at(-1)
    if (!isCore(uri) || outer === undefined) return
    const translate = attributes.get('translate')
    const isTranslated = translate === undefined ? outer.isTranslated : translate === 'yes'
    const article = name === 'file' ? attributes.get('original') : outer.article
    const scope = { ...outer, article, isTranslated }
    if (name === 'unit') this.#unit = new UnitReader(attributes.get('id'), scope)
    else if (SCOPES.has(name)) this.#scopes.push(scope)
  }

  #endUnit(): void {
    this.#finished = this.#unit?.returned()
    this.#unit = undefined
  }
}

/** What holds units, and says something of all that are in it. */
const SCOPES: ReadonlySet<string> = new Set(['xliff', 'file', 'group'])

interface Scope {
  readonly article: string | undefined
  readonly locale: string | undefined
  readonly isTranslated: boolean
}

/** A segment of the tool’s, or what it left between two of them. */
interface Part {
  readonly isSegment: boolean
  readonly isApproved: boolean
  /** Place of the target among the others’, from 1. */
  order: number | undefined
  source: Content | undefined
  target: Content | undefined
}

class UnitReader {
  readonly #key: string | undefined
  readonly #scope: Scope
  readonly #data = new Map<string, string>()
  readonly #parts: Part[] = []
  /** Names of what is open in the unit; those of modules and extensions with nothing before them. */
  readonly #open: string[] = []
  #category: string | undefined
  #meta: string | undefined
  #exported: string | undefined
  #dataId: string | undefined
  #inline: ReturnedInline | undefined
  #problem: string | undefined
  /** Of texts and tags. */
  #length = 0

  constructor(key: string | undefined, scope: Scope) {
    this.#key = key
    this.#scope = scope
  }

  take(event: XmlEvent): void {
    if (event.kind === 'text') {
      this.#text(event.text)
      return
    }
    const isOwn = isCore(event.uri) || event.uri === METADATA
    this.#length++
    if (event.kind === 'open') {
      // Inside a module that we do not read, also what has our names.
      const isPassed = !isOwn || this.#open.at(-1) === PASSED || event.name === 'notes'
      this.#open.push(isPassed ? PASSED : event.name)
      if (!isPassed && this.#length <= UNIT_CHARACTERS_AT_MOST) this.#begin(event.name, event.attributes)
    } else {
      const name = this.#open.pop()
      if (name !== undefined && name !== PASSED) this.#end(name)
    }
  }

  returned(): Returned | undefined {
    if (!this.#scope.isTranslated) return undefined
    const place = { article: this.#scope.article, locale: this.#scope.locale, key: this.#key }
    const segments = this.#parts.filter(({ isSegment }) => isSegment)
    const translated = segments.filter(({ target }) => target !== undefined)
    const source = joined(this.#parts.flatMap((part) => part.source ?? []))
    const refuse = (reason: string) => ({ kind: 'refused' as const, ...place, words: source, reason })
    if (this.#length > UNIT_CHARACTERS_AT_MOST) return refuse('it is too long to be a sentence')
    if (this.#problem !== undefined) return refuse(this.#problem)
    if (translated.length > 0 && translated.length < segments.length)
      return refuse('not all of its segments are translated')
    const text = translated.length === 0 ? '' : joined(inOrder(this.#parts))
    const isApproved = segments.length > 0 && segments.every((segment) => segment.isApproved)
    return { kind: 'words', ...place, source, text, isApproved, exported: this.#exported }
  }

  #begin(name: string, attributes: Attributes): void {
    if (this.#inline !== undefined) {
      this.#inline.open(name, attributes)
      return
    }
    switch (name) {
      case 'metaGroup':
        this.#category = attributes.get('category')
        break
      case 'meta':
        this.#meta = attributes.get('type')
        break
      case 'data':
        this.#dataId = attributes.get('id') ?? ''
        this.#data.set(this.#dataId, '')
        break
      case 'segment':
      case 'ignorable':
        this.#parts.push(partOf(name, attributes))
        break
      case 'source':
      case 'target':
        this.#inline = new ReturnedInline(this.#data)
        if (name === 'target') this.#setOrder(attributes.get('order'))
        break
    }
  }

  #end(name: string): void {
    const part = this.#parts.at(-1)
    if (name === 'meta') this.#meta = undefined
    else if (name === 'data') this.#dataId = undefined
    else if ((name === 'source' || name === 'target') && part !== undefined && this.#inline !== undefined) {
      part[name] = this.#inline.content()
      this.#problem ??= this.#inline.problem
      this.#inline = undefined
    } else this.#inline?.close(name)
  }

  #text(text: string): void {
    if (this.#open.at(-1) === PASSED) return
    this.#length += text.length
    if (this.#length > UNIT_CHARACTERS_AT_MOST) return
    if (this.#inline !== undefined) this.#inline.add(text)
    else if (this.#dataId !== undefined)
      this.#data.set(this.#dataId, (this.#data.get(this.#dataId) ?? '') + text)
    else if (this.#meta === META_EXPORTED && this.#category === META_CATEGORY)
      this.#exported = (this.#exported ?? '') + text
  }

  #setOrder(order: string | undefined): void {
    const part = this.#parts.at(-1)
    if (part !== undefined && order !== undefined) part.order = Number(order)
  }
}

const PASSED = ''

function partOf(name: 'segment' | 'ignorable', attributes: Attributes): Part {
  const isApproved = isApproval(attributes.get('state'), attributes.get('subState'))
  return { isSegment: name === 'segment', isApproved, order: undefined, source: undefined, target: undefined }
}

/** What stands between segments is its source’s where it has no target. A target without a place has its own. */
function inOrder(parts: readonly Part[]): Content[] {
  const placed = parts.map((part, nth) => ({
    at: part.order ?? nth + 1,
    content: part.target ?? (part.isSegment ? undefined : part.source),
  }))
  return placed.toSorted((a, b) => a.at - b.at).flatMap(({ content }) => content ?? [])
}

const isCore = (uri: string): boolean => uri === CORE || uri === CORE_2_2
