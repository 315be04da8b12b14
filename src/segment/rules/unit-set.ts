/**
 * The units that a character class matches. The expression is asked once for each unit and the answer kept, for a
 * table answers many times faster. No unit (NaN, beyond an end of the text) is in no set.
 */
export class UnitSet {
  readonly #pattern: RegExp
  readonly #answers = new Uint8Array(0x10000)

  constructor(pattern: RegExp) {
    this.#pattern = pattern
  }

  has(unit: number): boolean {
    const answer = this.#answers[unit]
    return answer === UNKNOWN ? this.#ask(unit) : answer === YES
  }

  /** Offset of the next unit that is in the set; -1 if there is none. */
  next(text: string, from: number): number {
    const answers = this.#answers
    for (let at = from; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (answers[unit] !== NO && this.has(unit)) return at
    }
    return -1
  }

  #ask(unit: number): boolean {
    const isIn = this.#pattern.test(String.fromCharCode(unit))
    this.#answers[unit] = isIn ? YES : NO
    return isIn
  }
}

const UNKNOWN = 0
const YES = 1
const NO = 2
