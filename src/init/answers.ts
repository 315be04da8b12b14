import { statSync } from 'node:fs'
import path from 'node:path'
import { closestName, didYouMean } from '../article/did-you-mean.ts'
import { DragomanError } from '../article/errors.ts'
import { parseLocale } from '../article/locale.ts'
import { ProviderConfig } from '../providers/config.ts'
import { type Engine, SETTINGS, type Setting, type Settings } from './engines.ts'

/** What a first configuration is made of. */
export interface Answers {
  /** From the configuration's folder, `/`-separated. */
  readonly articles: string
  readonly locale: string
  readonly targets: readonly string[]
  readonly provider: Chosen
  /** Keys of front matter beside the default ones. */
  readonly frontMatter: readonly string[]
}

export interface Chosen extends Settings {
  readonly kind: Engine['kind']
}

/** Options of the command as they were typed. */
export interface Flags extends Settings {
  readonly articles?: string
  readonly sourceLocale?: string
  readonly target?: readonly string[]
  readonly provider?: string
}

/** What the options settle; the rest is asked or suggested. */
export interface Given {
  readonly articles?: string
  readonly locale?: string
  readonly targets?: readonly string[]
  readonly kind?: Engine['kind']
  readonly settings: Settings
}

/** @throws DragomanError USAGE, LOCALE_UNKNOWN, with the option that is wrong */
export function givenBy(flags: Flags, root: string): Given {
  const settings = Object.fromEntries(
    SETTINGS.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]]])),
  )
  return {
    settings,
    ...(flags.articles !== undefined && { articles: articlesAt(flags.articles, root) }),
    ...(flags.sourceLocale !== undefined && { locale: parseLocale(flags.sourceLocale, '--source-locale') }),
    ...(flags.target !== undefined && { targets: parseTargets(flags.target) }),
    ...(flags.provider !== undefined && { kind: kindNamed(flags.provider) }),
  }
}

/** Tags with commas or spaces between them, each once. @throws DragomanError LOCALE_UNKNOWN */
export const parseTargets = (written: readonly string[]): readonly string[] => [
  ...new Set(
    written
      .flatMap((tags) => tags.split(/[\s,]+/))
      .filter((tag) => tag !== '')
      .map((tag) => parseLocale(tag, '--target')),
  ),
]

/** A folder below the configuration's. @throws DragomanError USAGE */
export function articlesAt(folder: string, root: string): string {
  const relative = path.relative(root, path.resolve(root, folder)).split(path.sep).join('/')
  const refuse = (message: string, fix: string) =>
    new DragomanError('USAGE', message, { place: '--articles', fix })
  if (relative === '')
    throw refuse(
      'The articles cannot lie beside the configuration: editions and locale files are written there.',
      'Move them into a folder of their own, e.g. articles/, and name that.',
    )
  if (!statSync(path.resolve(root, folder), { throwIfNoEntry: false })?.isDirectory())
    throw refuse(`There is no folder ${folder}.`, 'Create it, or name the one that holds the articles.')
  return relative
}

const KINDS = ProviderConfig.options.map(({ shape }) => shape.kind.value)

function kindNamed(name: string): Engine['kind'] {
  const kind = KINDS.find((each) => each === name)
  if (kind !== undefined) return kind
  const hint = didYouMean(closestName(name, KINDS)) || '.'
  throw new DragomanError('USAGE', `There is no provider “${name}”${hint}`, {
    place: '--provider',
    fix: `Use one of: ${KINDS.join(', ')}.`,
  })
}

/** An article in a target's own language is not translated into it. @throws DragomanError USAGE */
export function checkTargets(targets: readonly string[], locale: string): readonly string[] {
  const fix =
    'Name the languages to translate into, e.g. dragoman init --target es pt-BR --provider google --project my-project.'
  if (targets.length === 0)
    throw new DragomanError('USAGE', 'No target is named.', { place: '--target', fix })
  if (!targets.includes(locale)) return targets
  throw new DragomanError('USAGE', `${locale} is the language of the articles.`, { place: '--target', fix })
}

/** An entry of `providers` that the configuration would take. @throws DragomanError USAGE, with the option that is wrong */
export function checkProvider(provider: Chosen): Chosen {
  const issue = ProviderConfig.safeParse(provider).error?.issues[0]
  if (issue === undefined) return provider
  if (issue.code === 'unrecognized_keys')
    throw wrongOption(issue.keys[0], `${provider.kind} takes no such setting.`, 'Leave it out.')
  const setting = String(issue.path[0])
  throw provider[setting as Setting] === undefined
    ? wrongOption(setting, `${provider.kind} needs it.`, 'Add it, or choose another provider.')
    : wrongOption(setting, `${issue.message}.`, 'docs/configuration.md has an example.')
}

const wrongOption = (setting: string | undefined, message: string, fix: string) =>
  new DragomanError('USAGE', message, { place: `--${setting === 'apiKey' ? 'api-key' : setting}`, fix })
