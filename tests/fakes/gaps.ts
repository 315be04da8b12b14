import { type Code, type Content, plain } from '../../src/article/content.ts'
import type { Segment } from '../../src/article/segment.ts'
import { memoryKey } from '../../src/memory/memory-key.ts'
import type { Provider } from '../../src/providers/provider.ts'
import { segmentKey } from '../../src/segment/key.ts'
import { fromNotation, toNotation } from '../../src/segment/notation.ts'
import type { Gap, Route } from '../../src/translate/gap.ts'

export const routeTo = (provider: Provider, target = 'es', source = 'en'): Route => ({
  provider,
  source,
  target,
})

/** A link `<a1>…</a1>`, which no target may lose. */
export const link = (href: string): readonly Code[] => {
  const fixed = { id: 1, name: 'a', canDelete: false, canCopy: false }
  return [
    { ...fixed, kind: 'open', raw: `<a href="${href}">` },
    { ...fixed, kind: 'close', raw: '</a>' },
  ]
}

export function segmentOf(notation: string, codes: readonly Code[] = []): Segment {
  const parsed = fromNotation(notation, codes)
  const source: Content = parsed.ok ? parsed.content : plain(notation)
  const written = toNotation(source)
  return {
    key: segmentKey('paragraph', written),
    role: 'paragraph',
    unit: 'u0',
    start: 0,
    end: source.text.length,
    source,
    notation: written,
  }
}

export function gapOf(notation: string, route: Route, codes: readonly Code[] = []): Gap {
  const segment = segmentOf(notation, codes)
  const { provider, source, target } = route
  return {
    article: 'news',
    segment,
    memoryKey: memoryKey({
      sourceLocale: source,
      targetLocale: target,
      notation: segment.notation,
      domain: '',
      provider: provider.kind,
      model: provider.model,
      options: provider.options,
      glossary: '',
    }),
    terms: [],
  }
}
