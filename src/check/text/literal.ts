/**
 * What must come through a translation letter for letter: URLs, e-mail addresses, @handles and #tags. Each
 * pattern begins only where a run of its characters begins, so that no input is scanned more than once.
 */
const URL =
  /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)[^\s<>"“”«»„‘’、。，！？；：（）「」『』【】؟،؛।\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/giu
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi
const HANDLE = /(?<![\p{L}\p{N}_@./])@[a-z0-9_]{2,30}(?:\.[a-z0-9_]{1,30})?/giu
/** `#1` is a rank, not a tag. */
const TAG = /(?<![\p{L}\p{N}_#&/])#(?=\p{N}{0,20}\p{L})[\p{L}\p{M}\p{N}_]{1,100}/gu

export interface Literals {
  readonly literals: readonly string[]
  readonly bare: string
}

export function literalsIn(text: string): Literals {
  const literals: string[] = []
  let bare = text
  const take = (pattern: RegExp) => {
    bare = bare.replace(pattern, (found) => {
      const literal = withoutTrailingMarks(found)
      if (literal === '') return found
      literals.push(literal)
      return ` ${found.slice(literal.length)}`
    })
  }
  if (/:\/\/|www\./i.test(text)) take(URL)
  if (text.includes('@')) {
    take(MAIL)
    take(HANDLE)
  }
  if (text.includes('#')) take(TAG)
  return { literals, bare }
}

/** Marks that end the sentence, not the address; a closing bracket is its own if it was opened inside. */
function withoutTrailingMarks(found: string): string {
  let unopened = found.split(')').length - found.split('(').length
  let end = found.length
  while (end > 0 && /[.,;:!?'’)\]}*~…]/.test(found[end - 1]!)) {
    if (found[end - 1] === ')' && unopened-- <= 0) break
    end--
  }
  return found.slice(0, end)
}
