import { readable } from '../article/content.ts'
import type { Segment } from '../article/segment.ts'
import type { Target } from '../article/target.ts'
import type { Glossary } from '../glossary/glossary.ts'
import { glossaryHash, matches } from '../glossary/matches.ts'
import { protect } from '../glossary/protect.ts'
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
  /** Ids of the checks that it fails: dismissed by a person, or published all the same. */
  readonly failing?: readonly string[]
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
  glossary: Glossary,
): Promise<Recalled> {
  const open = new Map<string, Gap>()
  const known = new Map<string, Known>()
  for (const segment of segments) {
    const theirs = file.people.get(segment.key)
    if (theirs !== undefined)
      known.set(segment.key, { target: theirs, memoryKey: undefined, rung: undefined })
    else if (!open.has(segment.key)) open.set(segment.key, gapOf(segment, route, glossary))
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
      fromGlossary(gap, route) ??
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
  if (remembered !== undefined) return { target, memoryKey, rung: same?.meta.rung }
  // What fails a check that a person dismissed here is good here only.
  const { rung, failing } = same!.meta
  if (failing !== undefined) return { target, memoryKey, rung, failing }
  regained.push(asRow(memoryKey, text))
  return { target, memoryKey, rung }
}

/** Terms enter the key only where they match: a glossary change buys again just what holds a changed term. */
function gapOf(segment: Segment, { provider, source, target }: Route, glossary: Glossary): Gap {
  const terms = matches(glossary, segment.source.text, source)
  const key = memoryKey({
    sourceLocale: source,
    targetLocale: target,
    notation: segment.notation,
    domain: '',
    provider: provider.kind,
    model: provider.model,
    options: provider.options,
    glossary: glossaryHash(terms),
  })
  return { segment, memoryKey: key, terms }
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
