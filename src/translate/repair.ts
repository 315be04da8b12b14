import { type Code, type Content, MARKER } from '../article/content.ts'

/**
 * Deterministic mending of inline codes that an engine moved, repeated or lost, before they are checked:
 * repeated pairs become the one that holds most words, empty repeats go; crossing pairs are re-nested; a lost
 * standalone code returns at the word boundary in proportion to where it stood. Never guesses at links.
 */
export function repairCodes(target: Content, source: Content): Content {
  if (source.codes.length === 0) return target.codes.length === 0 ? target : stripCodes(target)
  return tidySpaces(restoreStandalone(nest(dropRepeats(tokens(target))), source), source)
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

/** One pair for each id: the stretches of a pair cut in two are joined when only white space parts them. */
function dropRepeats(parts: readonly Token[]): Token[] {
  const kept = [...parts]
  const drop = new Set<number>()
  const alone = new Set<number>()
  const stretches = new Map<number, { open: number; close: number }[]>()
  for (const [index, part] of kept.entries()) {
    if (!('code' in part)) continue
    const { kind, id } = part.code
    if (kind === 'alone') {
      if (alone.has(id)) drop.add(index)
      alone.add(id)
    } else if (kind === 'open') {
      const close = kept.findIndex(
        (p, at) => at > index && 'code' in p && p.code.kind === 'close' && p.code.id === id,
      )
      if (close === -1) drop.add(index)
      else stretches.set(id, [...(stretches.get(id) ?? []), { open: index, close }])
    }
  }
  const closes = new Set([...stretches.values()].flat().map((stretch) => stretch.close))
  for (const [index, part] of kept.entries()) {
    if ('code' in part && part.code.kind === 'close' && !closes.has(index)) drop.add(index)
  }
  for (const list of stretches.values()) {
    const [longest] = list.toSorted((a, b) => lengthOf(kept, b) - lengthOf(kept, a))
    const first = list[0]!
    const last = list.at(-1)!
    const joined = isBlankBetween(kept, list) ? { open: first.open, close: last.close } : longest!
    for (const stretch of list) {
      if (stretch.open !== joined.open) drop.add(stretch.open)
      if (stretch.close !== joined.close) drop.add(stretch.close)
    }
  }
  return kept.filter((_, index) => !drop.has(index))
}

const lengthOf = (parts: readonly Token[], { open, close }: { open: number; close: number }) =>
  parts.slice(open, close).reduce((sum, part) => sum + ('text' in part ? part.text.trim().length : 0), 0)

function isBlankBetween(parts: readonly Token[], list: readonly { open: number; close: number }[]): boolean {
  return list.every((stretch, nth) => {
    const next = list[nth + 1]
    return next === undefined || lengthOf(parts, { open: stretch.close, close: next.open }) === 0
  })
}

/** `<1><2></1></2>` → `<1><2></2></1>`: a close that meets another open pair closes that one first. */
function nest(parts: readonly Token[]): Token[] {
  const result: Token[] = []
  const stack: Code[] = []
  const early = new Set<number>()
  const closeOf = (open: Code) =>
    parts.flatMap((p) => ('code' in p && p.code.kind === 'close' && p.code.id === open.id ? [p.code] : []))[0]
  for (const part of parts) {
    if ('text' in part || part.code.kind === 'alone') result.push(part)
    else if (part.code.kind === 'open') {
      stack.push(part.code)
      result.push(part)
    } else if (early.has(part.code.id)) early.delete(part.code.id)
    else {
      while (stack.length > 0 && stack.at(-1)!.id !== part.code.id) {
        const inner = stack.pop()!
        const close = closeOf(inner)
        if (close !== undefined) result.push({ code: close })
        early.add(inner.id)
      }
      stack.pop()
      result.push(part)
    }
  }
  return result
}

function restoreStandalone(parts: readonly Token[], source: Content): Content {
  let target = content(parts)
  const sourceLength = Math.max(1, source.text.length)
  let at = -1
  for (const code of source.codes) {
    at = source.text.indexOf(MARKER, at + 1)
    if (code.kind !== 'alone' || target.codes.some((c) => c.kind === 'alone' && c.id === code.id)) continue
    target = insertAt(
      target,
      code,
      wordBoundary(target.text, Math.round((at / sourceLength) * target.text.length)),
    )
  }
  return target
}

function wordBoundary(text: string, near: number): number {
  for (let away = 0; away <= text.length; away++) {
    for (const at of [near + away, near - away]) {
      if (at === 0 || at === text.length || (at > 0 && at < text.length && /\s/.test(text[at]!))) return at
    }
  }
  return text.length
}

function insertAt(target: Content, code: Code, at: number): Content {
  const before = target.text.slice(0, at)
  const nth = before.split(MARKER).length - 1
  return {
    text: before + MARKER + target.text.slice(at),
    codes: [...target.codes.slice(0, nth), code, ...target.codes.slice(nth)],
  }
}

/** White space just inside a pair moves out, unless the source has it inside too. */
function tidySpaces(target: Content, source: Content): Content {
  if (/\uFFFC\s|\s\uFFFC/.test(source.text) && hasInnerSpace(source)) return target
  const parts = tokens(target)
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]!
    const next = parts[at + 1]
    if (!('code' in part) || part.code.kind === 'alone') continue
    if (part.code.kind === 'open' && next !== undefined && 'text' in next && /^\s/.test(next.text)) {
      const space = /^\s+/.exec(next.text)![0]
      parts[at + 1] = { text: next.text.slice(space.length) }
      parts.splice(at, 0, { text: space })
      at++
    }
    const previous = parts[at - 1]
    if (
      part.code.kind === 'close' &&
      previous !== undefined &&
      'text' in previous &&
      /\s$/.test(previous.text)
    ) {
      const space = /\s+$/.exec(previous.text)![0]
      parts[at - 1] = { text: previous.text.slice(0, -space.length) }
      parts.splice(at + 1, 0, { text: space })
    }
  }
  return collapseDoubles(content(parts))
}

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

const collapseDoubles = (target: Content): Content => ({
  ...target,
  text: target.text.replace(/ {2,}/g, ' '),
})
