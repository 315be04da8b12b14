import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { languageOf, scriptOf } from '../../article/locale.ts'

/** How far the detector's score (0 to 1) for another language must lie above the target's own. */
const CLEAR_LEAD = 0.01

/** A language other than the locale's, if the text is clearly in it and the detector knows both. */
export function clearlyOther(text: string, locale: string): string | undefined {
  const language = languageOf(locale)
  const wanted = CODES[language] ?? language
  if ((SCRIPTS[language] ?? scriptOf(locale)) !== scriptOf(locale)) return undefined
  const { eld, known } = detector()
  if (!known.has(wanted)) return undefined
  const result = eld.detect(text)
  const found = result.language
  if (found === '' || found === wanted || !result.isReliable()) return undefined
  if (RELATIVES.some((family) => family.includes(found) && family.includes(wanted))) return undefined
  const scores = result.getScores()
  return (scores[found] ?? 0) - (scores[wanted] ?? 0) >= CLEAR_LEAD ? found : undefined
}

/** The language that a text is in, where the detector is sure of one. */
export function languageIn(text: string): string | undefined {
  const result = detector().eld.detect(text)
  return result.language !== '' && result.isReliable() ? result.language : undefined
}

/** The detector's code for languages that it takes together. */
const CODES: Readonly<Record<string, string>> = {
  nb: 'no',
  nn: 'no',
  id: 'ms',
  bs: 'hr',
  fil: 'tl',
  ckb: 'ku',
}

/** It knows these in one script only. */
const SCRIPTS: Readonly<Record<string, string>> = { sr: 'Cyrl', az: 'Latn', ms: 'Latn', ku: 'Arab' }

/** Relatives that no detector tells apart in one sentence. */
const RELATIVES: readonly (readonly string[])[] = [
  ['no', 'da'],
  ['cs', 'sk'],
  ['hr', 'sl'],
  ['hi', 'mr'],
]

type Eld = typeof import('eld/extrasmall').eld

interface Detector {
  readonly eld: Eld
  readonly known: ReadonlySet<string>
}

let loaded: Detector | undefined

/** The n-grams take a fifth of a second to load, so only a run that has doubts pays for them; checks cannot wait. */
function detector(): Detector {
  if (loaded === undefined) {
    const path = fileURLToPath(import.meta.resolve('eld/extrasmall'))
    const { eld } = createRequire(import.meta.url)(path) as { readonly eld: Eld }
    loaded = { eld, known: new Set(Object.values(eld.info().Languages)) }
  }
  return loaded
}
