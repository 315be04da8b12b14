import { scriptOf } from '../../article/locale.ts'
import { onceEach } from '../../article/once-each.ts'

/** Unicode scripts that a language in this ISO 15924 script is written with. */
const COMPOSED: Readonly<Record<string, string>> = {
  Hans: '\\p{Script=Han}\\p{Script=Bopomofo}',
  Hant: '\\p{Script=Han}\\p{Script=Bopomofo}',
  Jpan: '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}',
  Kore: '\\p{Script=Hangul}\\p{Script=Han}',
}

export interface ScriptPatterns {
  /** Runs of its letters, global. */
  readonly own: RegExp
  /** One letter of any other script. */
  readonly foreign: RegExp
}

/** The script of a locale in regular expressions; undefined where Unicode has no such script. */
export const scriptPatterns = onceEach((locale): ScriptPatterns | undefined => {
  const script = scriptOf(locale)
  const letters = COMPOSED[script] ?? `\\p{Script=${script}}`
  try {
    return { own: new RegExp(`[${letters}]+`, 'gu'), foreign: new RegExp(`[^${letters}\\P{L}]`, 'u') }
  } catch {
    return undefined
  }
})

const UNSPACED = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr'])

/** Scripts that part no words by spaces. */
export const isUnspaced = (locale: string): boolean => UNSPACED.has(scriptOf(locale))

/** Letters of many languages: knowing the script says little about the language. */
const SHARED = new Set(['Latn', 'Cyrl', 'Arab', 'Deva'])

export const isSharedScript = (locale: string): boolean => SHARED.has(scriptOf(locale))
