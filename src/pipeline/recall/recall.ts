import { readable } from '../../article/content.ts'
import type { Segment } from '../../article/segment.ts'
import type { Target } from '../../article/target.ts'
import { protect } from '../../glossary/protect.ts'
import type { HumanText, MachineRow, Memory, Remembered } from '../../memory/memory.ts'
import { humanKey } from '../../memory/memory-key.ts'
import { targetOf } from '../../memory/remembered.ts'
import { refusalOf } from '../../review/aside/refusals.ts'
import type { ArticleSegments, FileText, People } from '../../review/people.ts'
import { toNotation } from '../../segment/notation.ts'
import type { Gap, Route, Rung } from '../../translate/gap.ts'
import type { LocalePair } from '../pair.ts'
import { type OpenSegment, opener } from './open-segment.ts'

/** What is known of a segment already, and where from. */
export interface Known {
  readonly target: Target
  readonly memoryKey: string | undefined
  readonly rung: Rung | undefined
  /** For editors only: from a provider whose words are not published. */
  readonly isDraft?: boolean
  /** Ids of the checks that it fails: dismissed by a person, or published all the same. */
  readonly failing?: readonly string[]
}

export interface Recalled {
  /** By segment key. */
  readonly known: ReadonlyMap<string, Known>
  readonly gaps: readonly Gap[]
  /** What people wrote in different words in two articles or more, by segment key; this one may be among them. */
  readonly disputed: ReadonlyMap<string, readonly HumanText[]>
}

/**
 * Segments → what need not be bought, best first: the person's text in this article's locale file, a person's
 * text for the same sentence elsewhere, machine text from memory, machine text in the locale file that was
 * bought under the same key (a memory that was lost is filled up again from it). What is left are gaps. A segment that a
 * person has filled with a text that does not fit is neither: nothing is looked for, or bought, in its place.
 * @param signed what a signed edition is made of: it goes before everything
 */
export async function recall(
  article: Pick<ArticleSegments, 'id' | 'segments'>,
  people: People,
  pair: LocalePair,
  signed: ReadonlyMap<string, Known> = new Map(),
): Promise<Recalled> {
  const { memory, choices } = pair
  const openOf = opener(article, pair)
  const open = new Map<string, OpenSegment>()
  const known = new Map<string, Known>()
  for (const segment of article.segments) {
    const asSigned = signed.get(segment.key)
    const theirs = people.targets.get(segment.key)
    if (asSigned !== undefined) known.set(segment.key, asSigned)
    else if (theirs !== undefined)
      known.set(segment.key, { target: theirs, memoryKey: undefined, rung: undefined })
    else if (!open.has(segment.key) && !people.broken.has(segment.key)) open.set(segment.key, openOf(segment))
  }
  const theirs = article.segments.filter(({ key }) => people.targets.has(key))
  const keys = new Map([
    ...Array.from(open, ([key, its]) => [key, its.humanKey] as const),
    ...theirs.map(({ key, notation }) => [key, humanKey(pair.source, notation)] as const),
  ])
  if (keys.size === 0) return { known, gaps: [], disputed: new Map() }
  const { agreed: humans, disputed } = await memory.recallHuman([...keys.values()])
  const lost = await look({ open, known, humans, route: choices[0], people }, memory)
  await memory.keep(lost)
  return {
    known,
    gaps: Array.from(open.values(), ({ gap }) => withDismissed(gap, people)),
    disputed: disputedBy(keys, disputed),
  }
}

/** @param keys human keys by segment key @param disputed by human key */
function disputedBy(
  keys: ReadonlyMap<string, string>,
  disputed: ReadonlyMap<string, readonly HumanText[]>,
): Recalled['disputed'] {
  const found = new Map<string, readonly HumanText[]>()
  if (disputed.size === 0) return found
  for (const [key, human] of keys) {
    const texts = disputed.get(human)
    if (texts !== undefined) found.set(key, texts)
  }
  return found
}

/** What stands in the locale file, and nothing else: where it cannot even be known who would be asked. */
export function recallFromFile(segments: readonly Segment[], people: People): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>()
  for (const segment of segments) {
    const { key } = segment
    const inFile = people.machine.get(key) ?? people.rejected.get(key)
    const target =
      people.targets.get(key) ?? people.shared.get(key) ?? (inFile && targetOf(asRemembered(inFile), segment))
    if (target !== undefined)
      known.set(key, { target, memoryKey: inFile?.meta.memory, rung: inFile?.meta.rung })
  }
  return known
}

function withDismissed(gap: Gap, { dismissed }: People): Gap {
  const ids = dismissed.get(gap.segment.key)
  return ids === undefined ? gap : { ...gap, dismissed: ids }
}

/** What is still to be found, and what was, by segment key. */
interface Search {
  readonly open: Map<string, OpenSegment>
  readonly known: Map<string, Known>
  /** People's texts for the same sentences in other articles, by human key. */
  readonly humans: ReadonlyMap<string, Remembered>
  readonly route: Route
  readonly people: People
}

