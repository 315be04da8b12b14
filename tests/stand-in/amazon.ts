import { type Answer, type Call, type Service, startService } from './service.ts'
import { translateLike } from './translate-like.ts'

/**
 * A strict Amazon Translate on loopback: AWS JSON 1.1, a signature of version 4, the operations that we use, down
 * to the last field, in Amazon's names for what went wrong.
 */
export const startAmazon = (): Promise<Service> =>
  startService({
    isBilled: (call) => operationOf(call).startsWith('Translate'),
    answer: (call, spoil) => answer(call, spoil === 'missing'),
  })

/** As the real one refuses. */
export const amazonRefusal = (name: string, status = 400, message = 'Refused.'): Answer => ({
  status,
  body: { __type: `com.amazonaws.translate#${name}`, message },
})

function answer(call: Call, isMissing: boolean): Answer {
  if (call.url.pathname !== '/' || call.headers['content-type'] !== 'application/x-amz-json-1.1')
    return amazonRefusal('UnknownOperationException', 404)
  const unsigned = signatureFault(call)
  if (unsigned) return unsigned
  const body = (typeof call.body === 'object' && call.body !== null ? call.body : {}) as Parameters
  switch (operationOf(call)) {
    case 'TranslateText':
      return translateText(body, isMissing)
    case 'TranslateDocument':
      return translateDocument(body, isMissing)
    case 'ListLanguages':
      return { status: 200, body: { Languages: LANGUAGES.map((LanguageCode) => ({ LanguageCode })) } }
    default:
      return amazonRefusal('UnknownOperationException', 404)
  }
}

type Parameters = Readonly<Record<string, unknown>>

const operationOf = ({ headers }: Pick<Call, 'headers'>): string =>
  /^AWSShineFrontendService_20170701\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1] ?? ''

const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=[^/\s]+\/(\d{8})\/[a-z0-9-]+\/translate\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/

function signatureFault({ headers }: Call): Answer | undefined {
  const { authorization, 'x-amz-date': date } = headers
  if (!authorization) return amazonRefusal('MissingAuthenticationTokenException', 403)
  const [, day, signed = ''] = SIGNATURE.exec(authorization) ?? []
  const isWhole = ['host', 'x-amz-date', 'x-amz-target'].every((name) => signed.split(';').includes(name))
  if (!isWhole || day !== String(date).slice(0, 8)) return amazonRefusal('IncompleteSignature')
  return undefined
}

function translateText({ Text, ...common }: Parameters, isMissing: boolean): Answer {
  const fault = commonFault(common)
  if (fault) return fault
  if (typeof Text !== 'string' || Text === '') return amazonRefusal('InvalidRequestException')
  if (Buffer.byteLength(Text) > 10_000) return amazonRefusal('TextSizeLimitExceededException')
  // The real one heeds tags here, too.
  const mime = /<[a-z]/i.test(Text) ? 'html' : 'text'
  return translated(common, { TranslatedText: isMissing ? '' : translateLike(Text, targetOf(common), mime) })
}

function translateDocument({ Document, ...common }: Parameters, isMissing: boolean): Answer {
  const fault = commonFault(common)
  if (fault) return fault
  const { Content, ContentType, ...unknown } = (Document ?? {}) as Parameters
  const { SourceLanguageCode, TargetLanguageCode, Settings } = common
  if (typeof Content !== 'string' || ContentType !== 'text/html' || Object.keys(unknown).length > 0)
    return amazonRefusal('InvalidRequestException')
  if (SourceLanguageCode !== 'en' && TargetLanguageCode !== 'en')
    return amazonRefusal('UnsupportedLanguagePairException')
  if ((Settings as Parameters | undefined)?.['Formality'] && !FORMAL.has(targetOf(common)))
    return amazonRefusal('InvalidRequestException')
  const html = Buffer.from(Content, 'base64').toString('utf8')
  if (Buffer.byteLength(html) > 100_000) return amazonRefusal('LimitExceededException')
  const reply = isMissing ? '' : translateLike(html, targetOf(common), 'html')
  return translated(common, { TranslatedDocument: { Content: Buffer.from(reply).toString('base64') } })
}

function commonFault(common: Parameters): Answer | undefined {
  const { SourceLanguageCode, TargetLanguageCode, TerminologyNames = [], Settings = {}, ...unknown } = common
  if (Object.keys(unknown).length > 0) return amazonRefusal('ValidationException')
  const codes = [SourceLanguageCode, TargetLanguageCode]
  if (!codes.every((code) => LANGUAGES.includes(String(code))))
    return amazonRefusal('UnsupportedLanguagePairException')
  if (!Array.isArray(TerminologyNames) || TerminologyNames.length > 1)
    return amazonRefusal('InvalidParameterValueException')
  if (TerminologyNames.some((name) => name !== 'house-style'))
    return amazonRefusal('ResourceNotFoundException')
  const { Formality, Profanity, ...more } = Settings as Parameters
  const isFormality = Formality === undefined || Formality === 'FORMAL' || Formality === 'INFORMAL'
  if (!isFormality || (Profanity !== undefined && Profanity !== 'MASK') || Object.keys(more).length > 0)
    return amazonRefusal('ValidationException')
  return undefined
}

const translated = (common: Parameters, body: object): Answer => {
  const { SourceLanguageCode, TargetLanguageCode } = common
  return { status: 200, body: { ...body, SourceLanguageCode, TargetLanguageCode } }
}

const targetOf = ({ TargetLanguageCode }: Parameters): string => String(TargetLanguageCode)

const LANGUAGES = 'en es es-MX ca fr fr-CA de it ja ko pt pt-PT zh zh-TW no sr'.split(' ')
const FORMAL = new Set('de es es-MX fr fr-CA hi it ja ko nl pt-PT'.split(' '))
