import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LanguagePair, Provider, TranslationRequest } from '../../src/providers/provider.ts'
import { ProviderError } from '../../src/providers/provider-error.ts'

/** A provider to hold to the contract, with what the suite must know about it. */
export interface ProviderSubject {
  readonly provider: Provider
  readonly served: LanguagePair
  readonly unserved: LanguagePair
  /** The same kind of provider, set up so that every translate fails (no engine, a server that refuses). */
  readonly failing?: Provider
  /** Providers over HTTP: requests to translate that reached the wire so far, those of `failing` included. */
  readonly wireAttempts?: () => number
  /** Ends what was started for the subject (servers, folders). The suite closes the providers itself. */
  readonly dispose?: () => Promise<void> | void
}

/**
 * What every provider keeps to. `makeProvider` is called once, before the first test; wrap the call in
 * `describe.skipIf` where the engine may be absent.
 */
export function providerContract(
  name: string,
  makeProvider: () => Promise<ProviderSubject> | ProviderSubject,
): void {
  describe(`${name} keeps the provider contract`, () => {
    let subject: ProviderSubject

    beforeAll(async () => {
      subject = await makeProvider()
    })

    afterAll(async () => {
      await subject.provider.close()
      await subject.failing?.close()
      await subject.dispose?.()
    })

    const request = (texts: readonly string[], mime: TranslationRequest['mime'] = 'text') => ({
      ...subject.served,
      mime,
      texts,
      timeoutMs: 20_000,
    })

    /** As a caller would: no more texts a request than the provider takes. */
    const translateAll = async (texts: readonly string[], mime?: TranslationRequest['mime']) => {
      const { itemsPerRequest } = subject.provider.limits
      const translated: string[] = []
      for (let from = 0; from < texts.length; from += itemsPerRequest) {
        const batch = request(texts.slice(from, from + itemsPerRequest), mime)
        translated.push(...(await subject.provider.translate(batch)).texts)
      }
      return translated
    }

    it('says who it is in words fit for a memory key', () => {
      const { kind, name: shown, model, options } = subject.provider
      expect(kind).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(shown.trim()).toBe(shown)
      expect(shown).not.toBe('')
      expect(model).not.toBe('')
      expect(typeof options).toBe('string')
      expect(subject.provider.memoryModels).toContain(model)
      expect(new Set(subject.provider.memoryModels).size).toBe(subject.provider.memoryModels.length)
    })

    it('states limits that let at least one item through', () => {
      for (const limit of Object.values(subject.provider.limits)) expect(limit).toBeGreaterThanOrEqual(1)
    })

    it('serves the pair it is made for, whenever asked', async () => {
      const { source, target } = subject.served
      expect(await subject.provider.serves(source, target)).toBe(true)
      expect(await subject.provider.serves(source, target)).toBe(true)
    })

    it('says no to a pair it does not serve', async () => {
      expect(await subject.provider.serves(subject.unserved.source, subject.unserved.target)).toBe(false)
    })

    it('knows how it is sent whatever it serves, and always the same', () => {
      const { source, target } = subject.served
      const sent = subject.provider.sentAs(source, target)
      expect(sent).toEqual({ source: expect.any(String), target: expect.any(String) })
      expect(subject.provider.sentAs(source, target)).toEqual(sent)
    })

    it('returns one text for each text, in the order sent', async () => {
      const numbers = [417, 23, 905, 68, 311, 74]
      const texts = numbers.map((number) => `The new library lends ${number} books a day.`)
      const translated = await translateAll(texts)
      expect(translated).toHaveLength(texts.length)
      expect(translated.map((text) => Number(/\d+/.exec(text)?.[0]))).toEqual(numbers)
    })

    it('returns the same text twice when it is sent twice', async () => {
      const text = 'The ferry leaves at noon.'
      const texts = await translateAll([text, 'It rains.', text])
      expect(texts[0]).not.toBe('')
      expect(texts[2]).toBe(texts[0])
    })

    it('translates a single text', async () => {
      const { texts } = await subject.provider.translate(request(['The council voted on Monday.']))
      expect(texts).toHaveLength(1)
      expect(texts[0]).not.toBe('')
    })

    it('takes text mode literally', async () => {
      const { texts } = await subject.provider.translate(
        request(['The firm Smith & Sons moved to 12 streets.']),
      )
      expect(texts[0]).toContain('&')
      expect(texts[0]).not.toContain('&amp;')
    })

    it('answers an empty batch with an empty batch, without a call', async () => {
      const before = subject.wireAttempts?.()
      expect((await subject.provider.translate(request([]))).texts).toEqual([])
      expect(subject.wireAttempts?.()).toBe(before)
    })

    it('gives back the tags it was given in html mode', async (test) => {
      if (subject.provider.markup !== 'html') return test.skip()
      const texts = ['The <b id="1">mayor</b> opened the bridge.', 'Read <a id="1">the report</a> of 2019.']
      expect((await translateAll(texts, 'html')).map(tags)).toEqual([
        ['<b id="1">', '</b>'],
        ['<a id="1">', '</a>'],
      ])
    })

    it('keeps an escaped sign escaped in html mode', async (test) => {
      if (subject.provider.markup !== 'html') return test.skip()
      const { texts } = await subject.provider.translate(request(['The sum 4 &lt; 7 is right.'], 'html'))
      expect(tags(texts[0] ?? '')).toEqual([])
      expect(texts[0]).toMatch(/&(lt|#60|#x3c);/i)
    })

    it('gives back the tags it was given in tags mode', async (test) => {
      if (subject.provider.markup !== 'tags') return test.skip()
      const texts = ['The <g1>mayor</g1> opened the bridge.', 'Read <g2>the report</g2> of 2019.<x3/>']
      expect((await translateAll(texts, 'tags')).map(tags)).toEqual([
        ['<g1>', '</g1>'],
        ['<g2>', '</g2>', '<x3/>'],
      ])
    })

    it('takes context, and keeps it out of the translation', async (test) => {
      if (subject.provider.context === 'none') return test.skip()
      const texts = ['The mayor cut the ribbon at 10.', 'Then all 200 guests crossed.']
      const neighbours = [
        { headline: 'Bridge 7741 opens', before: 'It took 7742 days.', after: texts[1] ?? '' },
        { headline: 'Bridge 7741 opens', before: texts[0] ?? '', after: 'It cost 7743 crowns.' },
      ]
      const reply = await subject.provider.translate({ ...request(texts), neighbours })
      expect(reply.texts.join(' ')).not.toMatch(/774\d/)
      expect(reply.texts.map((text) => Number(/\d+/.exec(text)?.[0]))).toEqual([10, 200])
    })

    it('makes one attempt of one translate', async (test) => {
      const { wireAttempts } = subject
      if (!wireAttempts) return test.skip()
      const before = wireAttempts()
      const texts = ['One.', 'Two.', 'Three.'].slice(0, subject.provider.limits.itemsPerRequest)
      await subject.provider.translate(request(texts))
      expect(wireAttempts() - before).toBe(1)
    })

    it('fails with a ProviderError that keeps the article out of its message', async (test) => {
      const { failing, wireAttempts } = subject
      if (!failing) return test.skip()
      const before = wireAttempts?.() ?? 0
      const error = await failing.translate(request(['The marmalade ledger is secret.'])).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(error).toBeInstanceOf(ProviderError)
      expect((error as ProviderError).message).not.toContain('marmalade')
      expect((error as ProviderError).fix).not.toBe('')
      if (wireAttempts) expect(wireAttempts() - before).toBeLessThanOrEqual(1)
    })

    it('reports its state, with a fix when it is broken', async () => {
      expect((await subject.provider.examine()).ok).toBe(true)
      const broken = await subject.failing?.examine()
      if (broken && !broken.ok) expect(broken.fix).not.toBe('')
    })

    // Last: a closed provider need not translate any more.
    it('closes once and again without complaint', async () => {
      await subject.provider.close()
      await expect(subject.provider.close()).resolves.toBeUndefined()
    })
  })
}

const tags = (html: string): readonly string[] => html.match(/<[^<>]{1,200}>/g) ?? []
