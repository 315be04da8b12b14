import { CORE } from '../../../src/exchange/xliff/names.ts'
import { xmlEvents } from '../../../src/exchange/xml/events.ts'
import { each } from '../bundle-room.ts'

/**
 * The constraints of XLIFF 2.1 that no XSD can say, in our own words, as far as they touch what we write.
 * @see https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html
 */
export async function problemsOf(text: string): Promise<string[]> {
  const root = await treeOf(text)
  const problems: string[] = []
  const hold = (isHeld: boolean, problem: string) => {
    if (!isHeld) problems.push(problem)
  }
  const files = root.children.filter(({ name }) => name === 'file')
  hold(isUnique(files.map(idOf)), 'the id of a file stands twice')
  for (const file of files) {
    const units = descendants(file).filter(({ name }) => name === 'unit')
    hold(isUnique(units.map(idOf)), 'the id of a unit stands twice in its file')
    hold(
      isUnique(
        descendants(file)
          .filter(({ name }) => name === 'group')
          .map(idOf),
      ),
      'the id of a group stands twice',
    )
    for (const unit of units) checkUnit(unit, root, hold)
  }
  for (const notes of descendants(root).filter(({ name }) => name === 'notes'))
    hold(isUnique(notes.children.map(idOf)), 'the id of a note stands twice')
  for (const element of descendants(root)) {
    const { type, subType, state, subState } = element.attributes
    hold(subType === undefined || type !== undefined, 'a subType stands without a type')
    hold(subState === undefined || state !== undefined, 'a subState stands without a state')
    hold(subState === undefined || /^[^:\s]+:[^:\s]+$/.test(subState), 'a subState has no prefix of its own')
    if (element.name === 'glossEntry')
      hold(
        element.children.some(({ name }) => name !== 'term'),
        'a glossary entry says nothing of its term',
      )
  }
  return problems
}

type Hold = (isHeld: boolean, problem: string) => void

function checkUnit(unit: Element, { attributes: { srcLang, trgLang } }: Element, hold: Hold): void {
  const data = childrenOf(unit, 'originalData').flatMap(({ children }) => children)
  const parts = unit.children.filter(({ name }) => name === 'segment' || name === 'ignorable')
  hold(
    parts.some(({ name }) => name === 'segment'),
    'a unit holds no segment',
  )
  hold(isUnique(data.map(idOf)), 'the id of data stands twice')
  const sources = parts.flatMap((part) => childrenOf(part, 'source'))
  const targets = parts.flatMap((part) => childrenOf(part, 'target'))
  hold(targets.length === 0 || trgLang !== undefined, 'there is a target, and no trgLang')
  for (const { attributes } of sources)
    hold(isOf(attributes['xml:lang'], srcLang), 'a source is in another language')
  for (const { attributes } of targets)
    hold(isOf(attributes['xml:lang'], trgLang), 'a target is in another language')
  const orders = targets.flatMap(({ attributes: { order } }) => order ?? [])
  hold(isUnique(orders), 'two targets have one place')
  const references = new Set(data.map(idOf))
  for (const side of [sources, targets]) checkSide(side, parts.map(idOf), references, hold)
  checkFreedom(targets, parts, hold)
}

/** The inline codes of all sources of a unit, or of all its targets. */
function checkSide(
  side: readonly Element[],
  others: readonly (string | undefined)[],
  data: ReadonlySet<string | undefined>,
  hold: Hold,
): void {
  const inline = side.flatMap(descendants)
  const codes = inline.filter(({ name }) => name !== 'cp')
  hold(isUnique([...others, ...codes.map(idOf)]), 'an id stands twice among segments and inline codes')
  for (const { name, attributes } of inline) {
    for (const [key, value] of Object.entries(attributes))
      if (key.startsWith('dataRef')) hold(data.has(value), `${key} leads to no data`)
    if (name === 'cp')
      hold(isNoCharacter(Number.parseInt(attributes['hex'] ?? '', 16)), 'cp holds a character that XML has')
    const hasData = Object.keys(attributes).some((key) => key.startsWith('dataRef'))
    hold(attributes['copyOf'] === undefined || !hasData, 'a copy has data of its own')
    hold(
      attributes['copyOf'] === undefined || codes.some((code) => idOf(code) === attributes['copyOf']),
      'a copy is of nothing',
    )
    const original = codes.find((code) => idOf(code) === attributes['copyOf'])
    hold(original?.attributes['canCopy'] !== 'no', 'a copy is of what must not be copied')
  }
  checkHalves(codes, 'sc', 'ec', hold)
  checkHalves(codes, 'sm', 'em', hold)
}

