/**
 * One YAML scalar rewritten in the style it was written in, where the new value allows it; else in quotes.
 * Styles are kept because front matter is edited by people and read by diff.
 * @see https://yaml.org/spec/1.2.2/#chapter-7-flow-style-productions
 */

export type ScalarStyle = 'PLAIN' | 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' | 'BLOCK_LITERAL' | 'BLOCK_FOLDED'

export interface ScalarSite {
  /** The scalar as it stands: its quotes, or its block header and lines, included. */
  readonly raw: string
  readonly style: ScalarStyle
  /** Inside `[…]` or `{…}`, where plain scalars may hold fewer characters. */
  readonly flow: boolean
  readonly eol: string
}

export function writeScalar(value: string, site: ScalarSite): string {
  switch (site.style) {
    case 'PLAIN':
      return isSafePlain(value, site.flow) ? value : quote(value)
    case 'QUOTE_SINGLE':
      return needsEscapes(value) ? doubleQuote(value) : singleQuote(value)
    case 'QUOTE_DOUBLE':
      return doubleQuote(value)
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return writeBlock(value, site)
  }
}

/** A value of ours, in no style yet: plain when that is valid, else quoted. */
export const newScalar = (value: string): string => (isSafePlain(value, false) ? value : quote(value))

export function doubleQuote(value: string): string {
  const escaped = value.replace(/["\\]/g, '\\$&').replace(UNPRINTABLE, (char) => {
    const short = SHORT_ESCAPES.get(char)
    return short ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
  return `"${escaped}"`
}

const singleQuote = (value: string): string => `'${value.replaceAll("'", "''")}'`

const quote = (value: string): string =>
  value.includes('"') && !value.includes("'") && !needsEscapes(value)
    ? singleQuote(value)
    : doubleQuote(value)

/** Control characters, line separators, byte order marks, and halves of surrogate pairs. */
const UNPRINTABLE =
  /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

const needsEscapes = (value: string): boolean => value.search(UNPRINTABLE) !== -1

/** Stricter than YAML 1.2: what a YAML 1.1 reader takes for a boolean, number or date is quoted too. */
function isSafePlain(value: string, flow: boolean): boolean {
  if (value === '' || value.trim() !== value || needsEscapes(value)) return false
  if (/^[-?:,[\]{}#&*!|>'"%@`=]/.test(value)) return false
  if (/: |:$| #/.test(value)) return false
  if (flow && /[,[\]{}]|:(?! )/.test(value)) return false
  return !LOOKS_TYPED.test(value) && !value.startsWith('<<') && !value.startsWith('...')
}

const LOOKS_TYPED =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?\d[\d_,.:eExXoOa-fA-F+\-TZ ]*|[-+]?\.(?:inf|nan))$/i

function writeBlock(value: string, site: ScalarSite): string {
  const firstLineEnd = site.raw.indexOf('\n') + 1
  const header = site.raw.slice(0, firstLineEnd)
  const tail = site.raw.slice(site.raw.trimEnd().length).replace(/^[^\r\n]*/, '')
  if (!fitsBlock(value, site.style)) {
    const comment = /\s+#.*/.exec(header)?.[0].trimEnd() ?? ''
    return doubleQuote(value) + comment + tail
  }
  const indent = /(?:^|\n)( *)[^\s]/.exec(site.raw.slice(firstLineEnd))?.[1] ?? '  '
  // Folding takes one break of each row of breaks for a space.
  const folded = site.style === 'BLOCK_FOLDED' ? value.replace(/\n+/g, '$&\n') : value
  const lines = folded.split('\n').map((line) => (line === '' ? '' : indent + line))
  return withoutIndicator(header) + lines.join(site.eol) + tail
}

/** Neither style can hold unprintable characters or, without an indicator, lines that start with space. */
function fitsBlock(value: string, style: ScalarStyle): boolean {
  if (value === '' || needsEscapes(value.replaceAll('\n', ''))) return false
  if (/^\s|\s$/.test(value)) return false
  return style === 'BLOCK_LITERAL' ? !/\n[ \t]+(?:\n|$)/.test(value) : !/\n[ \t]/.test(value)
}

/** `|2-` → `|-`: the indentation is read off the first line, which never starts with a space here. */
const withoutIndicator = (header: string): string =>
  header.replace(/^([|>][-+]?)\d/, '$1').replace(/^([|>])\d([-+]?)/, '$1$2')
