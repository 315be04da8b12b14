import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInstance } from 'i18next'
import { z } from 'zod'
import { DragomanError, messageOf } from '../article/errors.ts'
import { fallbackChain } from '../article/locale.ts'

/**
 * The label and reader strings of each locale, through i18next: `locales/<tag>/site.json` of the project goes
 * before the strings we ship. Only these strings: article text never passes i18next, which would run `$t(…)`.
 */
export interface SiteStrings {
  /** Translator for a locale, and the locale its strings are really in (English when there are none). */
  of(locale: string): { readonly t: Say; readonly locale: string }
  /** Everything that decides the strings of a locale, for fingerprints. */
  source(locale: string): string
  /** Label texts of every locale known here or shipped, with their placeholders. */
  labels(): readonly string[]
}

/** A string by its dotted key, with its placeholders filled. */
type Say = (key: string, values?: Readonly<Record<string, string>>) => string

const SHIPPED = path.resolve(import.meta.dirname, '../../locales')
const FILE = 'site.json'

const Strings = z.record(z.string(), z.record(z.string(), z.string()))

export function siteStrings(projectLocales: string): SiteStrings {
  const i18n = createInstance({
    lng: 'en',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof createInstance>[0])
  void i18n.init()
  const found = new Map<string, { readonly t: Say; readonly tag: string; readonly source: string }>()

  const find = (locale: string) => {
    const known = found.get(locale)
    if (known !== undefined) return known
    const files = [...new Set([...fallbackChain(locale), 'en'])].flatMap((tag) =>
      [projectLocales, SHIPPED].flatMap((folder) => {
        const file = read(path.join(folder, tag, FILE))
        return file === undefined ? [] : [{ tag, ...file }]
      }),
    )
    const [best] = files
    if (best === undefined) {
      throw new DragomanError('CONFIG_INVALID', 'The label strings are missing, even the English ones.', {
        place: SHIPPED,
        fix: 'Install dragoman again.',
      })
    }
    // What the best file leaves out is said as the next ones say it: a reader must never see `label.from`.
    const merged = files.reduceRight<Groups>((strings, file) => merge(strings, file.strings), {})
    i18n.addResourceBundle(best.tag, 'translation', merged, true, true)
    const fixed = i18n.getFixedT(best.tag)
    const t = remembering((key, values) => fixed(key, { ...values }))
    const entry = { t, tag: best.tag, source: files.map((file) => file.text).join('\n') }
    found.set(locale, entry)
    return entry
  }

  return {
    of(locale) {
      const { t, tag } = find(locale)
      return { t, locale: tag }
    },
    source: (locale) => find(locale).source,
    labels() {
      const files = [SHIPPED, projectLocales].flatMap((folder) =>
        existsSync(folder) ? readdirSync(folder).map((tag) => path.join(folder, tag, FILE)) : [],
      )
      const texts = files.map((file) => read(file)?.strings['label']?.['powered'])
      return [...new Set(texts.filter((text) => text !== undefined))]
    },
  }
}

/** Every edition of a night says nearly the same: few sentences are asked for again and again. */
function remembering(say: Say): Say {
  const said = new Map<string, string>()
  return (key, values = {}) => {
    const id = `${key} ${Object.values(values).join(' ')}`
    const text = said.get(id) ?? say(key, values)
    if (said.size < SENTENCES_KEPT) said.set(id, text)
    return text
  }
}
const SENTENCES_KEPT = 500

type Groups = z.infer<typeof Strings>

const merge = (strings: Groups, over: Groups): Groups => ({
  ...strings,
  ...Object.fromEntries(
    Object.entries(over).map(([group, texts]) => [group, { ...strings[group], ...texts }]),
  ),
})

function read(file: string): { readonly text: string; readonly strings: Groups } | undefined {
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  try {
    return { text, strings: Strings.parse(JSON.parse(text)) }
  } catch (cause) {
    throw new DragomanError('CONFIG_INVALID', `The label strings cannot be read: ${messageOf(cause)}`, {
      place: file,
      fix: 'Mend the JSON, or remove the file to use the strings that dragoman ships.',
      cause,
    })
  }
}
