import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import type { FileTargets } from '../review/people.ts'
import { fromNotation } from '../segment/notation.ts'
import type { Gap, Route, Rung } from '../translate/gap.ts'
import type { MachineRow, Memory, Remembered } from './memory.ts'
import { humanKey, memoryKey } from './memory-key.ts'

/** What is known of a segment already, and where from. */
export interface Known {
  readonly target: Target
  readonly memoryKey: string | undefined
  readonly rung: Rung | undefined
}

export interface Recalled {
  /** By segment key. */
  readonly known: ReadonlyMap<string, Known>
  readonly gaps: readonly Gap[]
}

/**
 * Segments → what need not be bought, best first: the person's text in this article's locale file, a person's
 * text for the same sentence elsewhere, machine text from memory, machine text in the locale file that was
 * bought under the same key (a memory that was lost is filled up again from it).
 */
export async function recall(
  segments: readonly Segment[],
  route: Route,
  file: FileTargets,
  memory: Memory,
): Promise<Recalled> {
  const open = new Map<string, Gap>()
  const known = new Map<string, Known>()
  for (const segment of segments) {
    const theirs = file.people.get(segment.key)
    if (theirs !== undefined)
      known.set(segment.key, { target: theirs, memoryKey: undefined, rung: undefined })
    else if (!open.has(segment.key)) open.set(segment.key, { segment, memoryKey: keyOf(segment, route) })
  }
  if (open.size === 0) return { known, gaps: [] }
  const gaps = [...open.values()]
  const humanKeys = gaps.map((gap) => humanKey(route.source, gap.segment.notation))
  const humans = await memory.recallHuman(humanKeys)
  const machines = await memory.recall(gaps.map((gap) => gap.memoryKey))
  const regained: MachineRow[] = []
  for (const [nth, gap] of gaps.entries()) {
    const found =
      fromPeople(gap, humans.get(humanKeys[nth]!), file) ??
      fromMachine(gap, machines.get(gap.memoryKey), file, regained)
    if (found === undefined) continue
    known.set(gap.segment.key, found)
    open.delete(gap.segment.key)
  }
  await memory.keep(regained)
  return { known, gaps: [...open.values()] }
}

function fromPeople({ segment }: Gap, remembered: Remembered | undefined, file: FileTargets) {
  const target = (remembered && fromMemory(segment, remembered)) ?? file.shared.get(segment.key)
  return target && { target, memoryKey: undefined, rung: undefined }
}

function fromMachine(
  { segment, memoryKey }: Gap,
  remembered: Remembered | undefined,
  file: FileTargets,
  regained: MachineRow[],
): Known | undefined {
  const inFile = file.machine.get(segment.key)
  const same = inFile?.meta.memory === memoryKey.slice(0, 16) ? inFile : undefined
  const text = remembered ?? (same && asRemembered(same))
  if (text === undefined) return undefined
  const target = fromMemory(segment, text)
  if (target === undefined) return undefined
  if (remembered === undefined) regained.push(asRow(memoryKey, text))
  return { target, memoryKey, rung: same?.meta.rung }
}

const keyOf = (segment: Segment, { provider, source, target }: Route) =>
  memoryKey({
    sourceLocale: source,
    targetLocale: target,
    notation: segment.notation,
    domain: '',
    provider: provider.kind,
    model: provider.model,
    options: provider.options,
    glossary: '',
  })

function fromMemory(segment: Segment, { text, origin, state, date }: Remembered): Target | undefined {
  const parsed = fromNotation(text, segment.source.codes)
  if (!parsed.ok) return undefined
  return {
    content: parsed.content,
    origin: { kind: 'memory', of: origin },
    state,
    date: new Date(date).toISOString(),
  }
}

type FileText = NonNullable<ReturnType<FileTargets['machine']['get']>>

const asRemembered = ({ text, meta }: FileText): Remembered => ({
  text,
  origin: { kind: 'machine', provider: meta.provider, model: meta.model ?? '' },
  state: 'machine',
  date: Date.parse(meta.date),
})

const asRow = (key: string, { text, origin, date }: Remembered): MachineRow => ({
  key,
  text,
  provider: origin.kind === 'machine' ? origin.provider : '',
  model: origin.kind === 'machine' ? origin.model : '',
  date,
})
