import type {
  Failure,
  Provider,
  ProviderLimits,
  TranslationReply,
  TranslationRequest,
} from '../../src/providers/provider.ts'
import { ProviderError } from '../../src/providers/provider-error.ts'

/** A provider in this process that does as it is told and keeps what it was sent. */
export interface FakeProvider extends Provider {
  readonly requests: readonly TranslationRequest[]
  /** All texts it was ever sent, in order. */
  readonly texts: readonly string[]
}

export interface FakeProviderOptions {
  readonly kind?: string
  readonly model?: string
  readonly memoryModels?: Provider['memoryModels']
  readonly sentAs?: Provider['sentAs']
  readonly markup?: Provider['markup']
  readonly context?: Provider['context']
  /** Absent: as a language model does, so that its replies are not taken on trust. */
  readonly order?: Provider['order']
  readonly limits?: Partial<ProviderLimits>
  readonly serves?: (source: string, target: string) => boolean
  /** `nth` counts requests from 0. Absent: each text in capitals of a kind, see `translated`. */
  readonly answer?: (request: TranslationRequest, nth: number) => TranslationReply | Promise<TranslationReply>
}

const GENEROUS: ProviderLimits = {
  itemsPerRequest: 128,
  charactersPerRequest: 30_000,
  charactersPerMinute: 6_000_000,
  requestsPerMinute: 6_000,
  concurrency: 8,
}

export function fakeProvider(options: FakeProviderOptions = {}): FakeProvider {
  const requests: TranslationRequest[] = []
  const answer = options.answer ?? translated
  return {
    kind: options.kind ?? 'fake',
    name: 'Fake Translator',
    model: options.model ?? 'm1',
    memoryModels: options.memoryModels ?? [options.model ?? 'm1'],
    options: '',
    markup: options.markup ?? 'html',
    context: options.context ?? 'none',
    order: options.order ?? 'written',
    limits: { ...GENEROUS, ...options.limits },
    sentAs: options.sentAs ?? ((source, target) => ({ source, target })),
    serves: async (source, target) => options.serves?.(source, target) ?? true,
    checkCredentials: async () => {},
    async translate(request) {
      requests.push(request)
      return answer(request, requests.length - 1)
    },
    examine: async () => ({ ok: true, detail: 'in this process' }),
    close: async () => {},
    requests,
    get texts() {
      return requests.flatMap((request) => request.texts)
    },
  }
}

/** A translation that keeps inline codes and says what it was made from: `Hola` → `es:Hola`. */
export const translated = ({ target, texts }: TranslationRequest): TranslationReply => ({
  texts: texts.map((text) => `${target}:${text}`),
})

export const failure = (kind: Failure['kind'], retryAfterMs?: number): ProviderError =>
  new ProviderError(
    'Fake Translator',
    (retryAfterMs === undefined ? { kind } : { kind, retryAfterMs }) as Failure,
    `told to fail (${kind})`,
  )
