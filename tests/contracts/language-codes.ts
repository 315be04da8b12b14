import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/article/locale.ts'
import type { Provider } from '../../src/providers/provider.ts'

/** A locale, what a provider is sent for it as a target, and as a source where that differs. Undefined: it has none. */
export type LanguageRow = readonly [tag: string, target: string | undefined, source?: string]

/** What a provider calls its languages, as a table; the other half of each pair is another language. */
export function languageTable(name: string, provider: Provider, rows: readonly LanguageRow[]): void {
  describe(`${name}’s languages`, () => {
    const known = rows.map(([tag, target, source = target]) => ({ tag, target, source }))
    it.each(known)('knows $tag as $target', async ({ tag, target, source }) => {
      const other = languageOf(tag) === 'en' ? 'fr' : 'en'
      expect(provider.sentAs(other, tag)?.target).toBe(target)
      expect(provider.sentAs(tag, other)?.source).toBe(source)
      expect(await provider.serves(other, tag)).toBe(target !== undefined)
    })

    it.each([
      ['ca', 'es', true],
      ['en', 'en-GB', false],
      ['en', 'gsw', false],
      ['en', 'ar-XB', false],
    ] as const)('serves %s into %s: %s', async (source, target, serves) => {
      expect(await provider.serves(source, target)).toBe(serves)
    })
  })
}
