import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { isPseudo } from '../article/locale.ts'
import { findInstallation } from '../providers/apertium/engine.ts'
import { modeOf } from '../providers/apertium/modes.ts'
import type { ProviderConfig } from '../providers/config.ts'
import { findCredentials } from '../providers/google/credentials.ts'
import { providerName } from '../providers/registry.ts'

/** Who could translate: a provider as a newcomer chooses among them. */
export interface Engine {
  readonly kind: ProviderConfig['kind']
  readonly name: string
  /** Why it would work here (a variable is set, a program is installed); undefined where nothing says so. */
  readonly found: string | undefined
  /** What must be there before the first run. */
  readonly needs: string
  /** Settings that go with what was found: the name of a variable that is not the usual one. */
  readonly settings: Settings
  /** What else it is told, in the order in which it is asked. */
  readonly questions: readonly Question[]
}

/** Settings that `dragoman init` knows of; each is an option of the command by the same name. */
export const SETTINGS = ['project', 'region', 'endpoint', 'model', 'apiKey'] as const
export type Setting = (typeof SETTINGS)[number]
export type Settings = Readonly<Partial<Record<Setting, string>>>

export interface Question {
  readonly setting: Setting
  readonly message: string
  readonly example: string
  readonly needed: boolean
}

type Environment = NodeJS.ProcessEnv

/** All kinds; those that would work here first. */
export function enginesFor(
  source: string,
  targets: readonly string[],
  environment: Environment,
): readonly Engine[] {
  const all = [
    google(environment),
    keyed('deepl', ['DEEPL_AUTH_KEY', 'DEEPL_API_KEY'], environment),
    {
      ...keyed('azure', ['AZURE_TRANSLATOR_KEY'], environment),
      questions: environment['AZURE_TRANSLATOR_REGION'] ? [] : [REGION_OF_AZURE],
    },
    amazon(environment),
    { ...keyed('openai', ['OPENAI_API_KEY'], environment), questions: [MODEL, ENDPOINT_OF_A_MODEL] },
    {
      ...keyed('libretranslate', ['LIBRETRANSLATE_API_KEY'], environment),
      needs: 'the address of a server',
      questions: [ENDPOINT],
    },
    apertium(source, targets),
    pseudo(targets),
  ]
  return all.toSorted((one, other) => Number(other.found !== undefined) - Number(one.found !== undefined))
}

const REGION_OF_AZURE: Question = {
  setting: 'region',
  message: 'Region of the Azure resource; nothing if it is global',
  example: 'westeurope',
  needed: false,
}
const MODEL: Question = { setting: 'model', message: 'Which model', example: 'gpt-5-mini', needed: true }
const ENDPOINT_OF_A_MODEL: Question = {
  setting: 'endpoint',
  message: 'Base address of the server, /v1 included; nothing for OpenAI',
  example: 'http://127.0.0.1:11434/v1',
  needed: false,
}
const ENDPOINT: Question = {
  setting: 'endpoint',
  message: 'Address of the LibreTranslate server',
  example: 'http://127.0.0.1:5000',
  needed: true,
}
const PROJECT: Question = {
  setting: 'project',
  message: 'Google Cloud project id',
  example: 'my-project',
  needed: false,
}
const REGION_OF_AMAZON: Question = {
  setting: 'region',
  message: 'AWS region; nothing if the profile names one',
  example: 'eu-west-1',
  needed: false,
}

const engine = (
  kind: Engine['kind'],
  needs: string,
  found: string | undefined,
  more: Partial<Engine> = {},
): Engine => ({ kind, name: providerName(kind), needs, found, settings: {}, questions: [], ...more })

/** @param variables that may hold the key, the one that the provider looks for by itself first */
function keyed(kind: Engine['kind'], variables: readonly string[], environment: Environment): Engine {
  const set = variables.find((name) => environment[name])
  const settings = set === undefined || set === variables[0] ? {} : { apiKey: `env:${set}` }
  return engine(kind, `${variables[0]} in the environment`, set && `${set} is set`, { settings })
}

function google(environment: Environment): Engine {
  const credentials = credentialsOf(environment)
  const isProjectKnown = Boolean(environment['GOOGLE_CLOUD_PROJECT'] ?? credentials?.project)
  const needs = 'GOOGLE_APPLICATION_CREDENTIALS in the environment, or --api-key env:NAME'
  const byKey = credentials === undefined && environment['GOOGLE_API_KEY']
  if (byKey)
    return engine('google', needs, 'GOOGLE_API_KEY is set', { settings: { apiKey: 'env:GOOGLE_API_KEY' } })
  const found = credentials === undefined ? undefined : `credentials: ${credentials.found}`
  return engine('google', needs, found, { questions: isProjectKnown ? [] : [PROJECT] })
}

/** A credential file that cannot be used is for `dragoman doctor` to tell. */
function credentialsOf(environment: Environment) {
  try {
    return findCredentials(environment)
  } catch {
    return undefined
  }
}

const AWS_VARIABLES = ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE']

function amazon(environment: Environment): Engine {
  const set = AWS_VARIABLES.find((name) => environment[name])
  const file = path.join(environment['HOME'] ?? homedir(), '.aws/credentials')
  const found = set === undefined ? existsSync(file) && 'AWS credentials file' : `${set} is set`
  const isRegionKnown = Boolean(environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'])
  return engine('amazon', 'AWS credentials as usual', found || undefined, {
    questions: isRegionKnown ? [] : [REGION_OF_AMAZON],
  })
}

function apertium(source: string, targets: readonly string[]): Engine {
  const needs = 'the program, from apt-get install apertium and a package for each pair of languages'
  try {
    const { modes } = findInstallation('apertium')
    const served = targets.filter((target) => modeOf(source, target, modes) !== undefined)
    const found = served.length === 0 ? undefined : `installed, ${source} to ${served.join(', ')}`
    return engine('apertium', needs, found)
  } catch {
    return engine('apertium', needs, undefined)
  }
}

function pseudo(targets: readonly string[]): Engine {
  const found = targets.some(isPseudo) ? 'made for these targets' : undefined
  return engine('pseudo', 'en-XA or ar-XB among the targets; for layout work, no translation', found)
}
