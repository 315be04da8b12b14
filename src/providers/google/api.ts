import type { TranslationRequest } from '../provider.ts'

/** One of Google's two APIs, v2 or v3. `translate` is one call on the wire. */
export interface GoogleApi {
  /** For people: which API, which project. */
  readonly title: string
  /**
   * Loads what the first call needs, so that loading does not count against its deadline.
   * @throws DragomanError CREDENTIAL_MISSING
   */
  prepare(): Promise<void>
  /** `source` and `target` are Google's codes; `signal` aborts at the deadline. @throws ProviderError */
  translate(request: TranslationRequest, signal: AbortSignal): Promise<readonly GoogleTranslation[]>
  /**
   * How many languages it serves: a call that is not billed. Undefined when what answers knows no such call
   * (a plain stand-in). @throws ProviderError
   */
  languages(signal: AbortSignal): Promise<number | undefined>
  close(): Promise<void>
}

interface GoogleTranslation {
  readonly text: string | undefined
  readonly model: string | undefined
}
