import type { DragomanError } from '../../article/errors.ts'
import type { Status } from '../../article/lifecycle.ts'
import type { Claim, Claims } from './claim.ts'

/** Names by which articles say it. Neither case nor `-` and `_` count: `publish_date` is `publishDate`. */
export interface LifecycleNames {
  readonly draft: readonly string[]
  readonly published: readonly string[]
  readonly status: readonly string[]
  /** The newsroom's own words for a status. */
  readonly words: Readonly<Record<string, Status>>
  readonly embargo: readonly string[]
  readonly expiry: readonly string[]
  readonly date: readonly string[]
  readonly targets: readonly string[]
  readonly version: readonly string[]
}

export interface LifecycleSettings {
  readonly names: LifecycleNames
  /** Of times that name none: an IANA name, or undefined for the system's own. */
  readonly timeZone: string | undefined
  /** The configured ones, canonical. */
  readonly targets: readonly string[]
}

/** What the readers of claims are given. */
export interface Context {
  readonly claims: Claims
  readonly settings: LifecycleSettings
  /** Tells the newsroom of something at an offset in the source. */
  report(check: 'lifecycle' | 'translate', message: string, at: number): void
}

/** Where an article that is usable otherwise is refused for what cannot be understood. */
export interface StrictContext extends Context {
  /** Offset in the source → `path:line:column`. */
  readonly placeOf: (at: number) => string
  /** @throws the error; of an article that is not usable anyway it is only reported */
  refuse(error: DragomanError, at: number): undefined
}

export interface Said extends Claim {
  readonly name: string
}

/** What is said under the names of one kind. */
export function said(
  { claims, settings }: Context,
  kind: Exclude<keyof LifecycleNames, 'words'>,
): readonly Said[] {
  const names = new Set(settings.names[kind].map(plainName))
  return [...claims]
    .filter(([name]) => names.has(plainName(name)))
    .map(([name, claim]) => ({ name, ...claim }))
}

const plainName = (name: string): string => name.toLowerCase().replace(/[-_]/g, '')

/** Names that IPTC defines, with all the words there are. */
export const isIptc = ({ name }: Said): boolean => IPTC.has(plainName(name))
const IPTC: ReadonlySet<string> = new Set(['pubstatus', 'embargoed', 'embargoeduntil'])

/** Without empty ones: a form's field that was left empty says nothing. */
export const valuesOf = ({ value }: Claim): readonly string[] =>
  (typeof value === 'object' ? value : [String(value)])
    .map((each) => each.trim())
    .filter((each) => each !== '')

/** A text in a message: of one that is longer than any word or time, its beginning. */
export const quoted = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`

export const isYes = (value: string): boolean => /^(?:true|yes|on|y|1)$/i.test(value)
export const isNo = (value: string): boolean => /^(?:false|no|off|n|0|none)$/i.test(value)
