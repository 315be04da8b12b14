import { existsSync } from 'node:fs'
import path from 'node:path'
import { DragomanError } from '../article/errors.ts'
import { Config } from '../config/config.ts'
import { type Answers, checkProvider, checkTargets, type Given } from './answers.ts'
import { type Engine, enginesFor } from './engines.ts'
import { type ArticlesFolder, articlesIn, findFolders, looseArticles } from './folders.ts'
import { type LikelyKey, type LikelyLanguage, likelyKeys, likelyLanguage } from './habits.ts'
import { samplesOf } from './samples.ts'

/** What fits a folder, learned by looking at it; nothing is written. */
export interface Suggestions {
  /** The likeliest first. */
  readonly folders: readonly ArticlesFolder[]
  /** What the articles of a folder have in common. */
  habitsOf(articles: string): Habits
  /** Those that would work here first. */
  enginesFor(locale: string, targets: readonly string[]): readonly Engine[]
}

interface Habits {
  readonly language: LikelyLanguage | undefined
  readonly keys: readonly LikelyKey[]
}

/** The folder of articles and their language where nothing is known of them. */
export const DEFAULTS = Config.shape.source.parse(undefined)

export function lookAround(root: string, environment: NodeJS.ProcessEnv): Suggestions {
  const known = new Map<string, Habits>()
  return {
    folders: findFolders(root),
    habitsOf(articles) {
      const habits = known.get(articles) ?? learn(root, articles)
      known.set(articles, habits)
      return habits
    },
    enginesFor: (locale, targets) => enginesFor(locale, targets, environment),
  }
}

/** From the articles of a folder; where it has none yet, from those that may be moved there. */
function learn(root: string, folder: string): Habits {
  const inFolder = existsSync(path.join(root, folder)) ? articlesIn(path.join(root, folder)).toArray() : []
  const loose = looseArticles(root).map((name) => ({ path: name, file: path.join(root, name) }))
  const samples = samplesOf(inFolder.length > 0 ? inFolder : loose)
  return { language: likelyLanguage(samples), keys: likelyKeys(samples) }
}

/**
 * The suggestions in place of what was not given, where nobody can be asked; but who translates, and into what, must be given.
 * @throws DragomanError USAGE
 */
export function takeSuggestions(given: Given, suggestions: Suggestions): Answers {
  const articles = given.articles ?? suggestions.folders[0]?.path ?? DEFAULTS.articles
  const { language, keys } = suggestions.habitsOf(articles)
  const locale = given.locale ?? language?.locale ?? DEFAULTS.locale
  const targets = checkTargets(given.targets ?? [], locale)
  const engines = suggestions.enginesFor(locale, targets)
  const engine = engines.find(({ kind }) => kind === given.kind)
  if (engine === undefined) throw noEngine(engines)
  const provider = checkProvider({ kind: engine.kind, ...engine.settings, ...given.settings })
  return { articles, locale, targets, provider, frontMatter: keys.map(({ key }) => key) }
}

const noEngine = (engines: readonly Engine[]) =>
  new DragomanError('USAGE', 'No provider is named, and none is chosen silently.', {
    place: '--provider',
    fix: `Name one:\n${engines.map(({ kind, found, needs }) => `      ${kind.padEnd(15)}${found ?? `needs ${needs}`}`).join('\n')}`,
  })
