import { type Code, type Content, MARKER } from '../../article/content.ts'
import { toNotation } from '../../segment/notation.ts'
import { closing, type Tag, tagOf } from '../carried-text.ts'
import type { Attributes } from '../xml/events.ts'

/** What a source or target of XLIFF says, put together piece by piece; its codes are what `<originalData>` has for them. */
export class ReturnedInline {
  readonly #data: ReadonlyMap<string, string>
  readonly #codes: Code[] = []
  readonly #pairs: { readonly id: string; readonly end: Tag | undefined }[] = []
  /** By the id of their `<sc/>`. */
  readonly #started = new Map<string, Tag>()
  #text = ''
  /** Why no text can be made of it. */
  problem: string | undefined

  /** @param data by id: our tags */
  constructor(data: ReadonlyMap<string, string>) {
    this.#data = data
  }

  get length(): number {
    return this.#text.length
  }

  /** A character that stands for a code inside is not one. */
  add(text: string): void {
    this.#text += text.replaceAll(MARKER, '\uFFFD')
  }

  /** @param name of an element inside a source or target */
  open(name: string, attributes: Attributes): void {
    const id = attributes.get('id') ?? ''
    switch (name) {
      case 'cp':
        this.add(characterOf(attributes.get('hex') ?? ''))
        break
      case 'ph':
        this.#place(this.#tag(attributes.get('dataRef')), id)
        break
      case 'pc': {
        const start = this.#tag(attributes.get('dataRefStart'))
        this.#place(start, id)
        this.#pairs.push({ id, end: this.#tag(attributes.get('dataRefEnd')) ?? closing(start) })
        break
      }
      case 'sc': {
        const start = this.#tag(attributes.get('dataRef'))
        if (start !== undefined) this.#started.set(id, start)
        this.#place(start, id)
        break
      }
      case 'ec': {
        const from = attributes.get('startRef')
        const started = from === undefined ? undefined : closing(this.#started.get(from))
        this.#place(this.#tag(attributes.get('dataRef')) ?? started, from ?? id)
        break
      }
      // Annotations say something of the words, and are none: mrk, sm, em.
    }
  }

  close(name: string): void {
    if (name !== 'pc') return
    const pair = this.#pairs.pop()
    this.#place(pair?.end, pair?.id ?? '')
  }

  content(): Content {
    return { text: this.#text, codes: this.#codes }
  }

  #place(tag: Tag | undefined, id: string): void {
    if (tag === undefined) {
      this.problem ??= `its inline code ${id} stands for nothing that is in the source`
      return
    }
    this.#codes.push({ ...tag, raw: '', canDelete: true, canCopy: true })
    this.#text += MARKER
  }

  #tag(dataRef: string | undefined): Tag | undefined {
    const data = dataRef === undefined ? undefined : this.#data.get(dataRef)
    return data === undefined ? undefined : tagOf(data)
  }
}

/** The contents one after the other, in notation. */
export const joined = (contents: readonly Content[]): string =>
  toNotation({
    text: contents.map(({ text }) => text).join(''),
    codes: contents.flatMap(({ codes }) => codes),
  })

/** `cp` may hold any code point, as hexadecimal digits. */
function characterOf(hex: string): string {
  const point = Number.parseInt(hex, 16)
  return point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD'
}
