import { fromEnvironment } from '../config/environment.ts'
import type { ProviderConfig } from './config.ts'
import type { Provider } from './provider.ts'

/** Names for people, also of providers that are no longer configured but whose words are still published. */
const NAMES: Readonly<Record<ProviderConfig['kind'], string>> = {
  google: 'Google Cloud Translation',
  azure: 'Azure Translator',
  amazon: 'Amazon Translate',
  deepl: 'DeepL',
  libretranslate: 'LibreTranslate',
  openai: 'Language model',
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
      const { google } = await import('./google/google.ts')
      const { kind: _, apiKey, ...options } = config
      const key =
        apiKey === undefined ? undefined : fromEnvironment(apiKey, environment, 'providers.google.apiKey')
      return google({ ...defined({ ...options, apiKey: key }), quota: defined(options.quota) })
    }
    case 'azure': {
      const { azure } = await import('./azure/azure.ts')
      const { kind: _, apiKey, ...options } = config
      const key =
        apiKey === undefined
          ? environment['AZURE_TRANSLATOR_KEY']
          : fromEnvironment(apiKey, environment, 'providers.azure.apiKey')
      const region = options.region ?? environment['AZURE_TRANSLATOR_REGION']
      return azure({ ...defined({ ...options, apiKey: key, region }), quota: defined(options.quota) })
    }
    case 'amazon': {
      const { amazon } = await import('./amazon/amazon.ts')
      const { kind: _, ...options } = config
      return amazon({ ...defined(options), quota: defined(options.quota) })
    }
    case 'deepl': {
      const { deepl } = await import('./deepl/deepl.ts')
      const { kind: _, apiKey: __, ...options } = config
      const key = secretOf(config, 'DEEPL_AUTH_KEY', environment)
      return deepl({ ...defined({ ...options, apiKey: key }), quota: defined(options.quota) })
    }
    case 'libretranslate': {
      const { libretranslate } = await import('./libretranslate/libretranslate.ts')
      const { kind: _, apiKey: __, ...options } = config
      const key = secretOf(config, 'LIBRETRANSLATE_API_KEY', environment)
      return libretranslate({ ...defined({ ...options, apiKey: key }), quota: defined(options.quota) })
    }
    case 'openai': {
      const { openai } = await import('./openai/openai.ts')
      const { kind: _, apiKey: __, ...options } = config
      // OpenAI's key goes to OpenAI only; a server elsewhere gets the one that is named for it.
      const usual = config.endpoint === undefined ? 'OPENAI_API_KEY' : undefined
      const key = secretOf(config, usual, environment)
      return openai({ ...defined({ ...options, apiKey: key }), quota: defined(options.quota) })
    }
    case 'apertium': {
      const { apertium } = await import('./apertium/apertium.ts')
      return apertium({ command: config.command, quota: defined(config.quota) })
    }
    case 'pseudo': {
      const { pseudo } = await import('./pseudo/pseudo.ts')
      return pseudo({ quota: defined(config.quota) })
    }
    default:
      return config satisfies never
  }
}

/** The secret that the configuration names, else the one in the variable of the usual name. */
function secretOf(
  { kind, apiKey }: { readonly kind: string; readonly apiKey?: string | undefined },
  usual: string | undefined,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  if (apiKey !== undefined) return fromEnvironment(apiKey, environment, `providers.${kind}.apiKey`)
  return usual === undefined ? undefined : environment[usual]?.trim() || undefined
}

/** The same object without its undefined members, as exact optional properties ask. */
function defined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
