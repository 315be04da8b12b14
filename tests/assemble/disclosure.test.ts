import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../src/article/article.ts'
import type { Origin } from '../../src/article/origin.ts'
import type { ReviewState, Target } from '../../src/article/target.ts'
import { type DisclosureOptions, disclose, recognisers } from '../../src/assemble/disclosure.ts'
import { type SiteStrings, siteStrings } from '../../src/assemble/site-strings.ts'
import { coded } from '../coded.ts'

const LOCALES = new URL('../../locales/', import.meta.url)
const TAGS = readdirSync(LOCALES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const strings = siteStrings('no such folder')
const article: Article = {
  id: 'world/flood day',
  path: 'world/flood day.html',
  format: 'html',
  locale: 'en',
  units: [],
  hash: 'ab'.repeat(32),
}
const by = (origin: Origin, state: ReviewState = 'machine'): Target => ({
  content: coded('x'),
  origin,
  state,
  date: '2026-03-04T08:05:00Z',
})
const google: Origin = { kind: 'machine', provider: 'google', model: 'nmt' }
const apertium: Origin = { kind: 'machine', provider: 'apertium', model: '' }
const ann: Origin = { kind: 'human', editor: 'Ann' }
const NAMES: Readonly<Record<string, string>> = { google: 'Google Cloud Translation', apertium: 'Apertium' }

const disclosed = (
  locale: string,
  targets: readonly Target[] = [by(apertium)],
  more: Partial<DisclosureOptions> = {},
) =>
  disclose(
    article,
    { targets },
    {
      locale,
      strings,
      providerName: (kind) => NAMES[kind] ?? kind,
      isRuleBased: (kind) => kind === 'apertium',
      usualProvider: 'apertium',
      baseUrl: undefined,
      ...more,
    },
  )

describe('the label', () => {
  it.each([
    [
      'en',
      'Powered by automated translation (Apertium). Original language: English. Not checked by an editor.',
    ],
    ['es', 'Artículo traducido automáticamente (Apertium). Idioma original: inglés. Sin revisión editorial.'],
    [
      'ja',
      'この記事は自動翻訳されたものです（Apertium）。原文の言語：英語。編集者による確認は行われていません。',
    ],
    ['ar', 'تُرجم هذا المقال آليًا (Apertium). اللغة الأصلية: الإنجليزية. لم يراجعه محرر.'],
    [
      'es-MX',
      'Artículo traducido automáticamente (Apertium). Idioma original: inglés. Sin revisión editorial.',
    ],
  ])('is whole sentences of the language, in %s', (locale, label) => {
    expect(disclosed(locale)).toMatchObject({ label, labelLocale: locale })
  })

  it('is in English where there are no words for it, and says so', () => {
    expect(disclosed('sw')).toMatchObject({
      label: expect.stringMatching(/^Powered by automated translation/),
      locale: 'sw',
      labelLocale: 'en',
    })
  })

  it.each(TAGS)('names the provider and the language, with nothing left to fill in, in %s', (tag) => {
    const { label, readOriginal } = disclosed(tag)
    const english = new Intl.DisplayNames([tag], { type: 'language' }).of('en')!
    expect(label).toContain('Apertium')
    expect(label).toContain(english)
    expect(readOriginal).toContain(english)
    expect(label + readOriginal).not.toMatch(/[{}]|label\.|article\./)
  })

  it('takes names as they are', () => {
    const providerName = () => '$t(site.feed) {{language}} <b>'
    expect(disclosed('en', [by(google)], { providerName }).label).toContain(
      '($t(site.feed) {{language}} <b>)',
    )
  })
})

describe('the state of an edition', () => {
  it.each([
    ['machine', [by(google), by(apertium)], 'trainedAlgorithmicMedia'],
    ['machine', [by(apertium)], 'algorithmicMedia'],
    ['machine', [by({ kind: 'memory', of: apertium })], 'algorithmicMedia'],
    ['machine', [by({ kind: 'memory', of: google })], 'trainedAlgorithmicMedia'],
    ['machine', [], 'algorithmicMedia'],
    ['post-edited', [by(google), by(ann, 'edited')], 'compositeWithTrainedAlgorithmicMedia'],
    [
      'post-edited',
      [by(google), by({ kind: 'memory', of: ann }, 'approved')],
      'compositeWithTrainedAlgorithmicMedia',
    ],
    ['post-edited', [by(apertium), by(google), by(ann, 'edited')], 'compositeWithTrainedAlgorithmicMedia'],
    ['post-edited', [by(apertium), by(ann, 'edited')], 'composite'],
    ['post-edited', [by(ann, 'edited')], 'composite'],
    ['machine', [by(google, 'approved')], 'trainedAlgorithmicMedia'],
  ] as const)('is %s when its segments say so', (state, targets, digitalSourceType) => {
    expect(disclosed('es', targets)).toMatchObject({
      state,
      digitalSourceType,
      aiDisclosure: 'ai-autonomous',
    })
  })

  const signed = (targets: readonly Target[], desk: string | undefined = 'The Lorvik Courier') =>
    disclose(
      article,
      { targets, signOff: { date: '2026-11-22T23:30:00Z' } },
      {
        locale: 'en',
        strings,
        providerName: (kind) => NAMES[kind] ?? kind,
        isRuleBased: () => false,
        usualProvider: 'google',
        baseUrl: undefined,
        timeZone: 'Europe/Paris',
        desk,
      },
    )

  it.each([
    ['whose words a machine’s are', [by(google)]],
    ['that people have edited', [by(google), by(ann, 'edited')]],
  ])('is signed off where somebody answers for an edition %s', (_what, targets) => {
    expect(signed(targets)).toMatchObject({
      state: 'signed-off',
      label:
        'Powered by automated translation (Google Cloud Translation). Original language: English. Translation reviewed by The Lorvik Courier, November 23, 2026.',
      aiDisclosure: 'ai-assisted',
      digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
      reviewed: { desk: 'The Lorvik Courier', date: '2026-11-22T23:30:00Z' },
    })
  })

  it('is no more than a machine’s where no desk can be named to readers', () => {
    expect(signed([by(google)], '')).toMatchObject({
      state: 'machine',
      aiDisclosure: 'ai-autonomous',
      reviewed: undefined,
    })
  })

  it('says in the label whether an editor was there', () => {
    expect(disclosed('en', [by(google), by(ann, 'edited')]).label).toContain('Partly edited by our editors.')
    expect(disclosed('en', [by(google)]).label).toContain('Not checked by an editor.')
  })

  it.each([
    [
      'each once, in the order of the alphabet',
      [by(google), by(apertium), by(google)],
      ['Apertium', 'Google Cloud Translation'],
    ],
    [
      'behind any number of recalls',
      [by({ kind: 'memory', of: { kind: 'memory', of: google } })],
      ['Google Cloud Translation'],
    ],
    ['the usual one where people wrote every word', [by(ann, 'edited')], ['Apertium']],
  ])('names the providers: %s', (_, targets, providers) => {
    const { label, ...facts } = disclosed('en', targets)
    expect(facts.providers).toEqual(providers)
    expect(label).toContain(`(${providers.join(', ')})`)
  })
})

describe('the facts of an edition', () => {
  it('are those of the article and the locale', () => {
    expect(disclosed('ar')).toMatchObject({
      articleId: 'world/flood day',
      direction: 'rtl',
      sourceLocale: 'en',
      sourceDirection: 'ltr',
      sourceHash: article.hash,
      canonicalUrl: undefined,
      originalUrl: undefined,
    })
  })

  it.each(['https://example.org', 'https://example.org/'])(
    'hold addresses under %s, percent-encoded',
    (baseUrl) => {
      expect(disclosed('es', [], { baseUrl })).toMatchObject({
        canonicalUrl: 'https://example.org/es/world/flood%20day.html',
        originalUrl: 'https://example.org/en/world/flood%20day.html',
      })
    },
  )
})

describe('an “Updated:” line', () => {
  it.each([
    ['es', 'Actualizado: 5 de noviembre de 2023 a las 21:57'],
    ['ca', 'Actualitzat: 5 de novembre del 2023, a les 21:57'],
    ['de', 'Aktualisiert: 5. November 2023 um 21:57'],
    ['fr', 'Mis à jour le 5 novembre 2023 à 21:57'],
    ['ja', '更新：2023年11月5日 21:57'],
  ])('is written anew in %s', (locale, line) => {
    expect(disclosed(locale).updatedLine('Updated: November 05, 2023, 9:57 PM')).toBe(line)
  })

  it.each([
    ['ar', 'آخر تحديث: ', '2023'],
    ['fa', 'به‌روزرسانی: ', '۲۰۲۳'],
    ['th', 'อัปเดต: ', '2023'],
  ])('is written anew in %s, by the Gregorian calendar', (locale, words, year) => {
    const line = disclosed(locale).updatedLine(' UPDATED: November 05, 2023, 9:57 PM ')
    expect(line?.startsWith(words)).toBe(true)
    expect(line).toContain(year)
  })

  it.each(['Updated: yesterday', 'Updated:', 'Published: November 05, 2023', 'November 05, 2023'])(
    'is not made of %j',
    (line) => {
      expect(disclosed('es').updatedLine(line)).toBeUndefined()
    },
  )
})

describe.each(TAGS)('the label of %s is known in an article', (tag) => {
  const { isLabel } = recognisers('en', strings)
  const template = powered(tag)

  it.each([
    ['with its provider', template.replace('{{provider}}', 'Google Cloud Translation')],
    ['with two', template.replace('{{provider}}', 'Apertium, Google Cloud Translation')],
    ['without', template.replace(/\s*[（(]\{\{provider\}\}[)）]/, '')],
    ['without, and without its full stop', template.replace(/\s*[（(]\{\{provider\}\}[)）][.。।۔]?$/, '')],
    ['emphasised', `*${template.replace('{{provider}}', 'Apertium')}*`],
    ['as we write it', disclosed(tag).label],
    ['as we write it after an editor', disclosed(tag, [by(google), by(ann, 'edited')]).label],
    ['with the link to the original', `${disclosed(tag).label} ${disclosed(tag).readOriginal}`],
  ])('%s', (_, line) => {
    expect(isLabel(line)).toBe(true)
  })
})

const powered = (tag: string): string =>
  (JSON.parse(readFileSync(new URL(`${tag}/site.json`, LOCALES), 'utf8')) as { label: { powered: string } })
    .label.powered

describe('copy is not furniture', () => {
  const { isLabel, isUpdated } = recognisers('en', strings)

  it.each([
    'Powered by automated translation, the newsroom published twice as many stories last year.',
    'Powered by automated translation tools, readers abroad doubled.',
    'The site is powered by automated translation.',
    'Dieser Artikel wurde automatisch übersetzt und danach von drei Leuten geprüft',
    'Artículo traducido automáticamente por error ayer en la web municipal',
    'The town slept.',
    '',
  ])('not a label: %s', (line) => {
    expect(isLabel(line)).toBe(false)
  })

  it('is not a label when it goes on and on', () => {
    expect(isLabel(`Powered by automated translation (Apertium). ${'The town slept. '.repeat(30)}`)).toBe(
      false,
    )
  })

  it.each([
    'Updated: the council now says that the bridge will open in May.',
    'Updated: this story has been changed to add a comment from the mayor.',
    'Updated November 5, 2023 by the editors',
    'Updated:',
    'The town slept.',
  ])('not an update line: %s', (line) => {
    expect(isUpdated(line)).toBe(false)
  })

  it.each([
    'Updated: November 05, 2023, 9:57 PM',
    'UPDATED: 5 November 2023',
    ' Updated: 2023-11-05T21:57Z ',
  ])('an update line: %s', (line) => {
    expect(isUpdated(line)).toBe(true)
  })

  it('knows the update line of the source’s language', () => {
    const { isUpdated } = recognisers('es', strings)
    expect(isUpdated('Actualizado: 5 de noviembre de 2023, 21:57')).toBe(true)
    expect(isUpdated('Updated: November 5, 2023')).toBe(true)
    expect(isUpdated('Actualizado: el pleno aprobó ayer el plan')).toBe(false)
  })
})

describe('a newsroom’s own label', () => {
  const known = (template: string) => {
    const own: SiteStrings = { ...strings, labels: () => [template] }
    return recognisers('en', own).isLabel
  }

  it.each([
    ['Translated by {{provider}}.', 'Translated by Apertium.', 'Translated by'],
    ['{{provider}} translated this story.', 'Apertium translated this story.', 'translated this story.'],
    ['Machine (via {{provider}}) translation.', 'Machine (via Apertium) translation.', 'Machine gun fire.'],
    ['Story [{{provider}}] by machine.', 'Story by machine.', 'Story of a machine.'],
    ['50 % machine (a+b)? {{provider}}', '50 % machine (a+b)? Apertium', '50 % machine aab'],
  ])('%s', (template, label, copy) => {
    expect(known(template)(label)).toBe(true)
    expect(known(template)(copy)).toBe(false)
  })

  it.each(['', '{{provider}}', '({{provider}}).', '. . .'])(
    'without words (%j) is known in no line',
    (template) => {
      for (const line of ['The town slept.', '', '(Apertium).']) expect(known(template)(line)).toBe(false)
    },
  )
})
