import { z } from 'zod'
import { codesOf, type LanguageTable, pairIn } from '../http/language-codes.ts'
import type { LanguagePair } from '../provider.ts'

/**
 * Which languages a server speaks is for its operator to say: it is asked. Older servers have codes of their own
 * for Brazilian Portuguese and traditional Chinese.
 * @see https://docs.libretranslate.com/api/operations/languages
 */
export const Languages = z.array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }))
export type Languages = z.infer<typeof Languages>

/** The pair in the server's codes; undefined when it does not translate it. */
export function pairOf(languages: Languages, source: string, target: string): LanguagePair | undefined {
  const pair = pairIn(tableOf(languages.map(({ code }) => code)), source, target)
  const { targets } = languages.find(({ code }) => code === pair?.source) ?? {}
  return pair && targets?.includes(pair.target) === false ? undefined : pair
}

function tableOf(codes: readonly string[]): LanguageTable {
  const has = new Set(codes)
  const names = ALIASES.filter(([, code]) => has.has(code)).filter(([tag]) => !has.has(tag))
  return {
    codes: codesOf(codes.join(' ')),
    names: Object.fromEntries(names),
    scripts: { zt: 'Hant', pb: 'Latn' },
  }
}

/** BCP 47 tag → what a server may call it instead; the first that it has counts. */
const ALIASES: readonly (readonly [tag: string, code: string])[] = [
  ['zh-Hans', 'zh'],
  ['zh-Hant', 'zt'],
  ['zh', 'zh-Hans'],
  ['pt-BR', 'pb'],
  ['pt-PT', 'pt'],
  ['no', 'nb'],
  ['fil', 'tl'],
]
