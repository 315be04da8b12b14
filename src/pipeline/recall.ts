import { readable } from '../article/content.ts'
import { onceOf } from '../article/once-each.ts'
import type { Segment } from '../article/segment.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { glossaryHash, matches } from '../glossary/matches.ts'
import { protect } from '../glossary/protect.ts'
import type { MachineRow, Memory, Remembered } from '../memory/memory.ts'
import { humanKey, memoryKeys } from '../memory/memory-key.ts'
import { targetOf } from '../memory/remembered.ts'
import type { ArticleSegments, FileText, People } from '../review/people.ts'
import type { Choices, Gap, Route, StandIn } from '../translate/gap.ts'
import { neighboursIn } from '../translate/wire/neighbours.ts'
import type { Known } from './known.ts'
import type { LocalePair } from './pair.ts'

export interface Recalled {
  /** By segment key. */
  readonly known: ReadonlyMap<string, Known>
  readonly gaps: readonly Gap[]
}

/**
 * Segments → what need not be bought, best first: the person's text in this article's locale file, a person's
 * text for the same sentence elsewhere, machine text from memory, machine text in the locale file that was
 * bought under the same key (a memory that was lost is filled up again from it). What is left are gaps, but for those
 * that a person has filled with a text that does not fit: nothing is bought beside it.
 */
export async function recall(
  { id, segments }: Pick<ArticleSegments, 'id' | 'segments'>,
  people: People,
  { choices, memory, glossary }: LocalePair,
): Promise<Recalled> {
  const [route] = choices
  const gapsOf = gapMaker(id, segments, choices, glossary)
  const open = new Map<string, Gap>()
  const known = new Map<string, Known>()
  for (const segment of segments) {
    const theirs = people.targets.get(segment.key)
    if (theirs !== undefined)
      known.set(segment.key, { target: theirs, memoryKey: undefined, rung: undefined })
    else if (!open.has(segment.key)) open.set(segment.key, gapsOf(segment))
  }
  if (open.size === 0) return { known, gaps: [] }
  const search = { open, known, humans: await humansOf(open, route, memory), route, people }
  const lost = await look(search, memory)
  await memory.keep(lost)
  const gaps = [...open.values()].filter(({ segment }) => !people.broken.has(segment.key))
  return { known, gaps: gaps.map((gap) => withDismissed(gap, people)) }
}

function withDismissed(gap: Gap, { dismissed }: People): Gap {
  const ids = dismissed.get(gap.segment.key)
  return ids === undefined ? gap : { ...gap, dismissed: ids }
}

/** What is still to be found, and what was, by segment key. */
interface Search {
  readonly open: Map<string, Gap>
  readonly known: Map<string, Known>
  /** People's texts for the same sentences in other articles. */
  readonly humans: ReadonlyMap<string, Remembered>
  readonly route: Route
  readonly people: People
}

/** People's texts for these segments, by their human keys. */
const humansOf = (open: ReadonlyMap<string, Gap>, { source }: Route, memory: Memory) =>
  memory.recallHuman(Array.from(open.values(), ({ segment }) => keyOf(segment, source)))

/** Of each segment the last one asked for: an article is looked up in every locale. */
const humanKeys = new WeakMap<Segment, { readonly source: string; readonly key: string }>()

function keyOf(segment: Segment, source: string): string {
  const known = humanKeys.get(segment)
  if (known?.source === source) return known.key
  const key = humanKey(source, segment.notation)
  humanKeys.set(segment, { source, key })
  return key
}

/** Whatever is found goes from the open ones to the known. @returns what the locale file has and memory has lost */
async function look(search: Search, memory: Memory): Promise<MachineRow[]> {
  const { open, known, humans, route, people } = search
  if (open.size === 0) return []
  const keys: string[] = []
  for (const { memoryKey, standIns } of open.values()) {
    keys.push(memoryKey)
    if (standIns !== undefined) for (const standIn of standIns) keys.push(standIn.memoryKey)
  }
  const machines = await memory.recall(keys)
  const lost: MachineRow[] = []
  for (const [key, gap] of open) {
    const theirs = humans.size === 0 ? undefined : humans.get(keyOf(gap.segment, route.source))
    const found =
      fromPeople(gap, theirs, people) ??
      fromGlossary(gap, route) ??
      fromMachines(gap, route, machines, people, lost)
    if (found === undefined) {
      const drafted = withDrafts(gap, machines)
      if (drafted !== gap) open.set(key, drafted)
      continue
    }
    known.set(key, found)
    open.delete(key)
  }
  return lost
}

