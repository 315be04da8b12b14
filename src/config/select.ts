import type { Lifecycle } from '../article/lifecycle.ts'
import { onceOf } from '../article/once-each.ts'
import { globs } from '../sources/glob.ts'
import type { Config } from './config.ts'

/**
 * Which of the configured targets an article is wanted in, in their order: those that it asks for itself; else those of the
 * first rule of `select` that its path matches; else all.
 * @param path under the articles folder, `/`-separated
 */
export function targetsOf(path: string, { targets }: Lifecycle, config: Config): readonly string[] {
  const wanted = targets ?? rulesOf(config).find(({ matches }) => matches(path))?.targets
  return wanted === undefined ? config.targets : config.targets.filter((locale) => wanted.includes(locale))
}

/** Compiled once: every article is asked for, once for each locale. */
const rulesOf = onceOf(({ select }: Config) =>
  select.map(({ match, targets }) => ({ matches: globs([match]), targets })),
)
