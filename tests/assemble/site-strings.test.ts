import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/article/locale.ts'

type SiteStrings = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Every locale that we promise strings for. */
const TAGS = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'eu', 'fa', 'fi', 'fr', 'ga'],
  ...['gl', 'he', 'hi', 'hr', 'hu', 'id', 'it', 'ja', 'ko', 'lt', 'lv', 'mt', 'nb', 'nl', 'no', 'pl'],
  ...['pt', 'pt-PT', 'ro', 'ru', 'sk', 'sl', 'sv', 'th', 'tr', 'uk', 'ur', 'vi', 'zh-Hans', 'zh-Hant'],
]

const LOCALES = new URL('../../locales/', import.meta.url)
const english = stringsOf('en')

describe('the reader strings', () => {
  it('stand in every locale we promise, each by its canonical tag', () => {
    const folders = readdirSync(LOCALES, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map((entry) => entry.name)).toEqual(expect.arrayContaining(TAGS))
    expect(TAGS).toEqual([...new Set(TAGS)].map((tag) => Intl.getCanonicalLocales(tag)[0]))
  })

  it('open the English label with the words that readers know', () => {
    expect(english['label']?.['powered']).toMatch(/^Powered by automated translation\b/)
  })
})

describe.each(TAGS)('the reader strings in %s', (tag) => {
  const strings = stringsOf(tag)
  const flat = flatten(strings)

  it('are JSON with two-space indent, unescaped, ending in one line feed', () => {
    expect(rawOf(tag)).toBe(`${JSON.stringify(strings, null, 2)}\n`)
  })

  it('have the keys of the English file in the same order', () => {
    expect(flat.map(([key]) => key)).toEqual(flatten(english).map(([key]) => key))
  })

  it('have under each key the placeholders that the English has there', () => {
    const placeholders = (entries: typeof flat) =>
      Object.fromEntries(entries.map(([key, text]) => [key, placeholdersOf(text)]))
    expect(placeholders(flat)).toEqual(placeholders(flatten(english)))
  })

  it('are neither empty nor edged with white space nor decomposed', () => {
    for (const [key, text] of flat) {
      expect(text, key).not.toBe('')
      expect(text, key).toBe(text.trim().normalize('NFC'))
      expect(text, key).not.toMatch(/ {2}|[\r\n\t]|\p{Cf}(?<!\u200c)/u)
    }
  })

  it('say something different under each key', () => {
    expect(new Set(flat.map(([, text]) => text)).size).toBe(flat.length)
  })

  it('end as sentences where the English does, and nowhere else', () => {
    // Thai ends its sentences with a space.
    if (tag === 'th') return
    const sentences = (entries: typeof flat) =>
      entries.filter(([, text]) => /[.。।۔]$/.test(text)).map(([key]) => key)
    expect(sentences(flat)).toEqual(sentences(flatten(english)))
  })

  it('name the provider last in the label, after words enough to know it by', () => {
    const [words = '', rest = ''] = (strings['label']?.['powered'] ?? '').split('{{provider}}')
    expect(words.replace(/[ (（]+$/, '').length).toBeGreaterThanOrEqual(9)
    expect(rest).toMatch(/^[)）][.。।۔]?$/)
  })

  it('never double the full stop of a date', () => {
    for (const [key, text] of flat) {
      for (const date of datesIn(tag)) expect(text.replace('{{date}}', date), key).not.toMatch(/\.\./)
    }
  })
})

describe('each locale', () => {
  it.each(TAGS.filter((tag) => tag !== 'en'))('%s leaves no sentence in English', (tag) => {
    const copied = flatten(stringsOf(tag)).filter(
      ([key, text]) => isSentence(text) && text === textOf(english, key),
    )
    expect(copied).toEqual([])
  })

  it('labels articles in words that no other language uses', () => {
    const languages = new Map<string, Set<string>>()
    for (const tag of TAGS) {
      const label = stringsOf(tag)['label']?.['powered'] ?? ''
      // “no” and “nb” are one language under two tags.
      const language = tag === 'nb' ? 'no' : languageOf(tag)
      languages.set(label, (languages.get(label) ?? new Set()).add(language))
    }
    expect([...languages].filter(([, of]) => of.size > 1)).toEqual([])
  })
})

describe('typography', () => {
  it.each(['ja', 'zh-Hans', 'zh-Hant'])('is full width in %s', (tag) => {
    for (const [key, text] of flatten(stringsOf(tag))) expect(text, key).not.toMatch(/[.,:;()!? ]/)
  })

  it.each(['ar', 'fa', 'ur'])('uses the script’s own comma and question mark in %s', (tag) => {
    for (const [key, text] of flatten(stringsOf(tag))) expect(text, key).not.toMatch(/[,;?]/)
  })

  it.each(['ur', 'hi', 'bn'])('ends sentences with the script’s own mark in %s', (tag) => {
    for (const [key, text] of flatten(stringsOf(tag))) expect(text, key).not.toContain('.')
  })

  it('keeps the French colon on the line of its word', () => {
    const texts = flatten(stringsOf('fr')).map(([, text]) => text)
    expect(texts.some((text) => text.includes('\u00a0:'))).toBe(true)
    for (const text of texts) expect(text).not.toMatch(/[^\u00a0]:|[^\u202f][;!?]/)
  })

  it.each(TAGS)('has no typewriter apostrophe or quotation mark in %s', (tag) => {
    for (const [key, text] of flatten(stringsOf(tag))) expect(text, key).not.toMatch(/['"]/)
  })
})

function rawOf(tag: string): string {
  return readFileSync(new URL(`${tag}/site.json`, LOCALES), 'utf8')
}

function stringsOf(tag: string): SiteStrings {
  return JSON.parse(rawOf(tag)) as SiteStrings
}

function flatten(nested: SiteStrings): (readonly [key: string, text: string])[] {
  return Object.entries(nested).flatMap(([group, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${group}.${key}`, text] as const),
  )
}

function textOf(nested: SiteStrings, key: string): string | undefined {
  return flatten(nested).find(([other]) => other === key)?.[1]
}

const placeholdersOf = (text: string): string[] => (text.match(/\{\{[^}]*\}\}|[{}]/g) ?? []).sort()

/** Longer than the words that languages share (“Articles”, “Feed”). */
const isSentence = (text: string): boolean => text.length > 12

/** A date as long and as short as an edition may write it, morning and evening. */
function datesIn(tag: string): string[] {
  const options: Intl.DateTimeFormatOptions[] = [
    { dateStyle: 'long' },
    { dateStyle: 'medium' },
    { dateStyle: 'long', timeStyle: 'short' },
    { dateStyle: 'medium', timeStyle: 'short' },
  ]
  const instants = ['2026-03-04T08:05:00Z', '2026-11-05T21:57:00Z'].map((iso) => new Date(iso))
  return options.flatMap((option) => {
    const format = new Intl.DateTimeFormat(tag, { ...option, calendar: 'gregory', timeZone: 'UTC' })
    return instants.map((instant) => format.format(instant))
  })
}