/** Whatever is found goes from the open ones to the known. @returns what the locale file has and memory has lost */
async function look({ open, known, humans, route, people }: Search, memory: Memory): Promise<MachineRow[]> {
  const keys = [...open.values()].flatMap(({ choices }) => choices.flatMap((choice) => choice.keys))
  const machines = await memory.recall(keys)
  const lost: MachineRow[] = []
  for (const [key, segment] of open) {
    const found =
      fromPeople(segment, humans, people) ??
      fromGlossary(segment.gap, route) ??
      fromMachines(segment, machines, people, lost)
    if (found === undefined) {
      open.set(key, withDrafts(segment, machines))
      continue
    }
    known.set(key, found)
    open.delete(key)
  }
  return lost
}

function fromPeople(
  { gap: { segment }, humanKey }: OpenSegment,
  humans: ReadonlyMap<string, Remembered>,
  people: People,
): Known | undefined {
  const remembered = humans.get(humanKey)
  const target = (remembered && targetOf(remembered, segment)) ?? people.shared.get(segment.key)
  // A person's words from elsewhere can be refused here too.
  if (target !== undefined && isRefused(target, segment, people)) return undefined
  return target && { target, memoryKey: undefined, rung: undefined }
}

/**
 * The best provider's words that are known; drafts only where nothing better is to be had. Words that a person rejected here
 * give way to others that are known; where there are none, they are known as rejected, and nothing is bought.
 */
function fromMachines(
  { gap, choices }: OpenSegment,
  machines: ReadonlyMap<string, Remembered>,
  people: People,
  lost: MachineRow[],
): Known | undefined {
  let refused: Known | undefined
  for (const [nth, { route, keys }] of choices.entries()) {
    const { isDraft } = route
    if (isDraft && nth > 0) continue
    for (const key of keys) {
      const known = fromMachine(gap.segment, key, machines, people, lost)
      if (known === undefined) continue
      if (isRefused(known.target, gap.segment, people)) refused ??= known
      else return isDraft ? { ...known, isDraft } : known
    }
  }
  return refused
}

const isRefused = ({ content }: Target, { key }: Segment, { refused }: People): boolean =>
  refusalOf(refused, key, toNotation(content)) !== undefined

function fromMachine(
  segment: Segment,
  memoryKey: string,
  machines: ReadonlyMap<string, Remembered>,
  people: People,
  lost: MachineRow[],
): Known | undefined {
  const remembered = machines.get(memoryKey)
  const inFile = people.machine.get(segment.key) ?? people.rejected.get(segment.key)
  const same = inFile?.meta.memory === memoryKey.slice(0, 16) ? inFile : undefined
  const text = remembered ?? (same && asRemembered(same))
  if (text === undefined) return undefined
  const target = targetOf(text, segment)
  if (target === undefined) return undefined
  if (remembered !== undefined) return { target, memoryKey, rung: remembered.rung ?? same?.meta.rung }
  // What fails a check that a person dismissed here is good here only.
  const { rung, failing } = same!.meta
  if (failing !== undefined) return { target, memoryKey, rung, failing }
  lost.push(asRow(memoryKey, text))
  return { target, memoryKey, rung }
}

/** A draft that was bought in an earlier outage is not bought again in the next. */
function withDrafts(open: OpenSegment, machines: ReadonlyMap<string, Remembered>): OpenSegment {
  const { gap, choices } = open
  if (!gap.standIns?.some(({ route }) => route.isDraft)) return open
  const standIns = gap.standIns.map((standIn, nth) => {
    if (!standIn.route.isDraft) return standIn
    const { keys } = choices[nth + 1]!
    const remembered = keys.map((key) => machines.get(key)).find((found) => found !== undefined)
    const draft = remembered && targetOf(remembered, gap.segment)
    return draft === undefined ? standIn : { ...standIn, draft, rung: remembered?.rung }
  })
  return { ...open, gap: { ...gap, standIns } }
}

/** A text that is nothing but terms needs no provider: the glossary has said it all. */
function fromGlossary({ segment, memoryKey, terms }: Gap, { provider, target }: Route): Known | undefined {
  if (terms.length === 0) return undefined
  const shield = protect(segment.source, terms, [], target)
  if (/\p{L}/u.test(readable(shield.content))) return undefined
  const origin = { kind: 'machine', provider: provider.kind, model: provider.model } as const
  const date = new Date(0).toISOString()
  const content = shield.restore(shield.content)
  return { target: { content, origin, state: 'machine', date }, memoryKey, rung: undefined }
}

const asRemembered = ({ text, meta }: FileText): Remembered => ({
  text,
  origin: { kind: 'machine', provider: meta.provider, model: meta.model ?? '' },
  state: 'machine',
  date: Date.parse(meta.date),
  rung: meta.rung,
})

const asRow = (key: string, { text, origin, date, rung }: Remembered): MachineRow => ({
  key,
  text,
  provider: origin.kind === 'machine' ? origin.provider : '',
  model: origin.kind === 'machine' ? origin.model : '',
  rung,
  date,
})
