/**
 * The provider port: a machine translation engine that takes batches. A provider is stateless between calls;
 * quota, retry and memory stand before it. One `translate` is one attempt: no retries inside.
 */
export interface Provider {
  /** Config kind: google, apertium, pseudo. Enters the memory key. */
  readonly kind: string
  /** For people: “Google Cloud Translation”. */
  readonly name: string
  /** The model as it is asked for; editions and bills name it so. With `options`, all that changes its output. */
  readonly model: string
  /**
   * The model's names in memory keys: the first is the one to keep new texts under, and what is found under any of them is
   * this model's. More than one where a service calls one model by several names.
   */
  readonly memoryModels: readonly [string, ...string[]]
  readonly options: string
  readonly limits: ProviderLimits
  /** Which notation of inline codes it keeps. A `text` provider is sent words only. */
  readonly markup: 'html' | 'tags' | 'text'
  /**
   * What it takes beside the texts. `each`: the neighbours of each text; `shared`: one context for a request, whose
   * texts are then all of one article. Context is never billed as text and never part of the memory key.
   */
  readonly context: 'none' | 'each' | 'shared'
  /**
   * Who puts a reply's texts in order. `kept`: the service, one for each text of the request. `written`: a language model
   * writes them as a list, and may shift, swap, merge or repeat its lines.
   */
  readonly order: 'kept' | 'written'
  /**
   * The pair as the provider is told it, for memory keys: two locales that it is sent as one get the same translation.
   * By what is known without a process or the network, so that it is the same whether or not the engine can be
   * reached; where the codes are the engine's to say, the locales themselves. Undefined: a pair that it never serves.
   */
  sentAs(source: string, target: string): LanguagePair | undefined
  /** Does it serve this pair? May start a process or ask the network once; cached by the provider. */
  serves(source: string, target: string): Promise<boolean>
  /**
   * Looks for the key or account that it needs, without a request to the service. @throws DragomanError CREDENTIAL_MISSING,
   * CONFIG_INVALID where no request can be made
   */
  checkCredentials(): Promise<void>
  /** @returns one text for each text sent, in order. @throws ProviderError. Unchecked beyond its shape. */
  translate(request: TranslationRequest): Promise<TranslationReply>
  /** Is it installed, reachable, configured? For `doctor`. */
  examine(): Promise<Examination>
  close(): Promise<void>
}

/** BCP 47 tags, or what a provider calls these languages. */
export interface LanguagePair {
  readonly source: string
  readonly target: string
}

export interface ProviderLimits {
  readonly itemsPerRequest: number
  /**
   * Unicode code points of all texts of a request together: what a request is filled to. Each provider recommends its
   * own, which may be less than it takes.
   */
  readonly charactersPerRequest: number
  /** What one segment alone may have, where that is more than a request is filled to: it then goes by itself. */
  readonly charactersPerSegment?: number
  /** UTF-8 bytes of all texts of a request together, where the provider counts those. */
  readonly bytesPerRequest?: number
  readonly charactersPerMinute: number
  readonly requestsPerMinute: number
  /** A shorter window beside the minute: spreads the quota evenly. */
  readonly pacing?: {
    readonly seconds: number
    readonly characters?: number | undefined
    readonly requests?: number | undefined
  }
  /** Requests at once. */
  readonly concurrency: number
}

/**
 * `html`: texts are HTML fragments (`&amp;`, `<b id="1">`); `tags`: literal text in which inline codes stand as
 * `<g1>…</g1>` and `<x2/>`; `text`: literal text.
 */
export type Mime = 'html' | 'tags' | 'text'

/** The words around a text in its article, in reading order: for understanding, never to be translated with it. */
export interface Neighbours {
  /** What the article is about: its headline, or empty. */
  readonly headline: string
  readonly before: string
  readonly after: string
}

export interface TranslationRequest extends LanguagePair {
  readonly mime: Mime
  readonly texts: readonly string[]
  /** One for each text, when the provider takes context. */
  readonly neighbours?: readonly Neighbours[]
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
  /** The pair of languages is refused, whatever the texts: no repetition and no smaller request mends it. */
  | { readonly kind: 'pair' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'unavailable'; readonly retryAfterMs?: number }
  | { readonly kind: 'timeout' }
