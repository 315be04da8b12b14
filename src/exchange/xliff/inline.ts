import { type Code, type Content, MARKER } from '../../article/content.ts'
import { toNotation } from '../../segment/notation.ts'
import { attributes, escapeText } from '../xml/text.ts'

/**
 * Inline codes as XLIFF has them. A pair that encloses its text is `<pc>`; one that crosses another pair `<sc/>` … `<ec/>`; what
 * stands alone, `<ph/>`. What each stands for, our tag, is kept once a unit in `<originalData>`.
 */
export class InlineWriter {
  readonly #data = new Map<string, string>()
  readonly #source: readonly Code[]
  readonly #inTarget: ReadonlySet<number> | undefined

  /** @param source whose codes’ freedoms those of the target share */
  constructor(source: Content, target: Content | undefined) {
    this.#source = source.codes
    this.#inTarget = target && new Set(target.codes.map(({ id }) => id))
  }

  /** @param content of source or target, in which ids are given anew where a code stands twice */
  print(content: Content): string {
    const { codes } = content
    const side: Side = { codes, partners: partnersOf(codes), opened: new Map(), ids: new Set() }
    let nth = 0
    return content.text
      .split(new RegExp(`(${MARKER})`))
      .map((piece) => (piece === MARKER ? this.#code(side, nth++) : printText(piece)))
      .join('')
  }

  /** After all of the unit is printed. */
  originalData(): string {
    if (this.#data.size === 0) return ''
    const lines = [...this.#data].map(([tag, id]) => `        <data id="${id}">${escapeText(tag)}</data>\n`)
    return `      <originalData>\n${lines.join('')}      </originalData>\n`
  }

  #code(side: Side, at: number): string {
    const code = side.codes[at]!
    const partner = side.partners.get(at)
    if (code.kind === 'close' && partner?.isNested) return '</pc>'
    const startRef = side.opened.get(at)
    const id = startRef ?? freeId(code, side.ids)
    const dataRef = this.#ref(code)
    const own = { ...this.#freedom(code, id), type: startRef === undefined ? typeOf(code) : undefined }
    if (code.kind === 'alone') return `<ph${attributes({ id, dataRef, ...own })}/>`
    if (partner === undefined) {
      const name = code.kind === 'open' ? 'sc' : 'ec'
      return `<${name}${attributes({ id, dataRef, ...own, isolated: 'yes' })}/>`
    }
    if (code.kind === 'close') return `<ec${attributes({ startRef, dataRef, ...own })}/>`
    side.opened.set(partner.at, id)
    if (!partner.isNested) return `<sc${attributes({ id, dataRef, ...own })}/>`
    const dataRefEnd = this.#ref(side.codes[partner.at]!)
    return `<pc${attributes({ id, dataRefStart: dataRef, dataRefEnd, ...own })}>`
  }

  #ref(code: Code): string {
    const tag = toNotation({ text: MARKER, codes: [code] })
    const id = this.#data.get(tag) ?? `d${this.#data.size + 1}`
    this.#data.set(tag, id)
    return id
  }

  /** XLIFF takes a code for free where nothing else is said, and no target may lack one that is not. */
  #freedom({ id, name }: Code, printed: string) {
    const own = this.#source.find((code) => code.id === id && code.name === name)
    const isMissing = this.#inTarget?.has(id) === false || printed !== String(id)
    return {
      canCopy: (own?.canCopy ?? true) ? undefined : 'no',
      canDelete: (own?.canDelete ?? true) || isMissing ? undefined : 'no',
    }
  }
}

/** A source or a target while it is printed. */
interface Side {
  readonly codes: readonly Code[]
  readonly partners: ReadonlyMap<number, Partner>
  /** Ids of the starts that were printed, by the index of their ends. */
  readonly opened: Map<number, string>
  /** All that were given. */
  readonly ids: Set<string>
}

/** The other half of a code: by the index of either. */
interface Partner {
  readonly at: number
  /** Is nothing opened between them and closed after? */
  readonly isNested: boolean
}

/** Linear where codes are nested as they should be, as they are in every source. */
function partnersOf(codes: readonly Code[]): ReadonlyMap<number, Partner> {
  const partners = new Map<number, Partner>()
  const crossed = new Set<number>()
  const open: number[] = []
  for (const [at, { kind, id, name }] of codes.entries()) {
    if (kind === 'open') open.push(at)
    if (kind !== 'close') continue
    const depth = open.findLastIndex((start) => codes[start]!.id === id && codes[start]!.name === name)
    if (depth === -1) continue
    const [start = at, ...inside] = open.splice(depth)
    open.push(...inside)
    if (inside.length > 0) for (const each of [start, ...inside]) crossed.add(each)
    const isNested = !crossed.has(start)
    partners.set(start, { at, isNested })
    partners.set(at, { at: start, isNested })
  }
  return partners
}

function freeId({ id }: Code, ids: Set<string>): string {
  let free = String(id)
  for (let copy = 2; ids.has(free); copy++) free = `${id}-${copy}`
  ids.add(free)
  return free
}

const typeOf = ({ name }: Code): string | undefined => TYPES.find(([, names]) => names.includes(name))?.[0]

/** @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html#type */
const TYPES: readonly (readonly [type: string, names: readonly string[]])[] = [
  ['fmt', 'b big br del em i ins mark s small strike strong sub sup tt u wbr'.split(' ')],
  ['link', ['a']],
  ['image', ['img']],
  ['quote', ['q']],
]

/** What XML has no character for goes as `<cp/>`. */
const printText = (text: string): string =>
  text
    .split(NO_CHARACTER)
    .map((piece, nth) => (nth % 2 === 0 ? escapeText(piece) : `<cp hex="${hexOf(piece)}"/>`))
    .join('')

const NO_CHARACTER =
  /([\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF])/

const hexOf = (character: string): string =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
