import { type Context, type Effects, type Meter, watchSteps } from './steps.ts'

/** What is dear in one paragraph, heading or cell: words joined again, brackets, emphasis. */

type Events = Context['events']
type Token = Events[number][1]

/** One event moved, each time that the words between two marks are joined again. */
const MOVE = 1
/** One event between two brackets, copied; a character of their label, and a definition that it may name. */
const INSIDE = 80
const LABEL = 5
const DEFINED = 3
/** One event looked at on the way back to an open bracket. */
const BACK = 5

export function watchText(context: Context, effects: Effects, meter: Meter): (code: number | null) => void {
  const { enter, exit } = effects
  let words = 0
  effects.enter = (type, fields) => {
    if (type === 'data') words++
    return enter(type, fields)
  }
  effects.exit = (type) => {
    const token = exit(type)
    if (type === 'codeText') meter.spend('paragraph', MOVE * joinedInCode(context.events, token))
    return token
  }
  watchSteps(context, effects, meter, 'unclosed', (code) => {
    if (code !== null) return
    const { length } = context.events
    meter.spend('paragraph', MOVE * Math.min(words, length / 2 - words) * length)
    matchEmphasis(context.events, context, meter)
  })
  return bracketWatch(context, meter)
}

/** In code, words are joined line by line. */
function joinedInCode(events: Events, code: Token): number {
  const start = events.findLastIndex(([side, token]) => side === 'enter' && token === code)
  const inside = events.slice(start)
  return inside.length * inside.filter(([side, { type }]) => side === 'enter' && type === 'lineEnding').length
}

function bracketWatch(context: Context, meter: Meter): (code: number | null) => void {
  /** How many events stood before each bracket that is open. */
  const places: number[] = []
  return (code) => {
    const { events, parser } = context
    const notes = parser.gfmFootnotes?.length ?? 0
    if (code === OPENING) meter.spend('brackets', DEFINED * notes)
    const open = context._labelStarts?.findLastIndex((label) => label._balanced !== true) ?? -1
    if (places.length > open + 1) places.length = open + 1
    while (places.length < open + 1) places.push(events.length)
    if (open === -1) {
      if (code === CLOSING) meter.spend('brackets', BACK * events.length)
      return
    }
    // Each word may be an address, unless it stands in brackets.
    const inside = events.length - places[open]!
    meter.spend('brackets', BACK * inside)
    if (code !== CLOSING) return
    const label = context.now().offset - context._labelStarts![open]!.start.offset
    meter.spend('brackets', INSIDE * inside + LABEL * label + DEFINED * (parser.defined.length + notes))
    if (inside > 0) matchEmphasis(events.slice(-inside), context, meter)
  }
}

const OPENING = 91
const CLOSING = 93

/** Marks passed on the way back to a partner; events passed when there is none, copied when there is one. */
const MARK = 100
const PASSED = 5
const COPIED = 40
const AFTER = 3

interface Opening {
  readonly marker: string
  readonly canClose: boolean
  readonly place: number
  size: number
}

/** As the parser will do it: from each closing mark back to one that opens it. */
function matchEmphasis(events: Events, context: Context, meter: Meter): void {
  for (const type of ['attentionSequence', 'strikethroughSequenceTemporary']) {
    if (events.some(([, token]) => token.type === type)) matchMarks(type, events, context, meter)
  }
}

function matchMarks(type: string, events: Events, context: Context, meter: Meter): void {
  const opened: Opening[] = []
  let place = 0
  for (const [side, token] of events) {
    if (token.type !== 'data') place += 2
    if (side !== 'enter' || token.type !== type) continue
    let size = token.end.offset - token.start.offset
    const marker = type === 'attentionSequence' ? context.sliceSerialize(token).slice(0, 1) : `~${size}`
    const canOpen = token._open === true
    while (token._close === true && size > 0) {
      const at = opened.findLastIndex((one) => one.marker === marker && !isThree(one, size, canOpen))
      meter.spend('emphasis', MARK * (opened.length - at))
      const opening = opened[at]
      if (opening === undefined) {
        meter.spend('emphasis', PASSED * place)
        break
      }
      meter.spend('emphasis', COPIED * (place - opening.place) + AFTER * events.length)
      const used = type !== 'attentionSequence' ? size : opening.size > 1 && size > 1 ? 2 : 1
      size -= used
      opening.size -= used
      place += 6
      opened.length = opening.size > 0 ? at + 1 : at
    }
    if (canOpen && size > 0) opened.push({ marker, canClose: token._close === true, place, size })
  }
}

/** @see https://spec.commonmark.org/0.31.2/#can-open-emphasis rule 9 */
const isThree = ({ canClose, size: opening }: Opening, closing: number, canOpen: boolean): boolean =>
  (canClose || canOpen) && closing % 3 !== 0 && (opening + closing) % 3 === 0
