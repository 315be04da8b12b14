import type { Code, Content } from '../../article/content.ts'
import type { Span } from '../../article/literals.ts'
import type { Mime } from '../../providers/provider.ts'
import { fromHtml, toHtml } from './html-codec.ts'
import { fromTags, lookAlikes, toTags } from './tags-codec.ts'

/**
 * A codec: inline codes on the wire and back. What is sent are ids, never the bytes of a code; what comes back
 * is text plus look-ups into the source's own codes. Any other tag is dropped, its letters never reach an article.
 */
export interface Codec {
  write(content: Content): string
  read(reply: string, codes: readonly Code[]): Content
  /** Stretches of a source's text that would come back as markup: they must be sent as codes of their own. */
  lookAlikes(text: string): readonly Span[]
}

/** The notations in which codes can be sent. */
export type Markup = Exclude<Mime, 'text'>

export const CODECS: Readonly<Record<Markup, Codec>> = {
  html: { write: toHtml, read: fromHtml, lookAlikes: () => [] },
  tags: { write: toTags, read: fromTags, lookAlikes },
}
