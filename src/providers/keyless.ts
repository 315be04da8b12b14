import { DragomanError } from '../article/errors.ts'
import type { ProviderConfig } from './config.ts'
import type { Provider } from './provider.ts'
import { openProvider } from './registry.ts'

/**
 * As configured; or, where the variable that is to hold the key is not set, without it: such a provider says what it serves and
 * what its words are remembered by, so that everything goes on that needs no more than this. It translates nothing.
 */
export async function openOrKeyless(
  config: ProviderConfig,
  environment: NodeJS.ProcessEnv,
): Promise<Provider> {
  try {
    return await openProvider(config, environment)
  } catch (missing) {
    const isMissing = missing instanceof DragomanError && missing.code === 'CREDENTIAL_MISSING'
    if (!isMissing || !('apiKey' in config) || config.apiKey === undefined) throw missing
    const provider = await openProvider(config, {
      ...environment,
      [config.apiKey.slice('env:'.length)]: 'none',
    })
    const refuse = () => Promise.reject(missing)
    const examination = { ok: false, detail: missing.message, fix: missing.fix } as const
    return { ...provider, checkCredentials: refuse, translate: refuse, examine: async () => examination }
  }
}
