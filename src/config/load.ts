import { readFileSync } from 'node:fs'
import path from 'node:path'
import { closestName, didYouMean } from '../article/did-you-mean.ts'
import { DragomanError, messageOf } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import { CHECK_IDS } from '../check/ids.ts'
import { Config } from './config.ts'
import { jsonPlace, parseJsonWithComments } from './json.ts'
import { currenciesOf, priceOf } from './prices.ts'
import { problemsOf } from './problems.ts'

/** A configuration and where it stands: all folders resolved against the file's own. */
export interface Project {
  readonly config: Config
  readonly file: string
  readonly root: string
  readonly articles: string
  readonly locales: string
  readonly output: string
  readonly state: string
}

/**
 * Reads, validates and resolves a configuration. Comments and trailing commas are allowed.
 * @throws DragomanError CONFIG_MISSING, CONFIG_INVALID or LOCALE_UNKNOWN, with the place in the file.
 */
export function loadProject(file: string): Project {
  const absolute = path.resolve(file)
  const text = readConfig(absolute, file)
  const raw = parseJsonWithComments(text)
  if (!raw.ok) {
    throw new DragomanError('CONFIG_INVALID', `${raw.problem}.`, {
      place: `${file}:${raw.line}:${raw.column}`,
      fix: 'Correct the JSON there.',
    })
  }
  const parsed = Config.safeParse(raw.value)
  if (!parsed.success) {
    const { message, place, fix } = problemsOf(parsed.error.issues, raw.value, text)
    throw new DragomanError('CONFIG_INVALID', message, { place: `${file}${place}`, fix })
  }
  const config = canonical(parsed.data, file, text)
  const root = path.dirname(absolute)
  const at = (folder: string) => path.resolve(root, folder)
  return {
    config,
    file: absolute,
    root,
    articles: at(config.source.articles),
    locales: at(config.locales),
    output: at(config.output),
    state: at(config.state),
  }
}

function readConfig(absolute: string, file: string): string {
  try {
    return readFileSync(absolute, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new DragomanError(
      missing ? 'CONFIG_MISSING' : 'CONFIG_INVALID',
      missing ? 'There is no configuration file.' : messageOf(cause),
      {
        place: file,
        fix: missing
          ? 'Run dragoman init, which writes one, or name another with --config.'
          : 'Make the file readable.',
        cause,
      },
    )
  }
}

/** Locale tags in canonical form, each target once, check ids that exist. */
function canonical(config: Config, file: string, text: string): Config {
  const targets = config.targets.map((tag) => parseLocale(tag, `${file}: targets`))
  const repeated = targets.find((tag, index) => targets.indexOf(tag) !== index)
  if (repeated !== undefined) {
    throw new DragomanError('CONFIG_INVALID', `targets names ${repeated} twice.`, {
      place: file,
      fix: 'Name each locale once.',
    })
  }
  const known: readonly string[] = CHECK_IDS
  const unknown = Object.keys(config.checks).find((id) => !known.includes(id))
  if (unknown !== undefined) {
    const hint = didYouMean(closestName(unknown, known)) || '.'
    throw new DragomanError('CONFIG_INVALID', `checks names “${unknown}”, which is no check${hint}`, {
      place: `${file}${jsonPlace(text, ['checks', unknown])}`,
      fix: `Use one of: ${known.join(', ')}.`,
    })
  }
  const locale = parseLocale(config.source.locale, `${file}: source.locale`)
  const providers = config.providers.map((provider, nth) => ({
    ...provider,
    ...(provider.locales && {
      locales: localesOf(provider.locales, targets, `${file}: providers[${nth}].locales`),
    }),
  }))
  const select = config.select.map((rule, nth) => ({
    ...rule,
    targets: localesOf(rule.targets, targets, `${file}: select[${nth}].targets`),
  }))
  checkPrices(config, file)
  return { ...config, targets, select, providers, source: { ...config.source, locale } }
}

function localesOf(tags: readonly string[], targets: readonly string[], place: string): string[] {
  return tags.map((tag) => {
    const locale = parseLocale(tag, place)
    if (targets.includes(locale)) return locale
    throw new DragomanError('CONFIG_INVALID', `${locale} is not among the targets (${targets.join(', ')}).`, {
      place,
      fix: 'Add it to targets, or take it out here.',
    })
  })
}

/** A budget of money needs to know every price, and costs of two currencies cannot be added up. */
function checkPrices({ providers, budget }: Config, file: string): void {
  const currencies = currenciesOf(providers)
  if (currencies.length > 1)
    throw new DragomanError('CONFIG_INVALID', `The providers’ prices are in ${currencies.join(' and ')}.`, {
      place: `${file}: providers`,
      fix: 'Give all prices in one currency; list prices are in USD.',
    })
  const unknown = providers.find((provider) => priceOf(provider) === undefined)
  if (budget.moneyPerDay !== undefined && unknown !== undefined)
    throw new DragomanError('CONFIG_INVALID', `The price of ${unknown.kind} is not known.`, {
      place: `${file}: budget.moneyPerDay`,
      fix: `Add "price": { "perMillionCharacters": … } to the provider, or use budget.charactersPerDay.`,
    })
}
