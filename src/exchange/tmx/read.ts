import { type Code, MARKER } from '../../article/content.ts'
import { toNotation } from '../../segment/notation.ts'
import { tagOf } from '../carried-text.ts'
import type { Returned } from '../exchange.ts'
import { invalid } from '../invalid.ts'
import { type XmlEvent, xmlEvents } from '../xml/events.ts'
import { PROPS } from './props.ts'

/** TMX 1.4b or earlier, by whatever tool wrote it, unit by unit: each language beside the source’s is words that came back. */
export async function* readTmx(text: AsyncIterable<string>, place: string): AsyncGenerator<Returned> {
  let sourceLocale = ''
  let hasRoot = false
  let unit: UnitReader | undefined
  for await (const event of xmlEvents(text, place)) {
    if (event.kind === 'open' && !hasRoot) {
      if (event.name !== 'tmx') throw invalid(place, 'This is no TMX')
      hasRoot = true
    } else if (event.kind === 'open' && event.name === 'header')
      sourceLocale = event.attributes.get('srclang') ?? ''
    else if (event.kind === 'open' && event.name === 'tu')
      unit = new UnitReader(event.attributes.get('srclang') ?? sourceLocale)
    else if (event.kind === 'close' && event.name === 'tu') {
      yield* unit?.returned() ?? []
      unit = undefined
    } else unit?.take(event)
  }
}

/** A unit of one sentence is never as long; it is held while it is read. */
const UNIT_CHARACTERS_AT_MOST = 1_000_000

interface Variant {
  readonly locale: string
  text: string
  readonly codes: Code[]
  problem: string | undefined
}

/** Elements whose content stands for a code, and is not words. */
const CODES: ReadonlySet<string> = new Set(['bpt', 'ept', 'it', 'ph', 'ut'])

class UnitReader {
  readonly #sourceLocale: string
  readonly #props = new Map<string, string>()
  readonly #variants: Variant[] = []
  #prop: string | undefined
  #isInSegment = false
  /** Content of a code, while it is read; sub-flows inside it count to it. */
  #code: string | undefined
  #codeDepth = 0
  #length = 0

  constructor(sourceLocale: string) {
    this.#sourceLocale = sourceLocale
  }

  take(event: XmlEvent): void {
    this.#length += event.kind === 'text' ? event.text.length : 1
    if (this.#length > UNIT_CHARACTERS_AT_MOST) return
    if (event.kind === 'text') this.#text(event.text)
    else if (event.kind === 'open') this.#open(event)
    else this.#close(event.name)
  }

  *returned(): Generator<Returned> {
    const place = { article: this.#props.get(PROPS.article), key: this.#props.get(PROPS.key) }
    const source = this.#variants.find(({ locale }) => isSame(locale, this.#sourceLocale))
    const words = source === undefined ? '' : notationOf(source)
    const problem = this.#problem(source)
    for (const variant of this.#variants) {
      if (variant === source) continue
      const own = { ...place, locale: variant.locale }
      const reason = problem ?? variant.problem
      if (reason !== undefined) yield { kind: 'refused', ...own, words, reason }
      else
        yield {
          kind: 'words',
          ...own,
          source: words,
          text: notationOf(variant),
          isApproved: false,
          exported: this.#props.get(PROPS.exported),
        }
    }
  }

  #problem(source: Variant | undefined): string | undefined {
    if (this.#length > UNIT_CHARACTERS_AT_MOST) return 'it is too long to be a sentence'
    return source === undefined ? 'it has no text in the source’s language' : source.problem
  }

  #open({ name, attributes }: Extract<XmlEvent, { kind: 'open' }>): void {
    if (this.#code !== undefined) this.#codeDepth++
    else if (this.#isInSegment && CODES.has(name)) this.#code = ''
    else if (name === 'prop') {
      this.#prop = attributes.get('type') ?? ''
      this.#props.set(this.#prop, '')
    } else if (name === 'tuv') {
      const locale = attributes.get('xml:lang') ?? attributes.get('lang') ?? ''
      this.#variants.push({ locale, text: '', codes: [], problem: undefined })
    } else if (name === 'seg') this.#isInSegment = true
  }

  #close(name: string): void {
    if (this.#code !== undefined) {
      if (this.#codeDepth > 0) this.#codeDepth--
      else this.#endCode(this.#code)
    } else if (name === 'prop') this.#prop = undefined
    else if (name === 'seg') this.#isInSegment = false
  }

  #endCode(data: string): void {
    this.#code = undefined
    const variant = this.#variants.at(-1)
    const tag = tagOf(data)
    if (variant === undefined) return
    if (tag === undefined)
      variant.problem ??= `its inline code “${data}” stands for nothing that is in the source`
    else {
      variant.codes.push({ ...tag, raw: '', canDelete: true, canCopy: true })
      variant.text += MARKER
    }
  }

  #text(text: string): void {
    const variant = this.#variants.at(-1)
    if (this.#code !== undefined) this.#code += text
    else if (this.#prop !== undefined) this.#props.set(this.#prop, (this.#props.get(this.#prop) ?? '') + text)
    // A character that stands for a code inside is not one.
    else if (this.#isInSegment && variant !== undefined) variant.text += text.replaceAll(MARKER, '\uFFFD')
  }
}

const notationOf = ({ text, codes }: Variant): string => toNotation({ text, codes })

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
