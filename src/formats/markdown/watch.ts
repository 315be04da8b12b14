import type { Effort } from './effort.ts'
import {
  type Code,
  type Construct,
  type Context,
  type Effects,
  type Extension,
  type Meter,
  watchSteps,
} from './steps.ts'
import { watchText } from './watch-text.ts'

/**
 * Watches the parser (micromark) at work, by constructs that match nothing: each sees the tokenizer that tries it,
 * and counts from then on what that one does. Priced, in nanoseconds as measured, is all that was found to grow
 * faster than the text does.
 */

/** Called once for a tokenizer. @returns what to call each time that one of its constructs may begin. */
type Watch = (context: Context, effects: Effects, meter: Meter) => undefined | ((code: Code) => void)

/** @param base where the text that is parsed begins in the article. */
export function watched(effort: Effort, base: number): Extension {
  effort.release()
  const everywhere = (watch: Watch) => {
    const construct = watching(watch, effort, base)
    const byCode = Object.fromEntries(CODES.map((code) => [code, [construct]]))
    return { ...byCode, null: [construct] } as Record<number, Construct[]> & { null: Construct[] }
  }
  return {
    document: everywhere(watchDocument),
    flow: everywhere(watchFlow),
    contentInitial: everywhere(watchContent),
    string: everywhere(watchText),
    text: everywhere(watchText),
  }
}

/** All by which marks can begin; line endings and tabs have codes of their own. */
const CODES: readonly number[] = [...Array(128).keys(), -5, -4, -3, -2, -1]

function watching(watch: Watch, effort: Effort, base: number): Construct {
  return {
    partial: true,
    // Else it would be a reason to part words at each of the codes.
    previous: () => false,
    tokenize(effects: Watched, _ok, nok) {
      effects[WATCHED] ??= watch(this, effects, meterOf(this, effort, base)) ?? NOTHING
      const begin = effects[WATCHED]
      if (begin === NOTHING) return nok
      return (code) => {
        begin(code)
        return nok(code)
      }
    },
  }
}

function meterOf(context: Context, effort: Effort, base: number): Meter {
  const place = () => base + context.now().offset
  return {
    spend: (trouble, price) => effort.spend(trouble, price, place),
    hold: (bytes) => effort.hold(bytes, place),
  }
}

/** On the tokenizer's own object: there are as many as table cells. */
const WATCHED = Symbol('watched')
type Watched = Effects & { [WATCHED]?: (code: Code) => void }
const NOTHING = () => {}

/** One list, quotation or footnote that goes on in a line, or not; and each that stands around it. */
const CONTAINER = 400
const AROUND = 6
/** A list looks once more at all that is in it when it ends: one character, for each list around. */
const LISTED = 1
/** One event, copied when a list or quotation ends between others, or a line is underlined. */
const COPY = 30
/** One note, whose name is compared with a new one. */
const NOTED = 3
/** One event of a quotation, looked at for each line that goes on without the mark. */
const LAZY = 40

function watchDocument(context: Context, effects: Effects, meter: Meter): undefined {
  const { exit, attempt, check } = effects
  let tries = 0
  let isOpening = false
  const container = () => {
    tries++
    meter.spend('nesting', CONTAINER + AROUND * tries)
  }
  watchSteps(context, effects, meter, 'nesting', () => {
    meter.spend('nesting', LISTED * tries * context.now().column)
    tries = 0
  })
  effects.exit = (type) => {
    const isFirst = !CONTAINERS.has(context.events.at(-1)?.[1].type ?? '')
    if (type === 'gfmFootnoteDefinitionLabel')
      meter.spend('nesting', NOTED * (context.parser.gfmFootnotes?.length ?? 0))
    if (CONTAINERS.has(type) && isFirst && !isOpening) meter.spend('nesting', COPY * context.events.length)
    return exit(type)
  }
  effects.attempt = (construct, ok, nok) => {
    container()
    return attempt(construct, ok, nok)
  }
  effects.check = (construct, ok, nok) => {
    container()
    if (!('tokenize' in construct) || construct.name !== undefined || construct.partial) {
      return check(construct, ok, nok)
    }
    // This asks whether a new one begins: those that end here do so without a copy.
    const opened: typeof ok = (code) => {
      isOpening = true
      const next = ok(code)
      isOpening = false
      return next
    }
    return check(construct, opened, nok)
  }
}

const CONTAINERS: ReadonlySet<string> = new Set([
  'blockQuote',
  'listOrdered',
  'listUnordered',
  'gfmFootnoteDefinition',
])

function watchContent(context: Context, effects: Effects, meter: Meter): undefined {
  watchSteps(context, effects, meter, 'unclosed')
}

function watchFlow(context: Context, effects: Effects, meter: Meter): undefined {
  watchSteps(context, effects, meter, 'unclosed')
  const { enter } = effects
  effects.enter = (type, fields) => {
    const { events, parser } = context
    if (type === 'setextHeadingLine') meter.spend('nesting', COPY * events.length)
    if (type === 'chunkContent' && parser.lazy[context.now().line])
      meter.spend('nesting', LAZY * events.length)
    return enter(type, fields)
  }
}
