import type { Options } from 'mdast-util-from-markdown'
import type { Trouble } from './effort.ts'

/** What every tokenizer of the parser costs: the characters it passes, the tokens it begins, the events it keeps. */

export type Extension = Exclude<NonNullable<Options['extensions']>[number], unknown[]>
export type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[number]>, unknown[]>
export type Effects = Parameters<Construct['tokenize']>[0]
export type Context = ThisParameterType<Construct['tokenize']>
export type Code = Parameters<Effects['consume']>[0]

/** Of one tokenizer: what it does is told, and paid for. */
export interface Meter {
  spend(trouble: Trouble, price: number): void
  hold(bytes: number): void
}

/** One character passed: for what is never closed, all characters are, again from each opening. */
const STEP = 20
/** One token begun, which may come to nothing; one tokenizer, which each paragraph, item and cell has. */
const TOKEN = 200
const TOKENIZER = 5000
/** They are paid for together: at line endings, or when they have become many. */
const STEPS = 1000
/** What stays in memory until the piece is parsed: the begin or end of a token, and what a tokenizer needs. */
const EVENT_BYTES = 200
const TOKENIZER_BYTES = 4500

/** @param atBreak called before a line ending, and before the end. */
export function watchSteps(
  context: Context,
  effects: Effects,
  meter: Meter,
  trouble: Trouble,
  atBreak?: (code: Code) => void,
): void {
  const { consume, enter } = effects
  let steps = 0
  let tokens = 0
  let held = 0
  const settle = () => {
    const { length } = context.events
    meter.spend(trouble, STEP * steps + TOKEN * tokens)
    meter.hold(EVENT_BYTES * (length - held))
    steps = 0
    tokens = 0
    held = length
  }
  meter.spend('length', TOKENIZER)
  meter.hold(TOKENIZER_BYTES)
  effects.enter = (type, fields) => {
    tokens++
    return enter(type, fields)
  }
  effects.consume = (code) => {
    const isBreak = code === null || code < -2
    if (++steps === STEPS || isBreak) settle()
    if (isBreak) atBreak?.(code)
    return consume(code)
  }
}
