import type { Config, ProviderConfig } from '../config/config.ts'
import { fromEnvironment } from '../config/environment.ts'
import type { Provider } from './provider.ts'

/** Names for people, also of providers that are no longer configured but whose words are still published. */
const NAMES: Readonly<Record<ProviderConfig['kind'], string>> = {
  google: 'Google Cloud Translation',
  apertium: 'Apertium',
  pseudo: 'Pseudo-translation',
}

export const providerName = (kind: string): string =>
  (NAMES as Readonly<Record<string, string>>)[kind] ?? kind

/** Configuration → the adapter that speaks to it. Adapters are loaded only when they are configured. */
export async function openProvider(
  config: ProviderConfig,
  environment: NodeJS.ProcessEnv,
): Promise<Provider> {
  switch (config.kind) {
    case 'google': {
      const { google } = await import('./google.ts')
      const { kind: _, apiKey, ...options } = config
      const key =
        apiKey === undefined ? undefined : fromEnvironment(apiKey, environment, 'providers.google.apiKey')
      return google({ ...defined({ ...options, apiKey: key }), quota: defined(options.quota) })
    }
    case 'apertium': {
      const { apertium } = await import('./apertium.ts')
      return apertium({ command: config.command, quota: defined(config.quota) })
    }
    case 'pseudo': {
      const { pseudo } = await import('./pseudo.ts')
      return pseudo()
    }
    default:
      return config satisfies never
  }
}

export const openProviders = (config: Config, environment: NodeJS.ProcessEnv): Promise<Provider[]> =>
  Promise.all(config.providers.map((provider) => openProvider(provider, environment)))

/** The same object without its undefined members, as exact optional properties ask. */
function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
