import { MARKER, readable } from '../../article/content.ts'
import type { ReadingFinding } from '../format.ts'
import type { PlacedUnit } from '../html/units.ts'
import type { BlockString } from './block-comments.ts'

/**
 * Strings in the comments of WordPress blocks that are no units and that readers may see all the same: those that repeat a
 * part of the page (a paragraph cut at its markup, as some blocks keep it), and those that read like sentences. The
 * newsroom hears of them, since an edition would show them in the language of the source. A setting that is taken for
 * words costs a line in a report, words that are taken for a setting stay unseen.
 */
const CHECK = 'block-comment'

/** @param units of the page. @returns one finding for each attribute, where it stands first. */
export function leftInBlocks(
  left: readonly BlockString[],
  units: readonly PlacedUnit[],
): readonly ReadingFinding[] {
  if (left.length === 0) return []
  const page = new Set(
    units.flatMap(({ content }) => [readable(content), ...content.text.split(MARKER)].map(trim)),
  )
  const words = left.filter((string) => !string.isForEditors && isWords(textOf(string), page))
  return [...Map.groupBy(words, ({ name }) => name).values()].map(findingOf)
}

const trim = (text: string): string => text.trim()

const textOf = ({ value }: BlockString): string => value.replace(/<[^<>]*>/g, '').trim()

const isWords = (text: string, page: ReadonlySet<string>): boolean =>
  (page.has(text) && /\p{L}/u.test(text) && !IDENTIFIER.test(text)) || isSentence(text)

/** `center`, `wp-image-12`, an address: settings, also where the page says the same; but not `Weather`. */
const IDENTIFIER = /^(?![A-Z][a-z]+$)[!-~]*$/

/** Unlike “is-style-wide has-border” and “Source Sans Pro, sans-serif”. Many scripts have no capitals and no spaces. */
function isSentence(text: string): boolean {
  if (/\p{Lo}{2}/u.test(text)) return true
  const words = text.split(/\s+/)
  return (
    words.length >= 4 && /^\P{Ll}/u.test(text) && words.filter((word) => SMALL_WORD.test(word)).length >= 2
  )
}
const SMALL_WORD = /^\p{Ll}+[,.;:!?…]?$/u

function findingOf(strings: readonly BlockString[]): ReadingFinding {
  const { name, value, start } = strings[0]!
  const more = strings.length > 1 ? ` and ${strings.length - 1} more` : ''
  const fix = strings.some((string) => string.value.includes('<'))
    ? 'With HTML in them they are translated only where the page has the very same.'
    : `Add “${name}” to source.shortcodes to have them translated by themselves.`
  return {
    check: CHECK,
    severity: 'warn',
    message: `“${name}”, an attribute of a WordPress block, holds words that are not translated: “${excerpt(value)}”${more}. ${fix}`,
    at: start,
  }
}

/** Characters of a value that are enough to find it again. */
const EXCERPT = 60

const excerpt = (value: string): string => (value.length > EXCERPT ? `${value.slice(0, EXCERPT)}…` : value)
