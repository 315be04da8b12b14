/**
 * The provider port: a machine translation engine that takes batches. A provider is stateless between calls;
 * quota, retry and memory stand before it. One `translate` is one attempt: no retries inside.
 */
export interface Provider {
  /** Config kind: google, apertium, pseudo. Enters the memory key. */
  readonly kind: string
  /** For people: “Google Cloud Translation”. */
  readonly name: string
  /** Model and whatever option changes its output; enters the memory key. */
  readonly model: string
  readonly options: string
  readonly limits: ProviderLimits
  /** Which notations of inline codes it keeps. `text` providers are sent segments without codes only. */
  readonly markup: 'html' | 'text'
  /** Does it serve this pair? May start a process or ask the network once; cached by the provider. */
  serves(source: string, target: string): Promise<boolean>
  /** @returns one text for each text sent, in order. @throws ProviderError. Unchecked beyond its shape. */
  translate(request: TranslationRequest): Promise<TranslationReply>
  /** Is it installed, reachable, configured? For `doctor`. */
  examine(): Promise<Examination>
  close(): Promise<void>
}

export interface ProviderLimits {
  readonly itemsPerRequest: number
  /** Unicode code points of all texts of a request together. */
  readonly charactersPerRequest: number
  readonly charactersPerMinute: number
  readonly requestsPerMinute: number
  /** Requests at once. */
  readonly concurrency: number
}

export interface TranslationRequest {
  readonly source: string
  readonly target: string
  /** `html`: texts are HTML fragments (`&amp;`, `<b id="1">`); `text`: literal text. */
  readonly mime: 'html' | 'text'
  readonly texts: readonly string[]
  /** Whole attempt, milliseconds. */
  readonly timeoutMs: number
}

export interface TranslationReply {
  readonly texts: readonly string[]
  /** The model that answered, when the provider says so. */
  readonly model?: string
}

export type Examination =
  | { readonly ok: true; readonly detail: string }
  | { readonly ok: false; readonly detail: string; readonly fix: string }

/** What went wrong, in the one vocabulary that dispatch understands. */
export type Failure =
  | { readonly kind: 'rate'; readonly retryAfterMs?: number }
  | { readonly kind: 'quota' }
  | { readonly kind: 'auth' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unavailable'; readonly retryAfterMs?: number }
  | { readonly kind: 'timeout' }
