import { z } from 'zod'
import { closestName, didYouMean } from '../article/did-you-mean.ts'
import { Config } from './config.ts'
import { jsonPlace } from './json.ts'

/**
 * What is wrong with a configuration, as people are told: each problem with its key, and with the key or word that was
 * probably meant.
 */
export interface Problems {
  readonly message: string
  /** `:line:column` of the first problem that has one; empty where all of them are keys missing at the top. */
  readonly place: string
  readonly fix: string
}

type Issue = z.core.$ZodIssue

export function problemsOf(issues: readonly Issue[], raw: unknown, text: string): Problems {
  const all = issues.flatMap(oneForEachKey).toSorted((one, other) => one.path.length - other.path.length)
  const meant = new Set(all.map((issue) => JSON.stringify(meantBy(issue, raw))))
  const each = all.filter(({ path }) => valueAt(raw, path) !== undefined || !meant.has(JSON.stringify(path)))
  const hinted = each.map((issue) => ({ ...issue, message: messageOf(issue, raw) }))
  const noProviders = each.some(({ path }) => path.length === 1 && path[0] === 'providers')
  return {
    message: z.prettifyError({ issues: hinted }),
    place: each.map((issue) => placeOf(issue, text)).find((place) => place !== '') ?? '',
    fix: noProviders
      ? `Name who translates, e.g. "providers": [{ "kind": "google", "project": "my-project" }]. Kinds: ${kinds().join(', ')}. dragoman init --force asks, and writes a new file.`
      : 'Correct these keys; docs/configuration.md lists all of them.',
  }
}

/** Several unknown keys of one object are one issue; each has a place and a hint of its own. */
const oneForEachKey = (issue: Issue): readonly Issue[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue]

/** A missing key has the place of the object that it is missing from. */
function placeOf(issue: Issue, text: string): string {
  const whole = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : issue.path
  const steps = Array.from({ length: whole.length }, (_, nth) => whole.slice(0, whole.length - nth))
  return steps.map((path) => jsonPlace(text, path)).find((place) => place !== '') ?? ''
}

/** The path of the key that an unknown one was probably meant to be: that it is missing need not be told. */
function meantBy(issue: Issue, raw: unknown): readonly PropertyKey[] | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined
  const key = likelyKey(issue.keys[0] ?? '', issue.path, raw)
  return key === undefined ? undefined : [...issue.path, key]
}

function messageOf(issue: Issue, raw: unknown): string {
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys
    return `There is no key “${key}”${didYouMean(likelyKey(key, issue.path, raw))}`
  }
  const written = valueAt(raw, issue.path)
  if (written === undefined) return 'This key is needed'
  const words = wordsFor(issue)
  if (words === undefined || typeof written !== 'string') return issue.message
  return `“${written}” is none of ${words.join(', ')}${didYouMean(closestName(written, words))}`
}

/** The words that could stand there, where it is one of several. */
function wordsFor(issue: Issue): readonly string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  return issue.code === 'invalid_union' && issue.path.at(-1) === 'kind' ? kinds() : undefined
}

/** A key of the same object with a similar name, or one of this very name that stands elsewhere. */
function likelyKey(key: string, path: readonly PropertyKey[], raw: unknown): string | undefined {
  const whole = z.toJSONSchema(Config, { io: 'input' }) as Schema
  const here = schemaAt(whole, path, raw)
  return closestName(key, Object.keys(here?.properties ?? {})) ?? elsewhere(key, whole)
}

/** The part of JSON Schema that the configuration's uses. */
interface Schema {
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
}

/** The schema of the value at a path; of a provider's entry, that of its kind. */
function schemaAt(whole: Schema, path: readonly PropertyKey[], raw: unknown): Schema | undefined {
  let schema: Schema | undefined = whole
  for (const [nth, step] of path.entries()) {
    schema = typeof step === 'number' ? schema?.items : schema?.properties?.[String(step)]
    const kind = valueAt(raw, [...path.slice(0, nth + 1), 'kind'])
    if (schema?.oneOf) schema = schema.oneOf.find(({ properties }) => properties?.['kind']?.const === kind)
  }
  return schema
}

/** `locale` at the top is `source.locale`. Providers have keys of their own and are not looked through. */
function elsewhere(key: string, { properties = {} }: Schema): string | undefined {
  const parent = Object.keys(properties).find((name) => properties[name]?.properties?.[key] !== undefined)
  return parent === undefined ? undefined : `${parent}.${key}`
}

const kinds = (): readonly string[] =>
  Config.shape.providers.element.options.map(({ shape }) => shape.kind.value)

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    raw,
  )
}
