import { type Answer, type Call, type Service, type Spoil, startService } from './service.ts'
import { translateLike } from './translate-like.ts'

/**
 * A strict Azure Translator on loopback, version 2026-06-06: key and region first, then the request down to its
 * last field, in Azure's codes and words.
 */
export interface AzureStandIn {
  /** Keys that it accepts; empty: any. */
  readonly keys?: readonly string[]
  /** A regional resource's. */
  readonly region?: string
  /** Category ids, each with the target it was trained for. */
  readonly custom?: Readonly<Record<string, string>>
}

export const startAzure = (setup: AzureStandIn = {}): Promise<Service> =>
  startService({
    isBilled: ({ url, body }) => url.pathname.endsWith('/translate') && inputsOf(body).length > 0,
    answer: (call, spoil) => answer(call, setup, spoil),
  })

/** As the real one refuses. @param code six digits, of which the first three are the status. */
export function azureRefusal(code: number, message = 'Refused.', headers = {}): Answer {
  return { status: Math.floor(code / 1000), body: { error: { code, message } }, headers }
}

function answer({ url, headers, body }: Call, setup: AzureStandIn, spoil: Spoil | undefined): Answer {
  const key = String(headers['ocp-apim-subscription-key'] ?? '')
  const isKnown = key !== '' && (!setup.keys?.length || setup.keys.includes(key))
  if (!isKnown || headers['ocp-apim-subscription-region'] !== setup.region)
    return azureRefusal(401_000, 'The request is not authorized because credentials are missing or invalid.')
  if (url.pathname !== '/translate') return { status: 404, body: { error: { code: '404' } } }
  if (url.search !== '?api-version=2026-06-06')
    return azureRefusal(400_021, 'The API version parameter is missing or invalid.')
  if (!headers['content-type']?.startsWith('application/json'))
    return azureRefusal(415_000, 'The Content-Type header is missing or invalid.')
  const inputs = inputsOf(body)
  if (inputs.length === 0) return azureRefusal(400_000, 'One of the request inputs is not valid.')
  if (inputs.length > 1_000) return azureRefusal(400_072, 'The array of input text has too many elements.')
  const fault = inputs.map((input) => faultOf(input, setup)).find((each) => each !== undefined)
  if (fault) return fault
  const read = inputs as Input[]
  const characters = read.reduce((sum, { text, targets }) => sum + [...text].length * targets.length, 0)
  if (characters > 50_000) return azureRefusal(400_077, 'The maximum request size has been exceeded.')
  return reply(read, characters, setup, spoil)
}

interface Input {
  readonly text: string
  readonly language: string
  readonly textType: string
  readonly targets: readonly { readonly language: string; readonly deploymentName?: string }[]
}

function reply(inputs: readonly Input[], characters: number, setup: AzureStandIn, spoil: Spoil | undefined) {
  const isCustom = inputs[0]?.targets.some(({ language, deploymentName }) =>
    knows(setup, deploymentName, language),
  )
  const value = inputs.map(({ text, textType, targets }, index) => ({
    translations: targets.map(({ language }) => ({
      text:
        spoil === 'missing' && index === inputs.length - 1
          ? ''
          : translateLike(text, language, textType === 'Html' ? 'html' : 'text'),
      language,
      sourceCharacters: [...text].length,
    })),
  }))
  return {
    status: 200,
    body: { value: spoil === 'miscount' ? value.slice(1) : value },
    headers: { 'x-metered-usage': String(characters), 'x-mt-system': isCustom ? 'Custom' : 'Team' },
  }
}

const knows = ({ custom = {} }: AzureStandIn, category: string | undefined, language: string): boolean =>
  category !== undefined && custom[category] === language

function faultOf(input: unknown, { custom = {} }: AzureStandIn): Answer | undefined {
  const { text, language, textType, targets, ...unknown } = input as Record<string, unknown>
  if (Object.keys(unknown).length > 0) return azureRefusal(400_000, 'One of the request inputs is not valid.')
  if (typeof text !== 'string') return azureRefusal(400_005, 'An input text is missing or invalid.')
  if (!isLanguage(language)) return azureRefusal(400_035, 'The source language is not valid.')
  if (textType !== 'Plain' && textType !== 'Html')
    return azureRefusal(400_071, 'The value is not valid for TextType.')
  if (!Array.isArray(targets) || targets.length === 0)
    return azureRefusal(400_036, 'The target language is missing or invalid.')
  for (const { language: to, deploymentName = 'general', ...more } of targets) {
    if (!isLanguage(to)) return azureRefusal(400_036, 'The target language is missing or invalid.')
    if (Object.keys(more).length > 0)
      return azureRefusal(400_042, 'One of the options specified is not valid.')
    if (deploymentName !== 'general' && !(deploymentName in custom))
      return azureRefusal(400_002, 'The "category" parameter is invalid.')
  }
  return undefined
}

function inputsOf(body: unknown): readonly unknown[] {
  const { inputs } = (typeof body === 'object' && body !== null ? body : {}) as { inputs?: unknown }
  return Array.isArray(inputs) ? inputs : []
}

const LANGUAGES = new Set(
  'en es ca fr fr-CA de it pt pt-PT zh-Hans zh-Hant nb sr-Cyrl sr-Latn prs'.split(' '),
)
const isLanguage = (code: unknown): boolean => typeof code === 'string' && LANGUAGES.has(code)
