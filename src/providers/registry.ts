import { fromEnvironment } from '../config/environment.ts'
import type { ProviderConfig } from './config.ts'
import type { Provider } from './provider.ts'

/** What editions say of an engine, also of one that is no longer configured but whose words are still published. */
interface Engine {
  /** For people. */
  readonly name: string
  /** A model trained on texts, or rules and word lists that people wrote. */
  readonly technique: 'trained' | 'rules'
}

const ENGINES: Readonly<Record<ProviderConfig['kind'], Engine>> = {
  google: { name: 'Google Cloud Translation', technique: 'trained' },
  azure: { name: 'Azure Translator', technique: 'trained' },
  amazon: { name: 'Amazon Translate', technique: 'trained' },
  deepl: { name: 'DeepL', technique: 'trained' },
  libretranslate: { name: 'LibreTranslate', technique: 'trained' },
  openai: { name: 'Language model', technique: 'trained' },
  apertium: { name: 'Apertium', technique: 'rules' },
  pseudo: { name: 'Pseudo-translation', technique: 'rules' },
}

const engineOf = (kind: string): Engine | undefined => (ENGINES as Readonly<Record<string, Engine>>)[kind]

export const providerName = (kind: string): string => engineOf(kind)?.name ?? kind

/** An engine that nobody knows is taken for a trained one: that is the stronger thing to say of it. */
export const isRuleBased = (kind: string): boolean => engineOf(kind)?.technique === 'rules'

/** Configuration → the adapter that speaks to it. Adapters are loaded only when they are configured. */
export async function openProvider(
  config: ProviderConfig,
  environment: NodeJS.ProcessEnv,
): Promise<Provider> {
  switch (config.kind) {
    case 'google': {
      const { google } = await import('./google/google.ts')
      return google(optionsFor(config, secretOf(config, undefined, environment)))
    }
    case 'azure': {
      const { azure } = await import('./azure/azure.ts')
      const region = config.region ?? environment['AZURE_TRANSLATOR_REGION']
      const key = secretOf(config, 'AZURE_TRANSLATOR_KEY', environment)
      return azure(optionsFor({ ...config, region }, key))
    }
    case 'amazon': {
      const { amazon } = await import('./amazon/amazon.ts')
      return amazon(optionsFor(config))
    }
    case 'deepl': {
      const { deepl } = await import('./deepl/deepl.ts')
      return deepl(optionsFor(config, secretOf(config, 'DEEPL_AUTH_KEY', environment)))
    }
    case 'libretranslate': {
      const { libretranslate } = await import('./libretranslate/libretranslate.ts')
      return libretranslate(optionsFor(config, secretOf(config, 'LIBRETRANSLATE_API_KEY', environment)))
    }
    case 'openai': {
      const { openai } = await import('./openai/openai.ts')
      // OpenAI's key goes to OpenAI only; a server elsewhere gets the one that is named for it.
      const usual = config.endpoint === undefined ? 'OPENAI_API_KEY' : undefined
      return openai(optionsFor(config, secretOf(config, usual, environment)))
    }
    case 'apertium': {
      const { apertium } = await import('./apertium/apertium.ts')
      return apertium(optionsFor(config))
    }
    case 'pseudo': {
      const { pseudo } = await import('./pseudo/pseudo.ts')
      return pseudo(optionsFor(config))
    }
    default:
      return config satisfies never
  }
}

interface Entry {
  readonly kind: string
  readonly apiKey?: string | undefined
  readonly quota: object
}

/** An entry of the configuration as its adapter takes it: with the key itself in place of the name of its variable. */
function optionsFor<C extends Entry>({ kind: _, apiKey: __, quota, ...rest }: C, apiKey?: string) {
  return { ...defined(rest), ...(apiKey !== undefined && { apiKey }), quota: defined<C['quota']>(quota) }
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
