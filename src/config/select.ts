import type { Lifecycle } from '../article/lifecycle.ts'
import type { Config } from './config.ts'

/** Which of the configured targets an article is wanted in, in their order. What it says itself goes before all else. */
export function targetsOf(_path: string, { targets }: Lifecycle, config: Config): readonly string[] {
  return targets === undefined ? config.targets : config.targets.filter((locale) => targets.includes(locale))
}
