import { readFileSync } from 'node:fs'
import type { TranslationSettings } from '@aws-sdk/client-translate'
import { isLoopback, isOpen, serviceEndpoint } from '../http/service-endpoint.ts'
import { limitsOf as limitsWith } from '../limits.ts'
import type { ProviderLimits } from '../provider.ts'
import { knowsFormality } from './languages.ts'

export const NAME = 'Amazon Translate'

export interface AmazonOptions {
  /** Such as eu-west-1. Else AWS_REGION, or the profile's. */
  readonly region?: string
  /** Name of a custom terminology in that region. */
  readonly glossary?: string
  /** Heeded where the target language has it. */
  readonly formality?: 'formal' | 'informal'
  readonly profanity?: 'mask'
  /** Scheme, host and port of a proxy or stand-in. Without encryption no credentials are used. */
  readonly endpoint?: string
  readonly quota?: Partial<ProviderLimits>
}

/** @throws DragomanError CONFIG_INVALID */
export const endpointOf = ({ endpoint }: AmazonOptions): URL | undefined => serviceEndpoint(NAME, endpoint)

type Environment = Readonly<Record<string, string | undefined>>

/** Undefined: the profile's. */
export const regionOf = ({ region, endpoint }: AmazonOptions, environment: Environment): string | undefined =>
  region ??
  (environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || (endpoint ? 'us-east-1' : undefined))

/**
 * Looking for credentials may ask other servers; for a stand-in that would only touch the network. Requests are
 * signed all the same, with these.
 */
export const stockCredentials = (endpoint: URL | undefined) =>
  endpoint && (isLoopback(endpoint) || isOpen(endpoint))
    ? { accessKeyId: 'none', secretAccessKey: 'none' }
    : undefined

/**
 * The client looks for credentials in the environment, in profiles, single sign-on, web identity and containers,
 * and at last asks a metadata service at 169.254.169.254. On a machine that is not Amazon's this reaches nobody, or
 * a stranger: it is switched off there by AWS's own variable, unless somebody has set that already.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
 */
export function shunMetadataService(environment: NodeJS.ProcessEnv): void {
  if (environment[METADATA_DISABLED] === undefined && !runsAtAmazon()) environment[METADATA_DISABLED] = 'true'
}

const METADATA_DISABLED = 'AWS_EC2_METADATA_DISABLED'

/** Virtual machines say so in their firmware; Lambda and containers put their credentials into the environment. */
const runsAtAmazon = (): boolean =>
  ['sys_vendor', 'bios_version'].some((name) => {
    try {
      return /amazon/i.test(readFileSync(`/sys/class/dmi/id/${name}`, 'utf8'))
    } catch {
      return false
    }
  })

export function settingsFor({ formality, profanity }: AmazonOptions, target: string): TranslationSettings {
  return {
    ...(formality && knowsFormality(target) && { Formality: formality === 'formal' ? 'FORMAL' : 'INFORMAL' }),
    ...(profanity && { Profanity: 'MASK' }),
  }
}

/** What of the options changes a translation: it becomes part of the memory key. */
export const memoryOptions = ({ glossary, formality, profanity }: AmazonOptions): string =>
  [
    glossary === undefined ? '' : `glossary ${glossary}`,
    formality ?? '',
    profanity === undefined ? '' : 'profanity masked',
  ]
    .filter(Boolean)
    .join(', ')

export const limitsOf = ({ quota }: AmazonOptions): ProviderLimits =>
  limitsWith({ ...QUOTA, ...MOST }, quota, MOST)

/**
 * One text a call, “maximum input text 10,000 bytes”. A document may have 100,000; sentences do not, and one limit
 * serves both.
 * @see https://docs.aws.amazon.com/translate/latest/dg/what-is-limits.html (November 2026)
 */
const MOST = { itemsPerRequest: 1, charactersPerRequest: 10_000, bytesPerRequest: 10_000 }

/**
 * Amazon publishes no rate any more, “scales to serve operational traffic”, and throttles. 20 requests a second was
 * the last published rate for one language pair; the account's own stand in the Service Quotas console.
 */
const QUOTA = { charactersPerMinute: 1_000_000, requestsPerMinute: 1_200, concurrency: 8 }