function checkHalves(codes: readonly Element[], start: string, end: string, hold: Hold): void {
  const ended = new Set<string | undefined>()
  for (const [nth, { name, attributes }] of codes.entries()) {
    if (name !== end) continue
    const { startRef, isolated, id } = attributes
    if (end === 'ec')
      hold((isolated === 'yes') === (startRef === undefined), `an ${end} is isolated and is not`)
    hold((startRef === undefined) !== (id === undefined), `an ${end} has an id beside its start, or neither`)
    if (startRef === undefined) continue
    const from = codes.findIndex((code) => code.name === start && idOf(code) === startRef)
    hold(from !== -1 && from < nth, `an ${end} comes before its ${start}`)
    ended.add(startRef)
    const before = codes[from]?.attributes ?? {}
    for (const key of ['canCopy', 'canDelete', 'canOverlap'])
      hold(
        (before[key] ?? 'default') === (attributes[key] ?? 'default'),
        `${start} and ${end} differ in ${key}`,
      )
    if (end === 'ec') {
      const isFirst = before['canReorder'] === 'firstNo'
      hold(
        (before['canReorder'] ?? 'yes') === (isFirst ? 'firstNo' : (attributes['canReorder'] ?? 'yes')),
        'sc and ec differ in canReorder',
      )
      hold(!isFirst || attributes['canReorder'] === 'no', 'an ec after firstNo is free')
    }
  }
  for (const { name, attributes } of codes)
    if (name === start) {
      const isIsolated = start === 'sc' && attributes['isolated'] === 'yes'
      hold(ended.has(attributes['id']) !== isIsolated, `an ${start} is isolated and is not`)
    }
}

/** What must not be deleted stands in a target of the unit, if its segment has one. */
function checkFreedom(targets: readonly Element[], parts: readonly Element[], hold: Hold): void {
  const ids = targets.flatMap(descendants).map(idOf)
  const translated = parts.filter((part) => childrenOf(part, 'target').length > 0)
  for (const { attributes } of translated
    .flatMap((part) => childrenOf(part, 'source'))
    .flatMap(descendants)) {
    if (attributes['canDelete'] === 'no')
      hold(ids.includes(attributes['id']), `code ${attributes['id']} must not be deleted`)
  }
}

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
}

/** Core elements and glossary entries; what other modules hold is theirs. */
async function treeOf(text: string): Promise<Element> {
  const root: Element = { name: '', attributes: {}, children: [] }
  const open = [root]
  for await (const event of xmlEvents(each(text), 'file')) {
    if (event.kind === 'open') {
      const isOurs = event.uri === CORE || event.uri.includes(':glossary:')
      const element = {
        name: isOurs ? event.name : '(module)',
        attributes: { ...inherited(open.at(-1)), ...Object.fromEntries(event.attributes) },
        children: [],
      }
      if (open.at(-1)?.name !== '(module)') open.at(-1)!.children.push(element)
      open.push(element)
    } else if (event.kind === 'close') open.pop()
  }
  return root.children[0]!
}

/** The language is that of what an element stands in, unless it says its own. */
const inherited = (outer: Element | undefined) => {
  const lang = outer?.attributes['xml:lang']
  return lang === undefined ? {} : { 'xml:lang': lang }
}

const childrenOf = ({ children }: Element, name: string): Element[] =>
  children.filter((child) => child.name === name)

function descendants({ children }: Element): Element[] {
  return children.flatMap((child) => [child, ...descendants(child)])
}

const idOf = ({ attributes }: Element): string | undefined => attributes['id']

function isUnique(ids: readonly (string | undefined)[]): boolean {
  const known = ids.filter((id) => id !== undefined)
  return new Set(known).size === known.length
}

const isOf = (own: string | undefined, said: string | undefined): boolean =>
  own === undefined || own.toLowerCase() === said?.toLowerCase()

const isNoCharacter = (point: number): boolean =>
  point < 0x20
    ? ![0x9, 0xa, 0xd].includes(point)
    : (point >= 0xd800 && point <= 0xdfff) || point === 0xfffe || point === 0xffff
