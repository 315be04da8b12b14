/**
 * What an article says of itself under one top-level name: a key of front matter, a member of a JSON object, a
 * `<meta>` of a page. The value is raw; of a list, each entry that is no list or map itself, as text.
 */
export interface Claim {
  readonly value: ClaimValue
  /** Offset in the source. */
  readonly at: number
}

export type ClaimValue = string | boolean | number | readonly string[]

/** By name, as the article writes it. What is null there is not in it: that is how JSON and YAML say nothing. */
export type Claims = ReadonlyMap<string, Claim>

export const NO_CLAIMS: Claims = new Map()

/** A value of JSON or YAML as a claim; undefined for maps and for nothing. */
export function claimValue(value: unknown): ClaimValue | undefined {
  if (isPlain(value)) return value
  if (Array.isArray(value)) return value.filter(isPlain).map(String)
  return undefined
}

const isPlain = (value: unknown): value is string | boolean | number =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
