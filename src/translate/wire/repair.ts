import { type Code, type Content, MARKER } from '../../article/content.ts'
import { restoreLost } from './restore.ts'

/**
 * Deterministic mending of inline codes that an engine moved, repeated or lost, before they are checked:
 * repeated pairs become the one that holds most words, empty repeats go; crossing pairs are re-nested; lost
 * codes that hold no words come back (see restore.ts); white space that an engine put beside them goes. Never guesses at
 * links.
 */
export function repairCodes(target: Content, source: Content): Content {
  if (source.codes.length === 0) return target.codes.length === 0 ? target : stripCodes(target)
  const whole = restoreLost(content(nest(dropRepeats(tokens(target)))), source)
  return closeUp(tidySpaces(whole, source), source)
}

type Token = { readonly text: string } | { readonly code: Code }

function tokens(content: Content): Token[] {
  const result: Token[] = []
  let from = 0
  for (const code of content.codes) {
    const at = content.text.indexOf(MARKER, from)
    if (at > from) result.push({ text: content.text.slice(from, at) })
    result.push({ code })
    from = at + 1
  }
  if (from < content.text.length) result.push({ text: content.text.slice(from) })
  return result
}

function content(parts: readonly Token[]): Content {
  const codes = parts.flatMap((part) => ('code' in part ? [part.code] : []))
  return { text: parts.map((part) => ('code' in part ? MARKER : part.text)).join(''), codes }
}

const stripCodes = (target: Content): Content => content(tokens(target).filter((token) => 'text' in token))

/** From an opening half to the closing half that follows it, as positions in a list of tokens. */
interface Stretch {
  readonly open: number
  readonly close: number
}

/** One pair for each id: the stretches of a pair cut in two are joined when only white space parts them. */
function dropRepeats(parts: readonly Token[]): Token[] {
  const drop = new Set<number>()
  const alone = new Set<number>()
  const waiting = new Map<number, number[]>()
  const stretches = new Map<number, Stretch[]>()
  for (const [index, part] of parts.entries()) {
    if (!('code' in part)) continue
    const { kind, id } = part.code
    if (kind === 'alone') {
      if (alone.has(id)) drop.add(index)
      alone.add(id)
    } else if (kind === 'open') listIn(waiting, id).push(index)
    else {
      const opens = listIn(waiting, id).splice(0)
      if (opens.length === 0) drop.add(index)
      for (const open of opens) listIn(stretches, id).push({ open, close: index })
    }
  }
  for (const open of [...waiting.values()].flat()) drop.add(open)
  const words = wordsBefore(parts)
  for (const list of stretches.values()) {
    const kept = joined(list, words)
    for (const { open, close } of list) {
      if (open !== kept.open) drop.add(open)
      if (close !== kept.close) drop.add(close)
    }
  }
  return parts.flatMap((part, index): Token[] => (drop.has(index) ? whatIsLeft(part) : [part]))
}

/** A line break too many still parts two words. */
const whatIsLeft = (part: Token): Token[] =>
  'code' in part && part.code.name === 'br' ? [{ text: ' ' }] : []

function listIn<T>(lists: Map<number, T[]>, id: number): T[] {
  const known = lists.get(id)
  if (known !== undefined) return known
  const list: T[] = []
  lists.set(id, list)
  return list
}

/** How much text, white space at the edges apart, stands before each token and at the end. */
function wordsBefore(parts: readonly Token[]): number[] {
  const sums = [0]
  for (const part of parts) sums.push(sums.at(-1)! + ('text' in part ? part.text.trim().length : 0))
  return sums
}

function joined(list: readonly Stretch[], words: readonly number[]): Stretch {
  const between = (from: number, to: number) => words[to]! - words[from]!
  const isOne = list.every(({ close }, nth) => {
    const next = list[nth + 1]
    return next === undefined || between(close, next.open) <= 0
  })
  if (isOne) return { open: list[0]!.open, close: list.at(-1)!.close }
  return list.reduce((a, b) => (between(b.open, b.close) > between(a.open, a.close) ? b : a))
}

