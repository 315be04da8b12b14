import { type Code, type Content, MARKER } from '../article/content.ts'
import { normalise } from '../segment/key.ts'

/**
 * The inline codes of an edition are the source's bytes but for the words in them and the language they name. So they are
 * told apart by what is left without these: a link is the same link with another title, and another one with another address.
 */
const bareCode = ({ kind, name, raw }: Code): string => `${kind} ${name} ${bareMarkup(raw)}`

/** Attributes that an edition has in its own words or language. */
const OWN_ATTRIBUTES =
  /\s(?:title|alt|placeholder|label|value|content|lang|xml:lang|dir|hreflang|aria-[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/gi
/** `](/address "Title")`, and what stands between the brackets of `![an image](…)`. */
const MARKDOWN_TITLE = /\s+(?:"[^"]*"|'[^']*')(?=\s*\)$)/
const MARKDOWN_ALT = /^!\[[^\]]*\]/

const bareMarkup = (raw: string): string =>
  raw.startsWith('<')
    ? raw.replace(OWN_ATTRIBUTES, '')
    : raw.replace(MARKDOWN_TITLE, '').replace(MARKDOWN_ALT, '![]').replace(/\s+/g, ' ')

/** The same for two contents that say the same, in the same markup. */
export const wordsOf = ({ text, codes }: Content): string =>
  [normalise(text), ...codes.map(bareCode)].join('\u0000')

/**
 * Contents as strings that can be compared and searched, each code one character: the same for the same bare markup, whichever
 * content it stands in.
 */
export function flattener(): (content: Content) => string {
  const characters = new Map<string, string>()
  const characterOf = ({ raw }: Code): string => {
    const bare = bareMarkup(raw)
    const known =
      characters.get(bare) ?? String.fromCharCode(PRIVATE_USE + (characters.size % PRIVATE_USE_SIZE))
    characters.set(bare, known)
    return known
  }
  return ({ text, codes }) => {
    let nth = 0
    return text.replaceAll(MARKER, () => characterOf(codes[nth++]!))
  }
}
const PRIVATE_USE = 0xe000
const PRIVATE_USE_SIZE = 6_400

export type OwnCodes =
  | { readonly ok: true; readonly content: Content }
  | { readonly ok: false; readonly problem: string }

/**
 * A changed sentence's content with the codes of its source sentence in place of its own, half by half.
 * @param content numbered from 1, with halves that lost their partner standing alone
 */
export function withSourceCodes(content: Content, source: readonly Code[]): OwnCodes {
  const sourcePairs = pairsOf(source)
  const used = new Set<number>()
  const ids = new Map<number, number>()
  for (const [id, bare] of pairsOf(content.codes)) {
    const fitting = [...sourcePairs].filter(([, other]) => other.bare === bare.bare)
    const free = fitting.find(([own]) => !used.has(own)) ?? fitting.find(([, { canCopy }]) => canCopy)
    if (free === undefined) return { ok: false, problem: `${bare.raw} does not stand in its source sentence` }
    used.add(free[0])
    ids.set(id, free[0])
  }
  const byHalf = new Map(source.map((code) => [`${code.kind} ${code.id}`, code]))
  const codes = content.codes.map((code) => byHalf.get(`${code.kind} ${ids.get(code.id)}`) ?? code)
  return { ok: true, content: { text: content.text, codes } }
}

interface BarePair {
  readonly bare: string
  readonly raw: string
  readonly canCopy: boolean
}

/** By id: what both halves of a pair are, or one code that stands alone. */
function pairsOf(codes: readonly Code[]): ReadonlyMap<number, BarePair> {
  const pairs = new Map<number, BarePair>()
  for (const code of codes) {
    const before = pairs.get(code.id)
    const bare = bareCode(code)
    if (before === undefined) pairs.set(code.id, { bare, raw: code.raw, canCopy: code.canCopy })
    else if (code.kind === 'close') pairs.set(code.id, { ...before, bare: `${before.bare}\u0000${bare}` })
  }
  return pairs
}
