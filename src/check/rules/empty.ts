import type { Check } from '../check.ts'
import { proseOf } from '../text/prose.ts'

/** U+FFFD, C0 and C1 controls, private use, lone surrogates: never in copy unless the source has them. */
const JUNK = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFD\p{Co}\p{Cs}]/u
/** White space, joiners and marks of direction show nothing to a reader. */
const VISIBLE = /[^\s\p{Cf}]/u
const ENTITY = /&(?:amp|lt|gt|quot|#39|#x27|nbsp);/

/** Nothing there, or characters that no newsroom wrote. */
export const empty: Check = {
  id: 'empty',
  severity: 'block',
  find(pair) {
    const { source, target } = proseOf(pair)
    const text = target.whole
    const original = source.whole
    if (!VISIBLE.test(text)) return 'The translation is empty.'
    if (!target.isPlainLatin && JUNK.test(text) && !JUNK.test(original))
      return 'The translation holds control or replacement characters.'
    if (ENTITY.test(text) && !ENTITY.test(original)) return 'The translation holds an undecoded HTML entity.'
    return undefined
  },
}