function fromPeople({ segment }: Gap, remembered: Remembered | undefined, people: People) {
  const target = (remembered && targetOf(remembered, segment)) ?? people.shared.get(segment.key)
  return target && { target, memoryKey: undefined, rung: undefined }
}

/** The best provider's words that are known; drafts only where nothing better is to be had. */
function fromMachines(
  gap: Gap,
  route: Route,
  machines: ReadonlyMap<string, Remembered>,
  people: People,
  regained: MachineRow[],
): Known | undefined {
  if (machines.size === 0 && people.machine.size === 0) return undefined
  for (const [nth, choice] of choicesOf(gap, route).entries()) {
    const { isDraft } = choice.route
    if (isDraft && nth > 0) continue
    const known = fromMachine(gap.segment, choice.memoryKey, machines, people, regained)
    if (known !== undefined) return isDraft ? { ...known, isDraft } : known
  }
  return undefined
}

function fromMachine(
  segment: Segment,
  memoryKey: string,
  machines: ReadonlyMap<string, Remembered>,
  people: People,
  regained: MachineRow[],
): Known | undefined {
  const remembered = machines.get(memoryKey)
  const inFile = people.machine.get(segment.key)
  const same = inFile?.meta.memory === memoryKey.slice(0, 16) ? inFile : undefined
  const text = remembered ?? (same && asRemembered(same))
  if (text === undefined) return undefined
  const target = targetOf(text, segment)
  if (target === undefined) return undefined
  if (remembered !== undefined) return { target, memoryKey, rung: remembered.rung ?? same?.meta.rung }
  // What fails a check that a person dismissed here is good here only.
  const { rung, failing } = same!.meta
  if (failing !== undefined) return { target, memoryKey, rung, failing }
  regained.push(asRow(memoryKey, text))
  return { target, memoryKey, rung }
}

const choicesOf = ({ memoryKey, standIns = [] }: Gap, route: Route): readonly StandIn[] => [
  { route, memoryKey },
  ...standIns,
]

/** A draft that was bought in an earlier outage is not bought again in the next. */
function withDrafts(gap: Gap, machines: ReadonlyMap<string, Remembered>): Gap {
  const { standIns = [], segment } = gap
  if (!standIns.some(({ route }) => route.isDraft)) return gap
  return {
    ...gap,
    standIns: standIns.map((standIn) => {
      const remembered = standIn.route.isDraft ? machines.get(standIn.memoryKey) : undefined
      const draft = remembered && targetOf(remembered, segment)
      return draft === undefined ? standIn : { ...standIn, draft, rung: remembered?.rung }
    }),
  }
}

/** Terms enter the key only where they match: a glossary change buys again just what holds a changed term. */
function gapMaker(
  article: string,
  segments: readonly Segment[],
  [route, ...standIns]: Choices,
  glossary: Glossary,
): (segment: Segment) => Gap {
  const takeContext = [route, ...standIns].some(({ provider }) => provider.context !== 'none')
  const neighbours = takeContext ? neighboursIn(segments) : undefined
  return (segment) => {
    const terms = matches(glossary, segment.source.text, route.source)
    const hash = glossaryHash(terms)
    const memoryKey = keysOf(route)(segment.notation, hash)
    const gap = { article, segment, memoryKey, terms }
    if (standIns.length === 0 && neighbours === undefined) return gap
    return {
      ...gap,
      ...(standIns.length > 0 && {
        standIns: standIns.map((other) => ({
          route: other,
          memoryKey: keysOf(other)(segment.notation, hash),
        })),
      }),
      ...(neighbours && { neighbours: neighbours(segment) }),
    }
  }
}

const keysOf = onceOf(({ provider, source, target }: Route) =>
  memoryKeys({
    sourceLocale: source,
    targetLocale: target,
    domain: '',
    provider: provider.kind,
    model: provider.model,
    options: provider.options,
  }),
)

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
