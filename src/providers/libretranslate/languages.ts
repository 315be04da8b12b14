import { z } from 'zod'
import { codeFor, codesOf, type LanguageTable } from '../http/language-codes.ts'

/**
 * Which languages a server speaks is for its operator to say: it is asked. Older servers have codes of their own
 * for Brazilian Portuguese and traditional Chinese.
 * @see https://docs.libretranslate.com/api/operations/languages
 */
export const Languages = z.array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }))
export type Languages = z.infer<typeof Languages>

export interface Pair {
  readonly source: string
  readonly target: string
}

/** The pair in the server's codes; undefined when it does not translate it. */
export function pairOf(languages: Languages, source: string, target: string): Pair | undefined {
  const table = tableOf(languages.map(({ code }) => code))
  const [from, to] = [codeFor(source, table), codeFor(target, table)]
  if (from === undefined || to === undefined || from === to) return undefined
  const { targets } = languages.find(({ code }) => code === from) ?? {}
  return targets === undefined || targets.includes(to) ? { source: from, target: to } : undefined
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
