import { DragomanError } from '../article/errors.ts'
import type { Provider } from '../providers/provider.ts'
import type { Route } from '../translate/gap.ts'

/** Pair → the first provider, in order of preference, that serves it. Asked once for each pair. */
export function routes(providers: () => Promise<readonly Provider[]>) {
  const known = new Map<string, Promise<Route>>()
  return (source: string, target: string): Promise<Route> => {
    const pair = `${source} ${target}`
    let route = known.get(pair)
    if (route === undefined) {
      route = find(providers, source, target)
      known.set(pair, route)
    }
    return route
  }
}

async function find(
  providers: () => Promise<readonly Provider[]>,
  source: string,
  target: string,
): Promise<Route> {
  const all = await providers()
  for (const provider of all) {
    if (await provider.serves(source, target)) return { provider, source, target }
  }
  throw new DragomanError('PAIR_UNSERVED', `No configured provider translates ${source} into ${target}.`, {
    fix: `${all.map((provider) => provider.name).join(', ')} ${all.length === 1 ? 'does' : 'do'} not; add a provider that does, or take ${target} out of the targets.`,
  })
}
