import { fallbackChain, isPseudo, scriptOf } from '../../article/locale.ts'
import type { LanguagePair } from '../provider.ts'

/** A provider's own language codes, as its documentation lists them. */
export interface LanguageTable {
  readonly codes: ReadonlySet<string>
  /** Where its code is not the BCP 47 tag of the same thing. */
  readonly names: Readonly<Record<string, string>>
  /** Scripts that it writes a code in, where CLDR would expect another. */
  readonly scripts: Readonly<Record<string, string>>
}

export const codesOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/**
 * The provider's code for a locale; undefined when it has none. Regions that it does not tell apart fall back
 * to the language (es-AR → es); a script that it does not write has no fallback, since a reader would be
 * served the wrong letters.
 */
export function codeFor(tag: string, { codes, names, scripts }: LanguageTable): string | undefined {
  if (isPseudo(tag)) return undefined
  for (const candidate of EUROPEAN_PORTUGUESE.test(tag) ? [tag, 'pt-PT'] : fallbackChain(tag)) {
    const code = names[candidate] ?? candidate
    if (codes.has(code)) return (scripts[code] ?? scriptOf(code)) === scriptOf(tag) ? code : undefined
  }
  return undefined
}

/** The pair in one table's codes; undefined when a code is missing, or both are the same language to the service. */
export function pairIn(table: LanguageTable, source: string, target: string): LanguagePair | undefined {
  const [from, to] = [codeFor(source, table), codeFor(target, table)]
  return from === undefined || to === undefined || from === to ? undefined : { source: from, target: to }
}

/** Outside Brazil the parent of a Portuguese locale is pt-PT (CLDR, parentLocales), not pt, which is Brazil's. */
const EUROPEAN_PORTUGUESE = /^pt-(?!BR$)[A-Z]{2}$/
