import type { Options } from 'mdast-util-from-markdown'
import type { Effort, Trouble } from './markdown-effort.ts'
import { watchText } from './markdown-watch-text.ts'

/**
 * Watches the parser (micromark) at work, by constructs that match nothing: each sees the tokenizer that tries it,
 * and counts from then on what that one does. Priced, in nanoseconds as measured, is all that was found to grow
 * faster than the text does.
 */

export type Extension = Exclude<NonNullable<Options['extensions']>[number], unknown[]>
export type Construct = Exclude<NonNullable<NonNullable<Extension['text']>[number]>, unknown[]>
export type Effects = Parameters<Construct['tokenize']>[0]
export type Context = ThisParameterType<Construct['tokenize']>
export type Code = Parameters<Effects['consume']>[0]

export type Spend = (trouble: Trouble, price: number) => void
/** Called once for a tokenizer. @returns what to call each time that one of its constructs may begin. */
type Watch = (context: Context, effects: Effects, spend: Spend) => undefined | ((code: Code) => void)

/** @param base where the text that is parsed begins in the article. */
export function watched(effort: Effort, base: number): Extension {
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
      effects[WATCHED] ??=
        watch(this, effects, (trouble, price) => {
          effort.spend(trouble, price, () => base + this.now().offset)
        }) ?? NOTHING
      const begin = effects[WATCHED]
      if (begin === NOTHING) return nok
      return (code) => {
        begin(code)
        return nok(code)
      }
    },
  }
}

/** On the tokenizer's own object: there are as many as table cells. */
const WATCHED = Symbol('watched')
type Watched = Effects & { [WATCHED]?: (code: Code) => void }
const NOTHING = () => {}

/** One character passed: for what is never closed, all characters are, again from each opening. */
const STEP = 20
/** There are too many to pay for each by itself. */
const STEPS = 1000

/** @param atBreak called before a line ending, and before the end. */
export function watchSteps(effects: Effects, spend: Spend, atBreak?: (code: Code) => void): void {
  const { consume } = effects
  let steps = 0
  effects.consume = (code) => {
    if (++steps === STEPS) {
      steps = 0
      spend('unclosed', STEP * STEPS)
    }
    if (code === null || code < -2) atBreak?.(code)
    return consume(code)
  }
}

/** One list, quotation or footnote that goes on in a line, or not; and each that stands around it. */
const CONTAINER = 400
const AROUND = 2
/** A list looks once more at all that is in it when it ends: one character, for each list around. */
const LISTED = 1
/** One event, copied when a list or quotation ends between others, or a line is underlined. */
const COPY = 30
/** One note, whose name is compared with a new one. */
const NOTED = 3
/** One event of a quotation, looked at for each line that goes on without the mark. */
const LAZY = 40

function watchDocument(context: Context, effects: Effects, spend: Spend): undefined {
  const { exit, attempt, check } = effects
  let tries = 0
  let isOpening = false
  const container = () => {
    tries++
    spend('nesting', CONTAINER + AROUND * tries)
  }
  watchSteps(effects, spend, () => {
    spend('nesting', LISTED * tries * context.now().column)
    tries = 0
  })
  effects.exit = (type) => {
    const isFirst = !CONTAINERS.has(context.events.at(-1)?.[1].type ?? '')
    if (type === 'gfmFootnoteDefinitionLabel')
      spend('nesting', NOTED * (context.parser.gfmFootnotes?.length ?? 0))
    if (CONTAINERS.has(type) && isFirst && !isOpening) spend('nesting', COPY * context.events.length)
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

function watchContent(_context: Context, effects: Effects, spend: Spend): undefined {
  watchSteps(effects, spend)
}

function watchFlow(context: Context, effects: Effects, spend: Spend): undefined {
  watchSteps(effects, spend)
  const { enter } = effects
  effects.enter = (type, fields) => {
    const { events, parser } = context
    if (type === 'setextHeadingLine') spend('nesting', COPY * events.length)
    if (type === 'chunkContent' && parser.lazy[context.now().line]) spend('nesting', LAZY * events.length)
    return enter(type, fields)
  }
}
