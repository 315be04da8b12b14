import { decodeHtml, escapeHtml } from './apertium-entities.ts'
import { type Markup, readMarkup } from './apertium-markup.ts'
import { place, type Word } from './apertium-pairs.ts'
import type { TranslationRequest } from './provider.ts'

/**
 * One text on its way into Apertium and back. What it must not touch (placeholders, addresses, standalone
 * codes) goes in as empty elements `<x id="h0"></x>`, which it moves about but does not read. A pair of codes
 * rides on its words as word-bound blanks, Apertium's own means: each word of the reply says which pairs it
 * belongs to, where bare tags would stay behind when words change places. Text without any of these goes in
 * as it is.
 * @see https://wiki.apertium.org/wiki/Wordbound_blanks
 */
export interface Passage {
  /** For one `<p>`. Empty: there is nothing to translate, the source is its own translation. */
  readonly html: string
  /** @returns the text to give back; undefined when the reply lost something hidden. */
  restore(reply: string): string | undefined
}

type Mime = TranslationRequest['mime']

export function passage(source: string, mime: Mime): Passage {
  const core = source.trim()
  // Apertium trims, so the edges are put back.
  const lead = source.slice(0, source.length - source.trimStart().length)
  const trail = core === '' ? '' : source.slice(source.trimEnd().length)
  const markup = readMarkup(core, mime)
  const hidden: string[] = []
  const html = writeParts(markup, hidden)
  if (!markup.parts.some((part) => part.kind === 'text' && HAS_WORDS.test(part.text)))
    return { html: '', restore: () => source }
  return {
    html,
    restore(reply) {
      const { text, words } = readWords(reply.trim())
      const seen = new Set<number>()
      const settle = (part: string) => settled(part, mime, hidden, seen)
      let out = ''
      let from = 0
      for (const { at, raw } of place(text, words, markup.pairs)) {
        out += settle(text.slice(from, at)) + raw
        from = at
      }
      out += settle(text.slice(from))
      return seen.size === hidden.length ? lead + out + trail : undefined
    },
  }
}

const HAS_WORDS = /[\p{L}\p{N}]/u

/** Noncharacters, never in text that is meant for others (`readMarkup` hides them), stand for word-bound blanks. */
const BEGIN = '\uFDD0'
const INSIDE = '\uFDD1'
const END = '\uFDD2'

function writeParts({ parts }: Markup, hidden: string[]): string {
  let html = ''
  for (const part of parts) {
    if (part.kind === 'hidden') {
      const id = `id="h${hidden.push(part.raw) - 1}"`
      html += part.isBreak ? `<br ${id}>` : `<x ${id}></x>`
    } else if (part.pairs.length === 0) html += escapeHtml(part.text)
    else {
      const begin = BEGIN + part.pairs.join(',') + INSIDE
      // Whole phrases in one blank, so that compounds (United States) are still seen as such.
      html += escapeHtml(part.text.replace(/[^&<>\s]+(?: [^&<>\s]+)*/g, (phrase) => begin + phrase + END))
    }
  }
  return html
}

/** Between apertium-deshtml and the engine: our marks become word-bound blanks. */
export const toBlanks = (stream: string): string =>
  stream
    .replace(/\uFDD0([\d,]+)\uFDD1/g, (_, pairs: string) => {
      const names = pairs.split(',').map((pair) => `t:x:${pair}`)
      return `[[${names.join('; ')}]]`
    })
    .replaceAll(END, '[[/]]')

/** And back, before apertium-rehtml. A bracket of the text itself is escaped, so this matches blanks only. */
export const fromBlanks = (stream: string): string =>
  stream
    .replace(/\[\[(t:x:\d+(?:; t:x:\d+)*)\]\]/g, (_, names: string) => {
      return BEGIN + names.replace(/t:x:/g, '').replaceAll('; ', ',') + INSIDE
    })
    .replaceAll('[[/]]', END)

function readWords(reply: string): { text: string; words: Word[] } {
  const words: Word[] = []
  let text = ''
  let from = 0
  for (const match of reply.matchAll(/\uFDD0([\d,]+)\uFDD1([^\uFDD0-\uFDD2]*)\uFDD2/g)) {
    text += reply.slice(from, match.index)
    from = match.index + match[0].length
    const start = text.length
    text += match[2]
    words.push({ start, end: text.length, pairs: new Set(match[1]!.split(',').map(Number)) })
  }
  return { text: text + reply.slice(from), words }
}

/** A stretch of the reply in the caller's notation, with what was hidden in its place, once each. */
function settled(part: string, mime: Mime, hidden: readonly string[], seen: Set<number>): string {
  return part
    .split(/<(?:x|br) id="h(\d{1,9})">(?:<\/x>)?/)
    .map((piece, at) => {
      if (at % 2 === 0) return mime === 'text' ? decodeHtml(piece) : escapeHtml(decodeHtml(piece))
      const id = Number(piece)
      if (seen.has(id)) return ''
      seen.add(id)
      return hidden[id] ?? ''
    })
    .join('')
}