/** `<1><2></1></2>` → `<1><2></2></1>`: a close that meets another open pair closes that pair first. */
function nest(parts: readonly Token[]): Token[] {
  const result: Token[] = []
  const stack: Code[] = []
  const early = new Set<number>()
  const closes = new Map<number, Code>()
  for (const part of parts)
    if ('code' in part && part.code.kind === 'close') closes.set(part.code.id, part.code)
  for (const part of parts) {
    if ('text' in part || part.code.kind === 'alone') result.push(part)
    else if (part.code.kind === 'open') {
      stack.push(part.code)
      result.push(part)
    } else if (early.has(part.code.id)) early.delete(part.code.id)
    else {
      while (stack.length > 0 && stack.at(-1)!.id !== part.code.id) {
        const { id } = stack.pop()!
        result.push({ code: closes.get(id)! })
        early.add(id)
      }
      stack.pop()
      result.push(part)
    }
  }
  return result
}

/** White space just inside a pair moves out, unless the source has it inside too; doubled spaces become one. */
function tidySpaces(target: Content, source: Content): Content {
  if (hasInnerSpace(source)) return target
  const out = movedOut(tokens(target), 'close')
  const both = movedOut(out.toReversed(), 'open').toReversed()
  const tidied = content(both)
  return { ...tidied, text: tidied.text.replace(/ {2,}/g, ' ') }
}

/** Moves the white space before each half of this kind behind it, in the order the tokens come. */
function movedOut(parts: readonly Token[], kind: 'open' | 'close'): Token[] {
  const result: Token[] = []
  for (const part of parts) {
    const previous = result.at(-1)
    if (previous === undefined || !('text' in previous)) result.push(part)
    else if ('text' in part) {
      const text = kind === 'close' ? previous.text + part.text : part.text + previous.text
      result.splice(-1, 1, { text })
    } else if (part.code.kind !== kind) result.push(part)
    else {
      const { text } = previous
      const words = kind === 'close' ? text.trimEnd() : text.trimStart()
      const space = kind === 'close' ? text.slice(words.length) : text.slice(0, text.length - words.length)
      result.splice(-1, 1, ...textIfAny(words), part, ...textIfAny(space))
    }
  }
  return result
}

/** Marks that no language parts from the word before them; French parts others, such as “;” and “!”. */
const CLOSING = /^ +(?=[.,)\]}…%’”])/
/** Marks that no language parts from the word behind them. */
const OPENING = /(?<=[([{¿¡‘“]) +$/

/** A space between a code and a punctuation mark goes where the source has none beside that code. */
function closeUp(target: Content, source: Content): Content {
  if (!/ \p{P}|\p{P} /u.test(target.text)) return target
  const spaced = spacedCodes(source)
  const parts = tokens(target)
  const codeAt = (place: number) => {
    const part = parts[place]
    return part !== undefined && 'code' in part ? halfOf(part.code) : undefined
  }
  return content(
    parts.map((part, place) => {
      if ('code' in part) return part
      const [before, behind] = [codeAt(place - 1), codeAt(place + 1)]
      let { text } = part
      if (before !== undefined && !spaced.behind.has(before)) text = text.replace(CLOSING, '')
      if (behind !== undefined && !spaced.before.has(behind)) text = text.replace(OPENING, '')
      return { text }
    }),
  )
}

/** The halves of codes that have white space before them, and behind them. */
function spacedCodes({ text, codes }: Content) {
  const before = new Set<string>()
  const behind = new Set<string>()
  let at = -1
  for (const code of codes) {
    at = text.indexOf(MARKER, at + 1)
    if (/\s/.test(text[at - 1] ?? '')) before.add(halfOf(code))
    if (/\s/.test(text[at + 1] ?? '')) behind.add(halfOf(code))
  }
  return { before, behind }
}

const halfOf = ({ kind, id }: Code) => `${kind} ${id}`

const textIfAny = (text: string): Token[] => (text === '' ? [] : [{ text }])

function hasInnerSpace(source: Content): boolean {
  let at = -1
  return source.codes.some((code) => {
    at = source.text.indexOf(MARKER, at + 1)
    return (
      (code.kind === 'open' && /\s/.test(source.text[at + 1] ?? '')) ||
      (code.kind === 'close' && /\s/.test(source.text[at - 1] ?? ''))
    )
  })
}
